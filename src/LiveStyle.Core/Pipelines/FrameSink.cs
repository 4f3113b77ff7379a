namespace LiveStyle.Pipelines;

/// <summary>Sinks that need no class of their own.</summary>
public static class FrameSink
{
    /// <summary>Takes frames and forgets them: for tests, benchmarks and dry runs.</summary>
    public static IFrameSink<TFrame> Null<TFrame>()
        where TFrame : class, IDisposable => new DelegateSink<TFrame>(static (_, _) => ValueTask.CompletedTask, null);

    /// <summary>A sink from delegates.</summary>
    /// <param name="write">Borrows the frame until its task ends; the sink disposes it then.</param>
    /// <param name="complete">Called when no frame follows.</param>
    public static IFrameSink<TFrame> Create<TFrame>(
        Func<TFrame, CancellationToken, ValueTask> write,
        Func<CancellationToken, ValueTask>? complete = null)
        where TFrame : class, IDisposable => new DelegateSink<TFrame>(write, complete);

    /// <summary>A sink from a delegate that ends before it returns.</summary>
    /// <param name="write">Borrows the frame; the sink disposes it afterwards.</param>
    public static IFrameSink<TFrame> Create<TFrame>(Action<TFrame> write)
        where TFrame : class, IDisposable => new DelegateSink<TFrame>(
            (frame, _) =>
            {
                write(frame);
                return ValueTask.CompletedTask;
            },
            null);

    sealed class DelegateSink<TFrame>(
        Func<TFrame, CancellationToken, ValueTask> write,
        Func<CancellationToken, ValueTask>? complete) : IFrameSink<TFrame>
        where TFrame : class, IDisposable
    {
        public ValueTask WriteAsync(TFrame frame, CancellationToken cancellation)
        {
            bool isDone = true;
            try
            {
                ValueTask work = write(frame, cancellation);
                isDone = work.IsCompleted;
                return isDone ? work : EndAsync(work, frame);
            }
            finally
            {
                if (isDone)
                {
                    frame.Dispose();
                }
            }
        }

        static async ValueTask EndAsync(ValueTask work, TFrame frame)
        {
            using (frame)
            {
                await work.ConfigureAwait(false);
            }
        }

        public ValueTask CompleteAsync(CancellationToken cancellation) => complete?.Invoke(cancellation) ?? ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
