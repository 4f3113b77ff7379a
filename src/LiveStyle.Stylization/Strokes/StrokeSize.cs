using System.Globalization;
using LiveStyle.Frames;

namespace LiveStyle.Stylization.Strokes;

/// <summary>How large strokes are in a picture, whatever its size: which size the network has to run at for that.</summary>
/// <remarks>
/// A network's strokes have a size in pixels. At a stroke size of 1 they are as large, against the picture, as in one whose shorter side
/// has <see cref="TrainedSide"/> pixels; at 2 twice as large.
/// </remarks>
public static class StrokeSize
{
    /// <summary>The finest strokes.</summary>
    public const double Smallest = 0.25;

    /// <summary>The coarsest strokes.</summary>
    public const double Largest = 4;

    /// <summary>The shorter side, in pixels, of a picture whose strokes have size 1.</summary>
    public const int TrainedSide = 480;

    /// <summary>A picture is enlarged for the network at most so often in width and height: more would add cost and no detail.</summary>
    public const double MostEnlarged = 2;

    /// <summary>Networks halve a picture twice; sides that they need not pad are multiples of this.</summary>
    const int Step = 4;

    /// <summary>Within this share of the picture's own size it is the picture's own size, so that nothing is resampled.</summary>
    const double SameSize = 0.01;

    /// <summary>Says that a stroke size is one.</summary>
    /// <param name="strokeSize">The stroke size.</param>
    /// <exception cref="LiveStyleException">It is not from <see cref="Smallest"/> to <see cref="Largest"/>.</exception>
    public static void Check(double strokeSize)
    {
        if (strokeSize is not (>= Smallest and <= Largest))
        {
            throw new LiveStyleException(string.Create(CultureInfo.InvariantCulture, $"a stroke size of {strokeSize}: give {Smallest} to {Largest}; 1 is as trained"));
        }
    }

    /// <summary>
    /// The size at which the network runs: <see cref="TrainedSide"/> ÷ the stroke size on the shorter side, at most
    /// <see cref="MostEnlarged"/> times the picture's own, and on no side less than the network takes.
    /// </summary>
    /// <param name="frame">The picture's size, in pixels.</param>
    /// <param name="strokeSize">The stroke size, from <see cref="Smallest"/> to <see cref="Largest"/>.</param>
    /// <param name="least">The network's least width and height, in pixels.</param>
    public static FrameSize NetworkSize(FrameSize frame, double strokeSize, int least)
    {
        double scale = Math.Min(TrainedSide / strokeSize / Math.Min(frame.Width, frame.Height), MostEnlarged);
        return Math.Abs(scale - 1) < SameSize && Math.Min(frame.Width, frame.Height) >= least
            ? frame
            : new FrameSize(Side(frame.Width, scale, least), Side(frame.Height, scale, least));
    }

    /// <summary>
    /// The size at which the network plays or runs live where nothing lowers it: as the stroke size has it, but never larger than the frames,
    /// since time is short there.
    /// </summary>
    /// <param name="frame">The frames' size, in pixels.</param>
    /// <param name="strokeSize">The stroke size, from <see cref="Smallest"/> to <see cref="Largest"/>; null: the frames' own size.</param>
    /// <param name="least">The network's least width and height, in pixels.</param>
    public static FrameSize PlayedSize(FrameSize frame, double? strokeSize, int least) =>
        strokeSize is { } asked && NetworkSize(frame, asked, least) is var network && network.Width <= frame.Width && network.Height <= frame.Height
            ? network
            : frame;

    static int Side(int own, double scale, int least)
    {
        int side = Math.Max((int)Math.Round(own * scale / Step) * Step, least);
        return scale <= 1 ? Math.Max(Math.Min(side, own), least) : Math.Max(side, own);
    }
}
