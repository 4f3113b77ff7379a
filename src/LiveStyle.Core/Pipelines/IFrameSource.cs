namespace LiveStyle.Pipelines;

/// <summary>The beginning of a pipeline, where frames come from.</summary>
/// <typeparam name="TFrame">The frame's residency: host or GPU memory.</typeparam>
public interface IFrameSource<TFrame> : IAsyncDisposable
    where TFrame : class, IDisposable
{
    /// <summary>The next frame in presentation order, which the caller then owns; null at the end.</summary>
    ValueTask<TFrame?> ReadAsync(CancellationToken cancellation);
}
