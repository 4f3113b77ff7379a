using System.Globalization;
using LiveStyle.Media.Color;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Probing;
using LiveStyle.Progress;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Time;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Preflight;
using LiveStyle.Transcoding.Segments;

namespace LiveStyle.Quality.Reports;

/// <summary>Reports on a film that was made by a plan, in whatever runs and wherever.</summary>
public static class FilmReporting
{
    /// <summary>Measures the finished film and writes its report beside it.</summary>
    /// <param name="plan">The plan of the film.</param>
    /// <param name="clip">The original, probed.</param>
    /// <param name="model">The bundle, with the styles of the plan.</param>
    /// <param name="records">The records of its segments.</param>
    /// <param name="options">How much to measure.</param>
    /// <param name="progress">Is told how far it is; null: nobody.</param>
    /// <param name="cancellation">Ends it; the film stays.</param>
    /// <returns>The paths of the two files.</returns>
    /// <exception cref="LiveStyleException">What the options name is unfit, or the files can't be written.</exception>
    public static async Task<ReportFiles> WriteAsync(
        FilmPlan plan, MediaInfo clip, ModelBundle model, IReadOnlyList<SegmentRecord> records, FilmReportOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        MediaInfo examined = clip.IsExamined ? clip : await ContentExamination.ExamineAsync(clip, null, cancellation);
        FilmReport report = await FilmReport.MeasureAsync(
            Describe(plan, examined, model, records), options, share => progress.Stage("measuring for the report", share), cancellation);
        return ReportFiles.Write(plan.Settings.Output, report);
    }

    /// <summary>Puts together what the plan and its segments tell.</summary>
    /// <param name="plan">The plan of the film.</param>
    /// <param name="clip">The original, probed.</param>
    /// <param name="model">The bundle, with the styles of the plan.</param>
    /// <param name="records">The records of its segments.</param>
    public static FilmReportInput Describe(FilmPlan plan, MediaInfo clip, ModelBundle model, IReadOnlyList<SegmentRecord> records)
    {
        FilmSettings settings = plan.Settings;
        long frames = records.Sum(record => (long)record.Frames), announced = Math.Max(plan.Frames, frames);
        double seconds = records.Sum(record => record.Seconds);
        return new FilmReportInput
        {
            Original = clip.Location,
            OriginalRate = clip.Sequence?.Rate ?? default,
            Reading = new VideoSourceOptions
            {
                Start = settings.Start, Duration = settings.Duration, Hdr = FilmOriginal.Hdr(settings), Deinterlace = settings.Deinterlace,
            },
            Film = settings.Output,
            FilmRate = plan.Rate,
            Model = model,
            Timeline = settings.Timeline,
            Stream = clip.RequireVideo().Index,
            FramesIn = announced,
            FramesOut = frames,
            FramesDropped = announced - frames,
            Seconds = seconds,
            FramesPerSecond = seconds > 0 ? frames / seconds : 0,
            DeviceName = string.Join(", ", records.Select(record => record.Device).Where(device => device.Length > 0).Distinct()),
            Settings = [.. Settings(plan)],
            Damage = [.. records.Where(record => record.Note is not null || record.Complaints > 0).Select(record => Damage(plan, record))],
            Lost = FilmPreflight.Losses(settings, clip),
        };
    }

    static IEnumerable<KeyValuePair<string, string>> Settings(FilmPlan plan)
    {
        FilmSettings settings = plan.Settings;
        (string Name, string? Value)[] all =
        [
            ("Size", plan.Size.ToString()),
            ("Stream", settings.Stream?.ToString(CultureInfo.InvariantCulture)),
            ("Start", Clock(settings.Start)),
            ("Duration", Clock(settings.Duration)),
            ("Codec", settings.Codec),
            ("Quality (CRF)", settings.Crf?.ToString(CultureInfo.InvariantCulture)),
            ("Encoder’s speed", settings.Preset),
            ("Style files", settings.StyleFiles.Count == 0 ? null : string.Join(", ", settings.StyleFiles)),
            ("Stroke size", settings.StrokeSize?.ToString(CultureInfo.InvariantCulture)),
            ("Steadiness", settings.Steadiness?.ToString(CultureInfo.InvariantCulture)),
            ("Keep colors", settings.KeepColors ? "yes" : null),
            ("Mask", settings.Mask),
            ("Regions", settings.Regions.Count == 0 ? null : string.Join("; ", settings.Regions.Select(region => $"{region.Mask}={region.Blend}"))),
            ("High dynamic range", settings.Hdr switch { HdrHandling.ToneMap => "tone-map", HdrHandling.Expand => "expand", _ => null }),
            ("Deinterlace", settings.Deinterlace ? "yes" : null),
            ("Strict", settings.Strict ? "yes" : null),
            ("Segments", plan.Segments.Count.ToString(CultureInfo.InvariantCulture)),
        ];
        return all.Where(setting => setting.Value is not null).Select(setting => KeyValuePair.Create(setting.Name, setting.Value!));
    }

    static string Damage(FilmPlan plan, SegmentRecord record)
    {
        PlannedSegment segment = plan.Segments[record.Index];
        string from = ReportWords.Clock(Math.Max(0, Seconds(segment.First ?? 0))), to = segment.End is { } end ? ReportWords.Clock(Seconds(end)) : "the end";
        return $"{from} to {to}: {record.Note ?? $"ffmpeg complained {record.Complaints} times of the original"}";

        double Seconds(long ticks) => new Timestamp(ticks, plan.Ticks).Seconds;
    }

    static string? Clock(TimeSpan? time) => time is { } known ? ReportWords.Clock(known.TotalSeconds) : null;
}
