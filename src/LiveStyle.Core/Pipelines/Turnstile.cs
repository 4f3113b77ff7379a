namespace LiveStyle.Pipelines;

/// <summary>Gives a fixed number of threads their turns, one after another and round again, without allocating.</summary>
/// <param name="count">Threads, numbered from 0; thread 0 has the first turn.</param>
sealed class Turnstile(int count)
{
    // Not disposed: they hold no handle as long as none is asked for.
    readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, count).Select(thread => new SemaphoreSlim(thread == 0 ? 1 : 0))];
    volatile bool over;

    /// <summary>Waits for the turn of a thread; false once the round is over.</summary>
    public bool Await(int thread)
    {
        turns[thread].Wait();
        return !over;
    }

    /// <summary>Ends the turn of a thread: the next one's begins.</summary>
    public void Pass(int thread) => turns[(thread + 1) % count].Release();

    /// <summary>Releases every thread that waits or will wait. Thread-safe; calling it twice changes nothing.</summary>
    public void End()
    {
        over = true;
        foreach (SemaphoreSlim turn in turns)
        {
            turn.Release();
        }
    }
}
