using System.Globalization;

namespace LiveStyle.Transcoding.Farm;

/// <summary>Renders a planned film with several processes of this program on this machine.</summary>
/// <param name="film">The film to make.</param>
/// <param name="program">The way to call this program.</param>
/// <param name="processes">The number of processes at once, 1 or more.</param>
/// <param name="threads">The threads of the network, for all processes together.</param>
/// <param name="progress">Shows all of it as one.</param>
/// <param name="atTerminal">Whether this process's standard input is a terminal, whose Ctrl+C reaches the processes too.</param>
public sealed class LocalFarm(FarmFilm film, FarmProgram program, int processes, int threads, FarmProgress progress, bool atTerminal = false)
{
    const int Attempts = 3;

    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    readonly Lock gate = new();
    readonly Queue<int> waiting = new();
    readonly Dictionary<int, int> attempts = [];
    readonly Dictionary<int, FarmProcess> running = [];
    readonly SortedDictionary<int, string> failures = [];

    /// <summary>Renders all that is missing.</summary>
    /// <exception cref="LiveStyleException">Segments failed for good.</exception>
    /// <exception cref="OperationCanceledException">All processes have ended in order.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        IReadOnlyList<int> missing = film.Examine();
        foreach (int index in missing)
        {
            waiting.Enqueue(index);
        }

        int count = Math.Min(missing.Count, processes);
        await ReportUntilAsync(Task.WhenAll(Enumerable.Range(0, count).Select(_ => WorkAsync(Math.Max(1, threads / count), cancellation))));
        if (failures.Count > 0)
        {
            throw new LiveStyleException(
                $"{failures.Count} of {film.Segments} segments failed {Attempts} times ({IndexRanges.Format(failures.Keys)}): {failures.First().Value}; the same command tries them again");
        }
    }

    async Task WorkAsync(int ownThreads, CancellationToken cancellation)
    {
        while (Next() is { } index)
        {
            using FarmProcess process = FarmProcess.Start(
                [.. program.Segment(film.Folder, index), "--threads", ownThreads.ToString(CultureInfo.InvariantCulture)], progress.Note, atTerminal);
            Set(index, process);
            try
            {
                End(index, await process.WaitAsync(cancellation));
            }
            finally
            {
                Set(index, null);
            }
        }
    }

    async Task ReportUntilAsync(Task work)
    {
        do
        {
            progress.Report(Frames());
        }
        while (await Task.WhenAny(work, Task.Delay(Beat)) != work);

        await work;
        progress.Report(Frames());
    }

    long Frames()
    {
        lock (gate)
        {
            return film.CountFrames() + running.Sum(one => film.IsThere(one.Key) ? 0 : one.Value.Frames);
        }
    }

    int? Next()
    {
        lock (gate)
        {
            return waiting.TryDequeue(out int index) ? index : null;
        }
    }

    void Set(int index, FarmProcess? process)
    {
        lock (gate)
        {
            if (process is null)
            {
                running.Remove(index);
            }
            else
            {
                running.Add(index, process);
            }
        }
    }

    /// <summary>What failed waits behind the others for another try.</summary>
    void End(int index, string? problem)
    {
        lock (gate)
        {
            problem ??= film.IsThere(index) ? null : "it ended without leaving its segment";
            if (problem is null)
            {
                return;
            }

            int tries = attempts[index] = attempts.GetValueOrDefault(index) + 1;
            if (tries < Attempts)
            {
                waiting.Enqueue(index);
            }
            else
            {
                failures[index] = problem;
            }
        }

        progress.Note($"segment {index} failed: {problem}");
    }
}
