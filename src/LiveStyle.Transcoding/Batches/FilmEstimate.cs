using LiveStyle.Files;
using LiveStyle.Frames;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Probing;
using LiveStyle.Progress;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Segments;

namespace LiveStyle.Transcoding.Batches;

/// <summary>The time and space that a film will take, by some frames of its middle that were really made.</summary>
/// <param name="Size">The size of its frames.</param>
/// <param name="Length">The length of the cut.</param>
/// <param name="Frames">The number of frames that the original announces.</param>
/// <param name="Time">The time for all of them.</param>
/// <param name="Disk">The bytes while it is made: its segments and the film itself.</param>
public sealed record FilmEstimate(FrameSize Size, TimeSpan Length, long Frames, TimeSpan Time, long Disk)
{
    const int SampledFrames = 20;

    /// <summary>Makes the sample in a temporary folder, and removes it.</summary>
    /// <exception cref="LiveStyleException">The film can't be made.</exception>
    public static async Task<FilmEstimate> MeasureAsync(FilmSettings settings, FilmSpeed speed, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        MediaInfo clip = await FilmOriginal.ProbeAsync(settings, cancellation);
        VideoEncoder.CodecOf(settings.Codec, settings.Output);
        await using FilmSession session = await FilmSession.OpenAsync(settings, clip, settings.Device, speed);
        FilmPlan plan = await FilmPlanner.PlanAsync(session, null, share => progress.Stage($"reading {ShownPath.Of(settings.Input)}", share), cancellation);
        string folder = Directory.CreateTempSubdirectory("livestyle-estimate-").FullName;
        try
        {
            FilmPlan sample = plan with { Segments = [Middle(plan)] };
            var films = new FilmFolder(folder);
            var pace = new PaceMeasure();
            await new SegmentRenderer(session, films, sample, pace).RenderAsync([0], new ProgressMeter(null, TimeProvider.System), cancellation);
            SegmentRecord? record = films.Find(sample, sample.Identity, 0);
            int frames = Math.Max(1, record?.Frames ?? 0);
            long others = File.Exists(settings.Input) ? new FileInfo(settings.Input).Length : 0;
            double bytes = (double)(record?.Bytes ?? 0) / frames * plan.Frames;
            return new FilmEstimate(
                plan.Size, LengthOf(session, plan), plan.Frames, pace.PerFrame * plan.Frames,

                // Sound and the rest are at most what the original is.
                (long)(2 * bytes) + Math.Min(others, (long)(clip.Duration.TotalSeconds * 100_000)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>From the middle segment's beginning on; by time, since single frames' times aren't in the plan.</summary>
    static PlannedSegment Middle(FilmPlan plan)
    {
        PlannedSegment middle = plan.Segments[plan.Segments.Count / 2];
        double ticks = SampledFrames / plan.Rate.ToDouble() / plan.Ticks.ToDouble();
        return new PlannedSegment(0, middle.First, (middle.First ?? 0) + Math.Max(1, (long)ticks), SampledFrames);
    }

    static TimeSpan LengthOf(FilmSession session, FilmPlan plan) =>
        session.Duration ?? (session.Clip.Duration > TimeSpan.Zero ? session.Clip.Duration - (session.Start ?? TimeSpan.Zero) : TimeSpan.FromSeconds(plan.Frames / plan.Rate.ToDouble()));
}
