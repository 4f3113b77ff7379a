using LiveStyle.Media.Color;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Probing;

namespace LiveStyle.Transcoding.Plan;

/// <summary>Cuts a film into segments.</summary>
static class FilmPlanner
{
    /// <summary>Long enough that starting an encoder and a key frame cost little, short enough that little is lost with one.</summary>
    public const double SegmentSeconds = 10;

    /// <summary>Frames of more pixels take longer; then segments are shorter.</summary>
    const long LargePixels = 1280 * 720;

    /// <summary>
    /// Frames that are rendered before a segment of a film that is steadied: so many that what came before them no longer shows. At full
    /// steadiness a picture weighs an eighth of what it did so many frames before.
    /// </summary>
    public const int LeadFrames = 24;

    /// <param name="session">The session of the film.</param>
    /// <param name="segmentSeconds">The length of a segment; null where it is chosen by the size.</param>
    /// <param name="progress">Gets the share of the original that has been read.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="LiveStyleException">Nothing lies in the cut, or the output can't be made so.</exception>
    public static async Task<FilmPlan> PlanAsync(FilmSession session, double? segmentSeconds, Action<double>? progress, CancellationToken cancellation)
    {
        VideoStreamInfo video = session.Clip.RequireVideo();
        FrameIndex? index = MediaProbe.IsUrl(session.Settings.Input)
            ? null // An address may give its pictures only once.
            : await FrameIndex.ScanAsync(session.Clip, session.Start, session.Duration, progress, cancellation);
        IReadOnlyList<long>? ticks = index?.Ticks;
        double seconds = segmentSeconds ?? (session.Size.Pixels > LargePixels ? SegmentSeconds * 0.4 : SegmentSeconds);
        int length = Math.Max(1, (int)Math.Round(seconds * video.FrameRate.ToDouble()));
        return new FilmPlan
        {
            Settings = session.Settings,
            Source = session.Source,
            Model = session.Model,
            Masks = session.Masks,
            Device = session.Device,

            // As many as x264 takes by itself.
            EncoderThreads = Math.Clamp(Environment.ProcessorCount * 3 / 2, 1, 16),
            Width = session.Size.Width,
            Height = session.Size.Height,
            TimeBase = video.TimeBase.ToString(),
            FrameRate = video.FrameRate.ToString(),
            Frames = ticks?.Count ?? 0,
            End = index?.End,
            Timecode = session.Clip.Timecode,
            Marks = PictureMarks.Of(video, FilmOriginal.Hdr(session.Settings) is HdrHandling.ToneMap && video.Hdr is not null),
            SegmentSeconds = segmentSeconds,
            Segments = ticks is null ? [new PlannedSegment(0, null, null, 0)] : Cut(ticks, length, index?.Held, session.Settings.Steadiness > 0 ? LeadFrames : 0),
        };
    }

    /// <param name="ticks">The timestamps of all frames, ascending.</param>
    /// <param name="length">The frames of a segment.</param>
    /// <param name="held">As <see cref="FrameIndex.Held"/>.</param>
    /// <param name="lead">The frames that are rendered before a segment and thrown away.</param>
    internal static IReadOnlyList<PlannedSegment> Cut(IReadOnlyList<long> ticks, int length, long? held = null, int lead = 0)
    {
        var segments = new List<PlannedSegment>();
        for (int start = 0; start < ticks.Count;)
        {
            // Frames of one timestamp stay together; a short rest goes with the last whole segment.
            int end = ticks.Count - start <= length * 3L / 2 ? ticks.Count : start + length;
            while (end < ticks.Count && ticks[end] == ticks[end - 1])
            {
                end++;
            }

            segments.Add(new PlannedSegment(segments.Count, start == 0 ? held : ticks[start], end == ticks.Count ? null : ticks[end], end - start, Lead(start)));
            start = end;
        }

        return segments;

        long? Lead(int start) => lead == 0 || start == 0 ? null : start > lead ? ticks[start - lead] : held ?? ticks[0];
    }
}
