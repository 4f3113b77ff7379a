using LiveStyle.Frames;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Strokes;

namespace LiveStyle.Live.Scheduling;

/// <summary>
/// Runs a network before a show does: the first run compiles and makes room, which is slow, and would both delay the first picture and look as
/// if the network were.
/// </summary>
/// <param name="stylizer">Stays the caller's, who runs nothing else on it meanwhile.</param>
sealed class NetworkWarmUp(IStylizer stylizer)
{
    /// <summary>A size at which a run is quick and compiles all the same, for a show whose size is not known yet.</summary>
    static readonly FrameSize Small = new(256, 144);

    static readonly FrameFormat Planes = new(PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left);

    (FrameSize Frame, FrameSize Network, FrameFormat Format) last;

    /// <summary>Runs it once on gray before anything is known of the source.</summary>
    /// <param name="size">The show's size; null where the source will tell.</param>
    /// <param name="strokeSize">That of the options.</param>
    /// <param name="cancellation">Ends the run.</param>
    public void Run(FrameSize? size, double? strokeSize, CancellationToken cancellation)
    {
        int least = stylizer.Bundle.Description.MinimumSize;
        FrameSize frame = size ?? new FrameSize(Math.Max(Small.Width, least), Math.Max(Small.Height, least));
        if (frame.Width >= least && frame.Height >= least)
        {
            Run(frame, StrokeSize.PlayedSize(frame, strokeSize, least), Planes, cancellation);
        }
    }

    /// <summary>Runs it once on gray, unless it just ran so.</summary>
    /// <param name="size">The show's size.</param>
    /// <param name="network">The size at which the network runs.</param>
    /// <param name="format">The show's pixels.</param>
    /// <param name="cancellation">Ends the run.</param>
    public void Run(FrameSize size, FrameSize network, FrameFormat format, CancellationToken cancellation)
    {
        if (last == (size, network, format))
        {
            return;
        }

        try
        {
            using HostFrame gray = HostFrame.Allocate(size, format), restyled = HostFrame.Allocate(size, format);
            for (int i = 0; i < format.PlaneCount; i++)
            {
                gray.Plane(i).Bytes.Fill(128);
            }

            using var sized = new SizedNetwork(stylizer);
            sized.Stylize(gray, restyled, network, Embedding(), cancellation);
            last = (size, network, format);
        }
        catch (Exception)
        {
            // The show lives with a network that fails, and tells of it.
        }
    }

    /// <summary>That of the first style which is not the original.</summary>
    ReadOnlySpan<float> Embedding()
    {
        var mixer = new EmbeddingMixer(stylizer.Bundle);
        var weights = new float[stylizer.Bundle.Styles.Names.Count];
        for (int i = 0; i < weights.Length; i++)
        {
            Array.Clear(weights);
            weights[i] = 1;
            mixer.Mix(weights);
            if (!mixer.IsOriginal)
            {
                break;
            }
        }

        return mixer.Embedding;
    }
}
