namespace LiveStyle.Pipelines;

/// <summary>The end of a pipeline, where frames go: an encoder, a window, nothing.</summary>
public interface IFrameSink<TFrame> : IAsyncDisposable
    where TFrame : class, IDisposable
{
    /// <summary>Takes <paramref name="frame"/> over and disposes it once written, and also when writing fails or is canceled.</summary>
    ValueTask WriteAsync(TFrame frame, CancellationToken cancellation);

    /// <summary>No frame follows: finish what was begun (flush, trailer, rename). Disposal without it abandons the work.</summary>
    ValueTask CompleteAsync(CancellationToken cancellation);
}
