namespace LiveStyle.Pipelines;

/// <summary>Waits for asynchronous work without leaving its thread, and without allocating.</summary>
/// <remarks>For the thread that calls it only.</remarks>
sealed class BlockingAwaiter
{
    // Not disposed: its last Set may still be returning, and it holds no handle as long as none is asked for.
    readonly ManualResetEventSlim done = new();
    readonly Action wake;

    public BlockingAwaiter() => wake = done.Set;

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
