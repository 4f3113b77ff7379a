using LiveStyle.Diagnostics;
using LiveStyle.Media.Decoding;
using LiveStyle.Pipelines;
using LiveStyle.Progress;
using LiveStyle.Transcoding.Plan;
using Microsoft.Extensions.Logging;

namespace LiveStyle.Transcoding.Segments;

/// <summary>Renders segments of a film: those that follow one another in one go, so that decoder, network and encoder never pause between them.</summary>
public sealed partial class SegmentRenderer(FilmSession session, FilmFolder folder, FilmPlan plan, IProgress<WorkProgress>? progress)
{
    /// <summary>Notes for people, each once.</summary>
    readonly HashSet<string> said = [];

    /// <summary>Renders segments one after another, each published as soon as it is whole.</summary>
    /// <param name="missing">The numbers of the segments, ascending.</param>
    /// <param name="meter">The meter, which counts on from the frames that are there.</param>
    /// <param name="cancellation">Ends it; the segments that are whole are kept.</param>
    public async Task RenderAsync(IReadOnlyList<int> missing, ProgressMeter meter, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder.SegmentsPath);
        for (int i = 0; i < missing.Count;)
        {
            int count = 1;
            while (i + count < missing.Count && missing[i + count] == missing[i] + count)
            {
                count++;
            }

            await RenderAsync([.. plan.Segments.Skip(missing[i]).Take(count)], meter, cancellation);
            i += count;
        }
    }

    async Task RenderAsync(PlannedSegment[] run, ProgressMeter meter, CancellationToken cancellation)
    {
        long before = meter.Frames;
        await using VideoSource? source = await OpenAsync(run, cancellation);
        if (source is null)
        {
            return;
        }

        TimeSpan begin = run[0].Begin is > 0 and var first ? plan.Ticks.Duration(first) : TimeSpan.Zero;
        await using FilmProcessor processor = await FilmProcessor.OpenAsync(session, begin, cancellation);
        await using var sink = new SegmentSink(folder, plan, run, source, session.HasAlpha, session.Stylizer.DeviceName);
        try
        {
            await FilmPipeline.RunAsync(session, source, processor, sink, run, written =>
            {
                meter.Update(before + written);
                progress.Frames(meter);
            }, cancellation);
        }
        catch (NoPictureException nothing) when (source.FramesRead == 0 && MayBeEmpty(run))
        {
            // Whether anything decodes shows at the first frame, not at the opening.
            SaveEmpty(run, nothing);
            return;
        }

        LogRendered(LiveStyleLogging.For("LiveStyle.Transcoding.Segments"), run[0].Index, run[^1].Index, meter.Frames - before);
        Say(source.Note);
        Say(processor.Note);
        Say(session.Stylizer.Note);
    }

    /// <summary>Null, and records without frames, where nothing of the span decodes.</summary>
    async Task<VideoSource?> OpenAsync(PlannedSegment[] run, CancellationToken cancellation)
    {
        var window = new TickWindow(run[0].Begin, run[^1].End);
        try
        {
            return await VideoSource.OpenAsync(session.Clip, FilmSource.Options(session, window, isIndexed: plan.Frames > 0), cancellation);
        }
        catch (NoPictureException nothing) when (MayBeEmpty(run))
        {
            SaveEmpty(run, nothing);
            return null;
        }
    }

    /// <summary>A film has pictures; a part of a damaged one may have none.</summary>
    bool MayBeEmpty(PlannedSegment[] run) => run.Length < plan.Segments.Count && !session.Settings.Strict;

    void SaveEmpty(PlannedSegment[] run, NoPictureException nothing)
    {
        foreach (PlannedSegment segment in run)
        {
            folder.Save(SegmentRecord.Empty(segment.Index, plan.Identity, nothing.Message, session.Stylizer.DeviceName));
        }

        Say(nothing.Message);
    }

    void Say(string? note)
    {
        if (note is not null && said.Add(note))
        {
            LogNote(LiveStyleLogging.For("LiveStyle.Transcoding.Segments"), note);
            progress.Note(note);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "segments {First} to {Last} are whole: {Frames} frames")]
    static partial void LogRendered(ILogger logger, int first, int last, long frames);

    [LoggerMessage(2, LogLevel.Warning, "{Note}")]
    static partial void LogNote(ILogger logger, string note);
}
