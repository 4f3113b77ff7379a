using LiveStyle.Files;
using LiveStyle.Transcoding.Segments;

namespace LiveStyle.Transcoding.Farm;

/// <summary>Hands a planned film to Slurm: a job array of the missing segments, and the job that joins them.</summary>
/// <param name="film">The planned film.</param>
/// <param name="progress">Shows how far it is.</param>
/// <param name="calls">The words by which sentences call the ways to ask for more; null where they name no program.</param>
public sealed class SlurmFarm(FarmFilm film, FarmProgress progress, FarmCalls? calls = null)
{
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a canceled job has to end.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly FarmCalls calls = calls ?? new FarmCalls();

    /// <summary>Submits what is missing, unless it is under way already.</summary>
    /// <param name="program">The way to call this program on the cluster's machines.</param>
    /// <param name="options">The resources that are asked for.</param>
    /// <param name="cancellation">Ends the waiting for Slurm's own programs.</param>
    /// <returns>What was submitted, now or before.</returns>
    /// <exception cref="LiveStyleException">Slurm isn't there, or refuses.</exception>
    public async Task<SlurmSubmission> SubmitAsync(FarmProgram program, SlurmOptions options, CancellationToken cancellation)
    {
        Slurm.Require();
        if (SlurmSubmission.Load(film) is { } before && (await Slurm.QueueAsync(before, cancellation)).Any(task => !task.HasEnded))
        {
            progress.Note($"jobs {before.Names()} are under way already; {calls.Cancel} ends them");
            return before;
        }

        using FilmLock hold = FilmLock.Take(film.Work, film.Output);
        film.Work.RemoveLeftovers();
        SlurmScripts.Write(film, program, options.Assembly);
        var arrays = new List<SlurmArray>();
        string? cluster = null;
        try
        {
            foreach (SlurmArray array in SlurmArray.Cut(film.Examine(), await Slurm.ArraySizeAsync(cancellation)))
            {
                long? after = options.Limit is not null && arrays.Count > 0 ? arrays[^1].Job : null;
                (long job, cluster) = await Slurm.SubmitAsync(SlurmScripts.SegmentArguments(film, array, options, after), cancellation);
                arrays.Add(array with { Job = job });
            }

            (long join, cluster) = await Slurm.SubmitAsync(SlurmScripts.JoinArguments(film, arrays, options), cancellation);
            var submission = new SlurmSubmission
            {
                Arrays = arrays,
                Join = join,
                Cluster = cluster,
                OutputBefore = File.Exists(film.Output) ? File.GetLastWriteTimeUtc(film.Output) : null,
            };
            submission.Save(film);
            progress.Note($"submitted: {arrays.Sum(array => array.Segments.Count())} segments as {Jobs(arrays)}, the join as job {join}");
            return submission;
        }
        catch when (arrays.Count > 0)
        {
            // Half a submission would render what nothing joins.
            await Slurm.CancelAsync(new SlurmSubmission { Arrays = arrays, Join = arrays[^1].Job, Cluster = cluster }, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Reads what was submitted before.</summary>
    /// <exception cref="LiveStyleException">Nothing was, or the note of it is damaged.</exception>
    public SlurmSubmission Submitted() =>
        SlurmSubmission.Load(film) ?? throw new LiveStyleException($"nothing of {ShownPath.Of(film.Folder)} was submitted to Slurm; {calls.Submit} does that");

    /// <summary>Shows how far it is until it ends.</summary>
    /// <param name="submission">The jobs.</param>
    /// <param name="cancellation">Ends the showing; the jobs go on.</param>
    /// <exception cref="StoppedException">The user has seen enough; the jobs go on.</exception>
    /// <exception cref="LiveStyleException">A job failed.</exception>
    public async Task FollowAsync(SlurmSubmission submission, CancellationToken cancellation)
    {
        try
        {
            await new SlurmFollower(film, submission, progress).RunAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            throw new StoppedException($"no longer following; jobs {submission.Names()} go on ({calls.Follow} shows them again, {calls.Cancel} ends them)");
        }

        progress.Done(
            $"{ShownPath.Of(film.Output)}: joined from {film.Segments} segments by job {submission.Join}",
            new Dictionary<string, object> { ["output"] = film.Output, ["segments"] = film.Segments, ["join"] = submission.Join });
    }

    /// <summary>Shows which jobs are under way, without waiting for them.</summary>
    public void Leave(SlurmSubmission submission) => progress.Done(
        $"jobs {submission.Names()} are under way; {calls.Follow} shows them, {calls.Cancel} ends them",
        new Dictionary<string, object> { ["arrays"] = string.Join(',', submission.Arrays.Select(array => array.Job)), ["join"] = submission.Join });

    /// <summary>Ends the jobs and waits until they have ended.</summary>
    public async Task CancelAsync(CancellationToken cancellation)
    {
        SlurmSubmission submission = Submitted();
        await Slurm.CancelAsync(submission, cancellation);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            while ((await Slurm.QueueAsync(submission, patience.Token)).Any(task => !task.HasEnded))
            {
                await Task.Delay(Beat, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new LiveStyleException($"jobs {submission.Names()} are canceled but have not ended yet; squeue shows what they wait for");
        }

        File.Delete(SlurmSubmission.PathIn(film));
        int there = film.CountThere();
        progress.Done(
            $"jobs {submission.Names()} are canceled; {there} of {film.Segments} segments are done and stay",
            new Dictionary<string, object> { ["canceled"] = submission.Names(), ["done"] = there, ["segments"] = film.Segments });
    }

    static string Jobs(List<SlurmArray> arrays) => arrays switch
    {
        [] => "no job",
        [var one] => $"job array {one.Job}",
        _ => $"job arrays {string.Join(", ", arrays.Select(array => array.Job))}",
    };
}
