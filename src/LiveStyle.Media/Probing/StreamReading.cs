using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using LiveStyle.Time;

namespace LiveStyle.Media.Probing;

/// <summary>Reads what FFMpegCore's view of ffprobe's report leaves out: streams of every kind, chapters, all tags.</summary>
static class StreamReading
{
    static readonly FrozenDictionary<string, string> None = FrozenDictionary<string, string>.Empty;

    /// <summary>The clip with all that its report says of streams, chapters and tags.</summary>
    public static MediaInfo Complete(MediaInfo clip, string report)
    {
        using var json = JsonDocument.Parse(report);
        JsonElement root = json.RootElement;
        List<JsonElement> all = [.. Items(root, "streams")];
        List<StreamInfo> streams = [.. all.Select(Stream)];
        List<VideoStreamInfo> videos = [.. clip.Videos.Select(video => Complete(video, all))];
        VideoStreamInfo? shown = videos.Find(video => video.Index == clip.Video?.Index);
        List<ProgramInfo> programs = [.. Items(root, "programs").Select(Program)];
        IReadOnlyDictionary<string, string> tags = root.TryGetProperty("format", out JsonElement format) ? Tags(format) : None;
        tags = programs is [{ Tags.Count: > 0 } program]
            ? new Dictionary<string, string>(tags.Concat(program.Tags).DistinctBy(tag => tag.Key, StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase) : tags;
        return clip with
        {
            Video = shown,
            Videos = videos,
            Streams = streams,
            Programs = programs,
            Chapters = [.. Items(root, "chapters").Select(Chapter)],
            Tags = tags,
            Timecode = Timecode(streams, shown, tags),
        };
    }

    static VideoStreamInfo Complete(VideoStreamInfo video, List<JsonElement> all) =>
        all.Find(stream => Number(stream, "index") == video.Index) is { ValueKind: JsonValueKind.Object } found
            ? video with
            {
                FieldOrder = Fields(Text(found, "field_order")),
                PixelAspect = Ratio(found, "sample_aspect_ratio"),
                DisplayAspect = Ratio(found, "display_aspect_ratio"),
                Mastering = HdrMetadata.Of([.. ContentReading.SideDataOf(found)]),
                Stereo = StereoView.Of([.. ContentReading.SideDataOf(found)]),
                Sphere = SphericalView.Of([.. ContentReading.SideDataOf(found)]),
                DolbyVision = DolbyVision.Of([.. ContentReading.SideDataOf(found)]),
                StartTicks = Ticks(found, "start_pts"),
                DurationTicks = Ticks(found, "duration_ts"),
            }
            : video;

    /// <summary>Reads the order of fields: the first of the two letters tells, whatever ffmpeg's headers say: so Matroska means it, and so ffmpeg writes it.</summary>
    static FieldOrder Fields(string? order) => order switch
    {
        "progressive" => FieldOrder.Progressive,
        "tt" or "tb" => FieldOrder.TopFirst,
        "bb" or "bt" => FieldOrder.BottomFirst,
        _ => FieldOrder.Unknown,
    };

    static StreamInfo Stream(JsonElement stream) => new(
        Number(stream, "index"),
        Text(stream, "codec_type") switch
        {
            "video" => StreamKind.Video,
            "audio" => StreamKind.Audio,
            "subtitle" => StreamKind.Subtitle,
            "attachment" => StreamKind.Attachment,
            _ => StreamKind.Data,
        },
        Text(stream, "codec_name") ?? "unknown",
        Text(stream, "codec_tag_string") is { } tag && !tag.StartsWith("[0]", StringComparison.Ordinal) ? tag : "",
        Seconds(stream, "start_time"),
        Tags(stream),
        stream.TryGetProperty("disposition", out JsonElement disposition)
            ? [.. disposition.EnumerateObject().Where(flag => flag.Value.ValueKind is JsonValueKind.Number && flag.Value.TryGetInt32(out int set) && set == 1).Select(flag => flag.Name)]
            : [])
    {
        SideData = [.. ContentReading.SideDataOf(stream)],
        PacketCount = long.TryParse(Text(stream, "nb_frames"), CultureInfo.InvariantCulture, out long count) ? count : null,
    };

    static ProgramInfo Program(JsonElement program) => new(
        Number(program, "program_num"), [.. Items(program, "streams").Select(stream => Number(stream, "index"))], Tags(program));

    static ChapterInfo Chapter(JsonElement chapter) => new(Seconds(chapter, "start_time"), Seconds(chapter, "end_time"), Tags(chapter));

    /// <summary>The picture's own before the track's, and that before the container's.</summary>
    public static string? Timecode(IReadOnlyList<StreamInfo> streams, VideoStreamInfo? video, IReadOnlyDictionary<string, string> tags) =>
        streams.FirstOrDefault(stream => stream.Index == video?.Index)?.Tags.GetValueOrDefault("timecode")
        ?? streams.FirstOrDefault(stream => stream.CodecTag == "tmcd")?.Tags.GetValueOrDefault("timecode")
        ?? tags.GetValueOrDefault("timecode");

    static IEnumerable<JsonElement> Items(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement items) && items.ValueKind is JsonValueKind.Array ? items.EnumerateArray() : [];

    static IReadOnlyDictionary<string, string> Tags(JsonElement owner)
    {
        if (!owner.TryGetProperty("tags", out JsonElement tags))
        {
            return None;
        }

        // A container may repeat a name; the last counts, as for ffmpeg.
        var read = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty tag in tags.EnumerateObject())
        {
            read[tag.Name] = tag.Value.ToString();
        }

        return read;
    }

    static string? Text(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    static int Number(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out int number) ? number : -1;

    static long? Ticks(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out long ticks) ? ticks : null;

    static Rational Ratio(JsonElement owner, string name) =>
        Rational.TryParse(Text(owner, name)?.Replace(':', '/'), out Rational ratio) ? ratio : default;

    static TimeSpan Seconds(JsonElement owner, string name) =>
        decimal.TryParse(Text(owner, name), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal seconds) && Math.Abs(seconds) < 900_000_000_000m
            ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : TimeSpan.Zero;
}
