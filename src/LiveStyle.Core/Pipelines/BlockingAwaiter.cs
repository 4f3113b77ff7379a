namespace LiveStyle.Pipelines;

/// <summary>Waits for asynchronous work without leaving its thread, and without allocating.</summary>
/// <remarks>For the thread that calls it only.</remarks>
public sealed class BlockingAwaiter
{
    // Not disposed: its last Set may still be returning, and it holds no handle as long as none is asked for.
    readonly ManualResetEventSlim done = new();
    readonly Action wake;

    /// <summary>Makes one for the thread at hand.</summary>
    public BlockingAwaiter() => wake = done.Set;

    /// <summary>Waits for the end of the work; what it throws is thrown.</summary>
    public void Await(ValueTask work)
    {
        var awaiter = work.ConfigureAwait(false).GetAwaiter();
        if (!awaiter.IsCompleted)
        {
            done.Reset();
            awaiter.UnsafeOnCompleted(wake);
            done.Wait();
        }

        awaiter.GetResult();
    }

    /// <summary>Waits for the result of the work; what it throws is thrown.</summary>
    public T Await<T>(ValueTask<T> work)
    {
        var awaiter = work.ConfigureAwait(false).GetAwaiter();
        if (!awaiter.IsCompleted)
        {
            done.Reset();
            awaiter.UnsafeOnCompleted(wake);
            done.Wait();
        }

        return awaiter.GetResult();
    }
}
