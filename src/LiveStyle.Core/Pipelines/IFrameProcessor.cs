namespace LiveStyle.Pipelines;

/// <summary>Turns one frame into another: a stylizer, an upload, a readback.</summary>
public interface IFrameProcessor<TIn, TOut> : IAsyncDisposable
    where TIn : class, IDisposable
    where TOut : class, IDisposable
{
    /// <summary>
    /// Frames that it takes at once, 1 or more; fixed. With more than one, calls of <see cref="ProcessAsync"/> overlap,
    /// come from different threads, and may end in any order.
    /// </summary>
    int Slots => 1;

    /// <summary>
    /// Takes <paramref name="frame"/> over (and disposes it, also on failure and cancellation) and gives one back,
    /// with the same timestamp.
    /// </summary>
    ValueTask<TOut> ProcessAsync(TIn frame, CancellationToken cancellation);
}
