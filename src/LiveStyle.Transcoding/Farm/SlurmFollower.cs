namespace LiveStyle.Transcoding.Farm;

/// <summary>Follows jobs by what they leave in the film's folder and by what Slurm says of them, until they have ended.</summary>
/// <remarks>Nothing needs Slurm's accounting, which many clusters don't have: so a job is known only while Slurm remembers it.</remarks>
sealed class SlurmFollower(FarmFilm film, SlurmSubmission submission, FarmProgress progress)
{
    const int MostNotes = 10;

    static readonly TimeSpan ShortestBeat = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LongestBeat = TimeSpan.FromSeconds(15);

    readonly Dictionary<SlurmTask, string> failures = [];
    readonly HashSet<string> running = [];
    int requeues;

    /// <summary>Questions keep Slurm from work: the more tasks, the fewer.</summary>
    TimeSpan Beat => TimeSpan.FromSeconds(Math.Clamp(film.Segments / 200.0, ShortestBeat.TotalSeconds, LongestBeat.TotalSeconds));

    /// <exception cref="LiveStyleException">Tasks failed, or the join.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            IReadOnlyList<SlurmTask>? tasks = await AskAsync(cancellation);
            progress.Report(film.CountFrames());
            if (tasks is not null)
            {
                foreach (SlurmTask task in tasks)
                {
                    await WatchAsync(task, cancellation);
                }

                if (tasks.All(task => task.HasEnded))
                {
                    ThrowUnlessJoined(tasks);
                    return;
                }
            }

            await Task.Delay(Beat, cancellation);
        }
    }

    /// <summary>Null while Slurm can't be asked: its controller may be restarting.</summary>
    async Task<IReadOnlyList<SlurmTask>?> AskAsync(CancellationToken cancellation)
    {
        try
        {
            return await Slurm.QueueAsync(submission, cancellation);
        }
        catch (SlurmException problem)
        {
            progress.Note($"{problem.Message}; asking again");
            return null;
        }
    }

    /// <summary>Tells of failures, and of tasks that go back into the queue.</summary>
    async Task WatchAsync(SlurmTask task, CancellationToken cancellation)
    {
        if (task.State == "PENDING" && running.Remove(task.Name) && ++requeues <= MostNotes)
        {
            progress.Note($"{Name(task)} was interrupted and waits for its next turn");
        }
        else if (task.State == "RUNNING")
        {
            running.Add(task.Name);
        }

        // A join whose segments failed has nothing to say.
        bool isTold = !task.HasFailed || (task.Index is null && task.State == "CANCELLED") || failures.Keys.Any(known => known.Name == task.Name);
        if (!isTold)
        {
            string how = await Slurm.ExitCodeAsync(task, submission, cancellation) is { } code && code != "0:0" ? $", exit code {code}" : "";
            string where = task.Node.Length > 0 ? $" on {task.Node}" : "";
            string failure = $"{Name(task)} failed{where} ({task.State}{how}): {LastLine(SlurmScripts.LogPath(film, task))}";
            failures.Add(task, failure);
            if (failures.Count <= MostNotes)
            {
                progress.Note(failure);
            }
        }
    }

    void ThrowUnlessJoined(IReadOnlyList<SlurmTask> tasks)
    {
        SlurmTask? join = tasks.Where(task => task.Job == submission.Join).Select(task => (SlurmTask?)task).FirstOrDefault();
        if (join?.State == "COMPLETED" || (join is null && IsOutputNew()))
        {
            return;
        }

        string first = failures.Count > 0 ? failures.Values.First() : join is { State: "CANCELLED" } ? "the jobs were canceled" : "Slurm has forgotten the jobs";
        int[] missing = [.. Enumerable.Range(0, film.Segments).Where(index => !film.IsThere(index))];
        throw new LiveStyleException(missing.Length > 0
            ? $"{missing.Length} of {film.Segments} segments are missing ({IndexRanges.Format(missing)}): {first}; the same command submits them again"
            : $"the film was not joined: {first}; the same command joins again");
    }

    bool IsOutputNew() => File.Exists(film.Output) && File.GetLastWriteTimeUtc(film.Output) != submission.OutputBefore;

    string Name(SlurmTask task) => submission.Arrays.FirstOrDefault(array => array.Job == task.Job) is { } array && task.Index is { } index
        ? $"segment {array.First + index}"
        : $"the join (job {task.Job})";

    static string LastLine(string log)
    {
        try
        {
            string? line = File.ReadLines(log).LastOrDefault(line => line.Trim().Length > 0)?.Trim();
            return line is null ? $"it said nothing in {log}" : line.StartsWith("livestyle: ", StringComparison.Ordinal) ? line["livestyle: ".Length..] : line;
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return $"there is no {log}";
        }
    }
}
