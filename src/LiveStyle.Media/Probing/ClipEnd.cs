using System.Globalization;
using LiveStyle.Time;

namespace LiveStyle.Media.Probing;

/// <summary>When the last picture of a clip ends. It may be shown for any time (a GIF's, a slide), which the average rate doesn't tell.</summary>
static class ClipEnd
{
    /// <summary>Containers whose tracks tell how long they are, the last picture included.</summary>
    static readonly string[] Stating = ["mov", "gif"];

    /// <summary>Containers that may tell it with each packet.</summary>
    static readonly string[] InPackets = [.. Stating, "matroska", "apng", "webp", "webp_pipe"];

    /// <summary>Whether packets may tell it, and headers don't. Raw pictures are large, and last as long as the rate says.</summary>
    public static bool IsInPackets(MediaInfo clip) =>
        clip is { Video: { Codec: not "rawvideo" } video, Sequence: null } && clip.Container.Split(',').Intersect(InPackets).Any() && Stated(clip, video) is null;

    /// <param name="clip">As probed; read to its end, without loss.</param>
    /// <param name="last">The greatest timestamp of the pictures, in ticks of the video's time base, by the clip's clock.</param>
    /// <param name="lasting">Ticks that the demuxer gives the packet of that picture; null or 0: it doesn't say. Of reordered pictures it only guesses.</param>
    /// <returns>Ticks by the clip's clock; null: nothing tells.</returns>
    public static long? Of(MediaInfo clip, long last, long? lasting)
    {
        VideoStreamInfo video = clip.RequireVideo();
        long? end = Stated(clip, video) is { } stated && stated > last ? stated : lasting > 0 ? last + lasting : null;

        // A damaged length must not hold a picture for years. The container's own is rounded to microseconds.
        return end is { } ticks && clip.Duration > TimeSpan.Zero
            ? Math.Max(last + 1, Math.Min(ticks, TickScale.FromTime(clip.Start + clip.Duration + TimeSpan.FromMicroseconds(1), video.TimeBase)))
            : end;
    }

    static long? Stated(MediaInfo clip, VideoStreamInfo video)
    {
        string[] names = clip.Container.Split(',');
        if (names.Intersect(Stating).Any())
        {
            return video is { StartTicks: { } start, DurationTicks: > 0 and { } duration } ? start + duration : null;
        }

        if (!names.Contains("matroska"))
        {
            return null;
        }

        IReadOnlyDictionary<string, string>? tags = clip.Streams.FirstOrDefault(stream => stream.Index == video.Index)?.Tags;
        if (tags?.GetValueOrDefault("DURATION") is { } text && TryParse(text, out TimeSpan length))
        {
            // mkvmerge counts from the track's first picture, ffmpeg from zero.
            bool isCounted = tags.Keys.Any(name => name.StartsWith("_STATISTICS_", StringComparison.OrdinalIgnoreCase));
            return TickScale.FromTime(isCounted ? video.Start + length : length, video.TimeBase);
        }

        return clip.Streams.Count == 1 && clip.Duration > TimeSpan.Zero ? TickScale.FromTime(clip.Start + clip.Duration, video.TimeBase) : null;
    }

    /// <summary>"01:02:03.040000000", of nanoseconds.</summary>
    static bool TryParse(string text, out TimeSpan time)
    {
        int point = text.IndexOf('.', StringComparison.Ordinal);
        return TimeSpan.TryParse(point > 0 && text.Length > point + 8 ? text[..(point + 8)] : text, CultureInfo.InvariantCulture, out time) && time > TimeSpan.Zero;
    }
}
