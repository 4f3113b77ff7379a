namespace LiveStyle.Pipelines;

/// <summary>Sources that need no class of their own.</summary>
public static class FrameSource
{
    /// <summary>A source from a delegate.</summary>
    /// <param name="read">Gives a frame, which the caller then owns, or null at the end.</param>
    public static IFrameSource<TFrame> Create<TFrame>(Func<CancellationToken, ValueTask<TFrame?>> read)
        where TFrame : class, IDisposable => new DelegateSource<TFrame>(read);

    /// <summary>A source from a delegate that ends before it returns.</summary>
    /// <param name="read">Gives a frame, which the caller then owns, or null at the end.</param>
    public static IFrameSource<TFrame> Create<TFrame>(Func<TFrame?> read)
        where TFrame : class, IDisposable => new DelegateSource<TFrame>(_ => ValueTask.FromResult(read()));

    sealed class DelegateSource<TFrame>(Func<CancellationToken, ValueTask<TFrame?>> read) : IFrameSource<TFrame>
        where TFrame : class, IDisposable
    {
        public ValueTask<TFrame?> ReadAsync(CancellationToken cancellation) => read(cancellation);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
