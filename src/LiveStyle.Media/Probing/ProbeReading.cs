using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FFMpegCore;
using LiveStyle.Frames;
using LiveStyle.Time;

namespace LiveStyle.Media.Probing;

/// <summary>Turns ffprobe's report into <see cref="MediaInfo"/>. Ratios stay exact: FFMpegCore's own view has doubles.</summary>
static class ProbeReading
{
    /// <summary>Containers whose clock starts where the broadcast or connection did.</summary>
    static readonly string[] FreeClocks = ["mpegts", "mpeg", "hls", "rtsp", "rtp", "sdp", "flv", "asf"];

    /// <summary>The containers of bare pictures, whose times ffmpeg counts; after a seek it counts wrong, or decodes nothing.</summary>
    static readonly string[] WithoutClock = ["h264", "hevc", "vvc", "obu", "mpegvideo", "m4v", "h261", "h263", "cavsvideo", "avs2", "avs3", "vc1", "dirac", "mjpeg"];

    /// <summary>Marks of pictures that stand for a film or go with one.</summary>
    static readonly string[] Still = ["attached_pic", "timed_thumbnails", "still_image", "dependent"];

    static readonly string[] StillBrands = ["avif", "heic", "heix", "mif1"];

    public static MediaInfo Read(string location, FFProbeAnalysis analysis)
    {
        string container = analysis.Format.FormatName;
        bool pictures = IsPictureFile(container, analysis.Format.Tags);
        var videos = analysis.Streams.Where(stream => stream.CodecType == "video" && stream is { Width: > 0, Height: > 0 })
            .Select(stream => Video(stream, pictures)).ToList();
        TimeSpan start = Seconds(analysis.Format.StartTime);
        return new MediaInfo(
            location,
            container,
            Seconds(analysis.Format.Duration),
            start,
            HasFreeClock(container) ? start : TimeSpan.Zero,
            Shown(videos),
            [.. analysis.Streams.Where(stream => stream.CodecType == "audio").Select(Audio)],
            analysis.Streams.Count(stream => stream.CodecType == "subtitle"))
        {
            Videos = videos,
        };
    }

    /// <summary>What players show: the film that is marked so, before a picture that only lies in front of it.</summary>
    public static VideoStreamInfo? Shown(IEnumerable<VideoStreamInfo> videos) => videos
        .OrderBy(video => video.IsStillPicture)
        .ThenBy(video => video.FrameCount == 1)
        .ThenByDescending(video => video.IsDefault)
        .FirstOrDefault();

    public static bool HasFreeClock(string container) => container.Split(',').Intersect(FreeClocks).Any();

    /// <summary>Whether a clip is a bare stream, whose pictures' times follow from those before them alone.</summary>
    public static bool HasNoClock(string container) => WithoutClock.Contains(container);

    static VideoStreamInfo Video(FFProbeStream stream, bool pictures)
    {
        var coded = new FrameSize(stream.Width!.Value, stream.Height!.Value);
        int rotation = Rotation(stream);
        Rational average = Ratio(stream.AvgFrameRate);
        Rational real = Ratio(stream.FrameRate);
        bool variable = average.IsKnown && real.IsKnown && Math.Abs(real.ToDouble() / average.ToDouble() - 1) > 0.01;
        return new VideoStreamInfo(
            stream.Index,
            stream.CodecName ?? "unknown",
            coded,
            Upright(coded, Ratio(stream.SampleAspectRatio?.Replace(':', '/')), rotation),
            rotation,
            average,
            real,
            variable,
            Ratio(Extension(stream, "time_base")) is { IsKnown: true } timeBase ? timeBase : new Rational(1, 90000),
            Seconds(stream.StartTime),
            stream.PixelFormat ?? "unknown",
            new ColorInfo(Tag(stream.ColorSpace), Tag(stream.ColorRange), Tag(stream.ColorPrimaries), Tag(stream.ColorTransfer), Tag(Extension(stream, "chroma_location"))),
            long.TryParse(Extension(stream, "nb_frames"), CultureInfo.InvariantCulture, out long count) ? count : null,
            pictures || Still.Any(flag => stream.Disposition?.GetValueOrDefault(flag) == 1))
        {
            IsDefault = stream.Disposition?.GetValueOrDefault("default") == 1,
            HasAlpha = AlphaChannel.IsIn(stream),
        };
    }

    static AudioStreamInfo Audio(FFProbeStream stream) => new(
        stream.Index,
        stream.CodecName ?? "unknown",
        stream.Channels ?? 0,
        int.TryParse(stream.SampleRate, CultureInfo.InvariantCulture, out int rate) ? rate : 0,
        stream.Tags?.GetValueOrDefault("language") is { } language and not "und" ? language : null);

    /// <summary>The side that square pixels make longer is stretched, so that no detail is lost.</summary>
    static FrameSize Upright(FrameSize coded, Rational pixelAspect, int rotation)
    {
        double aspect = pixelAspect.IsKnown ? pixelAspect.ToDouble() : 1;
        FrameSize square = aspect >= 1
            ? coded with { Width = Math.Max(1, (int)Math.Round(coded.Width * aspect)) }
            : coded with { Height = Math.Max(1, (int)Math.Round(coded.Height / aspect)) };
        return rotation % 180 == 0 ? square : new FrameSize(square.Height, square.Width);
    }

    /// <summary>The display matrix counts counterclockwise; the older tag, clockwise.</summary>
    static int Rotation(FFProbeStream stream)
    {
        double degrees = 0;
        foreach (IReadOnlyDictionary<string, JsonValue> data in stream.SideData ?? [])
        {
            if (data.TryGetValue("rotation", out JsonValue? value) &&
                double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double turn))
            {
                degrees = -turn;
            }
        }

        int quarter = (int)Math.Round(degrees / 90);
        return ((quarter % 4) + 4) % 4 * 90;
    }

    static bool IsPictureFile(string container, IReadOnlyDictionary<string, string>? tags) =>
        container.EndsWith("_pipe", StringComparison.Ordinal) || container is "image2" ||
        (tags?.GetValueOrDefault("major_brand") is { } brand && StillBrands.Contains(brand.Trim()));

    static string? Extension(FFProbeStream stream, string key) =>
        stream.ExtensionData?.TryGetValue(key, out JsonElement value) == true ? value.ToString() : null;

    static string? Tag(string? value) => value is null or "" or "unknown" or "unspecified" or "reserved" ? null : value;

    static Rational Ratio(string? text) => Rational.TryParse(text, out Rational value) ? value : default;

    static TimeSpan Seconds(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal seconds) && Math.Abs(seconds) < 900_000_000_000m
            ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : TimeSpan.Zero;
}
