namespace LiveStyle.Pipelines;

/// <summary>Turns one frame into another: a stylizer, an upload, a readback.</summary>
public interface IFrameProcessor<TIn, TOut> : IAsyncDisposable
    where TIn : class, IDisposable
    where TOut : class, IDisposable
{
    /// <summary>
    /// Takes <paramref name="frame"/> over (and disposes it, also on failure and cancellation) and gives one back,
    /// with the same timestamp.
    /// </summary>
    ValueTask<TOut> ProcessAsync(TIn frame, CancellationToken cancellation);
}
