using LiveStyle.Files;
using LiveStyle.Media.Color;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Joining;
using LiveStyle.Media.Probing;
using LiveStyle.Progress;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Segments;

namespace LiveStyle.Transcoding.Assembly;

/// <summary>Makes a film of its segments: checks each, joins them, and adds all else from the original.</summary>
public static class FilmAssembler
{
    /// <summary>Does what follows on a joined film, and says, where it is cut short, that the film is there.</summary>
    /// <param name="settings">The settings of the film.</param>
    /// <param name="work">What follows: its report, above all.</param>
    /// <param name="cancellation">Ends the work; the film stays.</param>
    /// <exception cref="StoppedException">It was cancelled.</exception>
    /// <exception cref="LiveStyleException">It can't be done.</exception>
    public static async Task FollowAsync(FilmSettings settings, Func<Task> work, CancellationToken cancellation)
    {
        string there = $"{ShownPath.Of(settings.Output)} is whole; the same command goes on with what is to follow, or leave that out";
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new StoppedException($"stopped; {there}");
        }
        catch (Exception failure) when (failure is LiveStyleException or IOException or UnauthorizedAccessException)
        {
            throw new LiveStyleException($"{failure.Message.TrimEnd('.')}; {there}", failure);
        }
    }

    /// <summary>Joins the segments and all else of the original into the film, whole or not at all.</summary>
    /// <param name="plan">The plan of the film.</param>
    /// <param name="folder">The folder with all segments.</param>
    /// <param name="clip">The original, probed.</param>
    /// <param name="progress">Is told how far it is; null: nobody.</param>
    /// <param name="cancellation">Ends it, leaving the segments and no film.</param>
    /// <param name="verified">Whether this run has made or hashed every segment itself.</param>
    /// <returns>The segments' records.</returns>
    /// <exception cref="LiveStyleException">Segments are missing or were changed, or the film can't be written.</exception>
    public static async Task<IReadOnlyList<SegmentRecord>> AssembleAsync(
        FilmPlan plan, FilmFolder folder, MediaInfo clip, IProgress<WorkProgress>? progress, CancellationToken cancellation, bool verified = false)
    {
        string identity = plan.Identity;
        var records = new List<SegmentRecord>(plan.Segments.Count);
        var missing = new List<int>();
        foreach (PlannedSegment segment in plan.Segments)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Stage("checking segments", (double)segment.Index / plan.Segments.Count);
            if ((verified ? folder.Glance(plan, identity, segment.Index) : folder.Find(plan, identity, segment.Index)) is { } record)
            {
                records.Add(record);
            }
            else
            {
                missing.Add(segment.Index);
            }
        }

        if (missing.Count > 0)
        {
            throw new MissingSegmentsException(folder.Path, missing, plan.Segments.Count);
        }

        // Each of them alone may be empty, where the original is damaged; a film has pictures.
        if (records.TrueForAll(record => record.File is null))
        {
            throw new NoPictureException(
                $"no picture of {ShownPath.Of(plan.Settings.Input)} could be decoded in any of its {records.Count} segments{(records[0].Note is { } why ? $" ({why})" : "")}; check that it plays, or fetch it again, and plan the film anew");
        }

        if (folder.HasJoined(plan, plan.Settings.Output))
        {
            return records;
        }

        await FilmJoin.JoinAsync(
            new FilmJoinOptions
            {
                Output = plan.Settings.Output,
                Original = clip with { Timecode = plan.Timecode ?? clip.Timecode },
                Segments = [.. records.Where(record => record.File is not null).Select(record => new FilmSegment(Path.Combine(folder.SegmentsPath, record.File!), record.Ticks))],
                TimeBase = plan.Ticks,
                FrameRate = plan.Rate,
                End = plan.End,
                Color = VideoEncoder.CodecOf(plan.Settings.Codec, plan.Settings.Output) == "ffv1" ? ColorDescription.Of(clip.RequireVideo(), FilmOriginal.Hdr(plan.Settings)) : null,
                Start = plan.Settings.Start,
                Duration = plan.Settings.Duration,
                FirstNumber = plan.Settings.First ?? 1,
                Progress = share => progress.Stage("joining", share),
            },
            cancellation);
        folder.SaveJoined(plan);
        return records;
    }
}
