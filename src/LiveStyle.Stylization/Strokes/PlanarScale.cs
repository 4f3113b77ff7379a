using LiveStyle.Frames;

namespace LiveStyle.Stylization.Strokes;

/// <summary>
/// Takes frames of three planes of bytes to the network's size and its answers back. Only what the network sees becomes RGB: brightness is
/// enlarged with its detail, and colors without, in the planes themselves.
/// </summary>
/// <remarks>Allocates nothing once it is made. Thread-safety: one frame at a time.</remarks>
sealed class PlanarScale : IDisposable
{
    readonly bool enlarges;
    readonly PlaneReducer[] reducers;
    readonly PlaneUpsampler[] upsamplers;
    readonly HostFrame[] frames = new HostFrame[4];

    /// <param name="size">The frames' size.</param>
    /// <param name="format">The frames' format: three planes of bytes.</param>
    /// <param name="network">The network's size: on both sides smaller, or on both larger.</param>
    public PlanarScale(FrameSize size, FrameFormat format, FrameSize network)
    {
        (Size, Format, Network, enlarges) = (size, format, network, network.Width > size.Width || network.Height > size.Height);
        (FrameSize small, FrameSize large) = enlarges ? (size, network) : (network, size);
        bool isLimited = format.Range == ColorRange.Limited;
        reducers = new PlaneReducer[format.PlaneCount];
        upsamplers = new PlaneUpsampler[format.PlaneCount];
        for (int i = 0; i < reducers.Length; i++)
        {
            FrameSize few = SamplesOf(format, small, i), many = SamplesOf(format, large, i);
            reducers[i] = new PlaneReducer(many, few, PlaneSiting.Of(format, i, many, few));

            // Codes beyond black and white are no colors of the network's.
            (int least, int most) = !isLimited ? (0, 255) : i == 0 ? (16, 235) : (16, 240);
            upsamplers[i] = new PlaneUpsampler(few, many, PlaneSiting.Of(format, i, few, many), least, most);
        }

        try
        {
            for (int i = 0; i < frames.Length; i++)
            {
                frames[i] = HostFrame.Allocate(network, i < 2 ? FrameFormat.Rgb : format);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public FrameSize Size { get; }

    public FrameFormat Format { get; }

    public FrameSize Network { get; }

    /// <param name="inner">Runs the network.</param>
    /// <param name="source">Of the size and format; stays the caller's.</param>
    /// <param name="target">Another frame of both.</param>
    /// <param name="embedding">E values.</param>
    /// <param name="cancellation">Ends the run early.</param>
    public void Run(IStylizer inner, HostFrame source, HostFrame target, ReadOnlySpan<float> embedding, CancellationToken cancellation)
    {
        (HostFrame seen, HostFrame answer, HostFrame seenPlanes, HostFrame answerPlanes) = (frames[0], frames[1], frames[2], frames[3]);
        for (int i = 0; i < reducers.Length; i++)
        {
            if (enlarges)
            {
                upsamplers[i].Enlarge(source.Plane(i), seenPlanes.Plane(i));
            }
            else
            {
                reducers[i].Reduce(source.Plane(i), seenPlanes.Plane(i));
            }
        }

        PlaneConversion.ToRgb(seenPlanes, seen);
        inner.Stylize(seen, answer, embedding, cancellation);
        PlaneConversion.FromRgb(answer, answerPlanes);
        for (int i = 0; i < reducers.Length; i++)
        {
            if (enlarges)
            {
                reducers[i].Reduce(answerPlanes.Plane(i), target.Plane(i));
            }
            else if (i == 0)
            {
                upsamplers[i].Enlarge(answerPlanes.Plane(i), seenPlanes.Plane(i), source.Plane(i), target.Plane(i));
            }
            else
            {
                upsamplers[i].Enlarge(answerPlanes.Plane(i), target.Plane(i));
            }
        }
    }

    public void Dispose()
    {
        Array.ForEach(frames, frame => frame?.Dispose());
    }

    static FrameSize SamplesOf(FrameFormat format, FrameSize size, int plane) => new(format.Plane(size, plane).Width, format.Plane(size, plane).Height);
}
