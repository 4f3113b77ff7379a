using System.Diagnostics;
using System.Globalization;
using LiveStyle.Files;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Probing;
using LiveStyle.Media.Stills;
using LiveStyle.Progress;
using LiveStyle.Styles;
using LiveStyle.Time;
using LiveStyle.Transcoding.Assembly;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Preflight;
using LiveStyle.Transcoding.Segments;

namespace LiveStyle.Transcoding.Running;

/// <summary>
/// Makes a film on this machine: plans it, renders its segments in order, joins them. A run that was ended at any moment goes on where it
/// was.
/// </summary>
/// <param name="progress">Is told how far it is; null: nobody.</param>
/// <example>
/// <code>
/// var film = new FilmSettings
/// {
///     Input = Path.GetFullPath("film.mp4"),
///     Output = Path.GetFullPath("painted.mp4"),
///     Model = "live",
///     Timeline = Timeline.Constant(Blend.Parse("munch-scream")),
///     Device = "cpu",
/// };
/// await new Transcoder().RunAsync(new TranscodeOptions { Film = film }, CancellationToken.None);
/// Console.WriteLine(File.Exists("painted.mp4"));     // True
/// </code>
/// </example>
public sealed class Transcoder(IProgress<WorkProgress>? progress = null)
{
    /// <summary>Makes the film, or goes on with it.</summary>
    /// <param name="options">The film, and how this run goes about it.</param>
    /// <param name="cancellation">Stops it; the same call goes on from there.</param>
    /// <exception cref="StoppedException">It was cancelled; the segments that are whole are kept.</exception>
    /// <exception cref="LiveStyleException">It can't be done; nothing lies under the output's name.</exception>
    public async Task RunAsync(TranscodeOptions options, CancellationToken cancellation)
    {
        FilmSettings settings = options.Film;
        if (options.Format is not null)
        {
            throw new LiveStyleException("a format is asked of a film that goes to a pipe; a file's container follows from its extension");
        }

        if (options.ContactSheet is { } sheet)
        {
            StillImage.CheckPath(sheet);
            OutputCheck.CheckSheet(settings, sheet);
        }

        var folder = new FilmFolder(FilmFolder.For(settings.Output));
        OutputCheck.Check(settings, output => options.Overwrite || folder.HasJoined(null, settings.Output) || options.MayReplace(output));
        MediaInfo clip = await FilmOriginal.ProbeAsync(settings, cancellation);
        VideoEncoder.CodecOf(settings.Codec, settings.Output);
        await using FilmSession session = await FilmSession.OpenAsync(settings, clip, settings.Device, options.Speed);
        await FilmPreflight.CheckAsync(session, progress, cancellation);
        using FilmWork work = await FilmWork.OpenAsync(session, folder, options.Overwrite, null, progress, cancellation);

        long kept = 0;
        var clock = Stopwatch.StartNew();
        IReadOnlyList<SegmentRecord> records;
        long rendered;
        try
        {
            (IReadOnlyList<int> missing, kept) = work.Examine(progress, cancellation);
            if (kept > 0)
            {
                progress.Note($"going on: {kept} of {work.Plan.Frames} frames are there");
            }

            var meter = new ProgressMeter(work.Plan.Frames > 0 ? work.Plan.Frames : null, TimeProvider.System, kept);
            progress.Frames(meter);
            clock.Restart();
            await new SegmentRenderer(session, work.Folder, work.Plan, progress).RenderAsync(missing, meter, cancellation);
            clock.Stop();
            rendered = meter.Frames - kept;
            records = await FilmAssembler.AssembleAsync(work.Plan, work.Folder, session.Clip, progress, cancellation, verified: true);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw Stopped(work, settings.Output);
        }
        catch (LiveStyleException failure) when (work.Folder.HasSegments)
        {
            throw new LiveStyleException($"{failure.Message}; what is rendered is kept in {ShownPath.Of(work.Folder.Path)}, and the same command goes on", failure);
        }

        await FilmAssembler.FollowAsync(
            settings, () => FinishAsync(options, session, work.Plan, records, rendered, clock.Elapsed.TotalSeconds, cancellation), cancellation);
        work.Remove();
    }

    async Task FinishAsync(
        TranscodeOptions options, FilmSession session, FilmPlan plan, IReadOnlyList<SegmentRecord> records, long rendered, double seconds, CancellationToken cancellation)
    {
        long frames = records.Sum(record => (long)record.Frames), announced = Math.Max(plan.Frames, frames);
        double perSecond = seconds > 0 ? rendered / seconds : 0;
        string rate = Number(plan.Rate.ToDouble());
        var values = new Dictionary<string, object>
        {
            ["output"] = ShownPath.Of(options.Film.Output),
            ["framesIn"] = announced,
            ["framesOut"] = frames,
            ["framesRendered"] = rendered,
            ["width"] = plan.Width,
            ["height"] = plan.Height,
            ["frameRate"] = plan.Rate.ToString(),
            ["seconds"] = Math.Round(seconds, 3),
            ["fps"] = Math.Round(perSecond, 3),
            ["device"] = session.Stylizer.DeviceName,
            ["slots"] = session.Stylizer.Slots,
            ["complaints"] = records.Sum(record => record.Complaints),
        };
        if (options.ContactSheet is { } sheet)
        {
            WeightCurve curve = plan.Settings.Timeline.Bind(session.Bundle.Styles.Names);
            double last = new Timestamp(records.Last(record => record.Frames > 0).Ticks[^1], plan.Ticks).Seconds;
            await FilmSheet.DrawAsync(sheet, plan, session.Clip, curve, last, cancellation);
            values.Add("contactSheet", sheet);
        }

        if (options.Report is { } write)
        {
            values.Add("report", await write(new FinishedFilm(plan, session.Clip, session.Bundle, records), cancellation));
        }

        progress.Done(
            $"{ShownPath.Of(options.Film.Output)}: {frames} of {announced} frames, {plan.Size}, {rate} frames per second{(session.Clip.RequireVideo().IsVariableFrameRate ? " on average" : "")}; " +
            (rendered > 0 ? $"made at {Number(perSecond)} frames per second on {session.Stylizer.DeviceName}" : "all of it was rendered before") +
            (options.ContactSheet is null ? "" : $"; contact sheet: {options.ContactSheet}") +
            (values.TryGetValue("report", out object? page) ? $"; report: {page}" : ""),
            values);
    }

    static StoppedException Stopped(FilmWork work, string output)
    {
        string name = ShownPath.Of(output);
        if (!work.Folder.HasSegments)
        {
            return new StoppedException($"stopped before there was anything to keep; {name} was not written");
        }

        // At a glance: who stops a long film shall not wait until all of it has been read.
        string identity = work.Plan.Identity;
        long frames = work.Plan.Segments.Sum(segment => (long)(work.Folder.Glance(work.Plan, identity, segment.Index)?.Frames ?? 0));
        return new StoppedException($"stopped; {frames} of {work.Plan.Frames} frames are kept in {ShownPath.Of(work.Folder.Path)}, and the same command goes on; {name} was not written", ShownPath.Of(work.Folder.Path));
    }

    static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
