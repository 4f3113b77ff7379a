using LiveStyle.Frames;

namespace LiveStyle.Stylization.Strokes;

/// <summary>Takes RGB frames of one size to the network's size and its answers back.</summary>
/// <remarks>Allocates nothing once it is made. Thread-safety: one frame at a time.</remarks>
sealed class StrokeScale : IDisposable
{
    readonly AreaReducer reducer;
    readonly GuidedUpsampler upsampler;
    readonly bool enlarges;
    readonly HostFrame seen, answer;

    /// <param name="size">The frames' size.</param>
    /// <param name="network">The network's size: on both sides smaller, or on both larger.</param>
    public StrokeScale(FrameSize size, FrameSize network)
    {
        (Size, Network, enlarges) = (size, network, network.Width > size.Width || network.Height > size.Height);
        (FrameSize small, FrameSize large) = enlarges ? (size, network) : (network, size);
        reducer = new AreaReducer(large, small);
        upsampler = new GuidedUpsampler(small, large);
        seen = HostFrame.Allocate(network);
        answer = HostFrame.Allocate(network);
    }

    public FrameSize Size { get; }

    public FrameSize Network { get; }

    /// <param name="inner">Runs the network.</param>
    /// <param name="source">RGB; stays the caller's.</param>
    /// <param name="target">RGB, another frame.</param>
    /// <param name="embedding">E values.</param>
    /// <param name="cancellation">Ends the run early.</param>
    public void Run(IStylizer inner, HostFrame source, HostFrame target, ReadOnlySpan<float> embedding, CancellationToken cancellation)
    {
        if (enlarges)
        {
            upsampler.Upsample(source, seen);
            inner.Stylize(seen, answer, embedding, cancellation);
            reducer.Reduce(answer, target);
        }
        else
        {
            reducer.Reduce(source, seen);
            inner.Stylize(seen, answer, embedding, cancellation);
            upsampler.Upsample(answer, seen, source, target);
        }
    }

    public void Dispose()
    {
        seen.Dispose();
        answer.Dispose();
    }
}
