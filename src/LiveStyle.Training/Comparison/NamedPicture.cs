using LiveStyle.Frames;
using LiveStyle.Media.Stills;

namespace LiveStyle.Training.Comparison;

/// <summary>A picture that the systems are compared on.</summary>
/// <param name="Name">For people and for file names: that of its file without folder and extension.</param>
/// <param name="Frame">At the comparison's size.</param>
sealed record NamedPicture(string Name, HostFrame Frame) : IDisposable
{
    /// <summary>Scaled, with its aspect kept, to as many pixels as a square of that side has.</summary>
    public static NamedPicture Load(string path, int side)
    {
        using HostFrame whole = StillImage.Load(path);
        return new NamedPicture(Path.GetFileNameWithoutExtension(path), Scale(whole, side));
    }

    /// <returns>A new frame, the caller's.</returns>
    public static HostFrame Scale(HostFrame frame, int side)
    {
        double scale = side / Math.Sqrt(frame.Size.Pixels);
        return StillImage.Resize(frame, new FrameSize(
            Math.Max(1, (int)Math.Round(frame.Size.Width * scale)), Math.Max(1, (int)Math.Round(frame.Size.Height * scale))));
    }

    /// <summary>The middle square.</summary>
    /// <returns>A new frame, the caller's.</returns>
    public static HostFrame CenterSquare(HostFrame frame)
    {
        int side = Math.Min(frame.Size.Width, frame.Size.Height);
        return StillImage.Crop(frame, (frame.Size.Width - side) / 2, (frame.Size.Height - side) / 2, new FrameSize(side, side));
    }

    /// <summary>Luma (BT.709) in all three channels.</summary>
    /// <returns>A new frame, the caller's.</returns>
    public static HostFrame Gray(HostFrame frame)
    {
        HostFrame gray = HostFrame.Allocate(frame.Size);
        Span<byte> from = frame.Pixels, to = gray.Pixels;
        LumaWeights weights = LumaWeights.Bt709;
        for (int i = 0; i < from.Length; i += 3)
        {
            to.Slice(i, 3).Fill((byte)Math.Round(weights.Red * from[i] + weights.Green * from[i + 1] + weights.Blue * from[i + 2]));
        }

        return gray;
    }

    public void Dispose() => Frame.Dispose();
}
