using System.Text.Json;
using LiveStyle.Frames;

namespace LiveStyle.Media.Probing;

/// <summary>Reads ffprobe's report on packets and frames.</summary>
static class ContentReading
{
    static readonly string[] Timecodes = ["SMPTE 12-1 timecode", "SMPTE ST 12-1:2014 timecode", "GOP timecode"];

    /// <summary>Tags that ffmpeg makes of side data, or of its own reading.</summary>
    static readonly string[] OfDecoders = ["timecode", "lavf.image2dec.source_path", "lavf.image2dec.source_basename"];

    /// <summary>What encoders write who have no timecode.</summary>
    const string NoTimecode = "00:00:00:00";

    /// <param name="clip">As probed.</param>
    /// <param name="report">What ffprobe printed, with "frames", "packets" or "packets_and_frames".</param>
    public static MediaInfo Complete(MediaInfo clip, JsonElement report)
    {
        var found = new Dictionary<int, Contents>();
        foreach (JsonElement item in new[] { "packets", "frames", "packets_and_frames" }.SelectMany(name => Items(report, name)))
        {
            if (item.TryGetProperty("stream_index", out JsonElement index) && index.TryGetInt32(out int stream))
            {
                found.TryAdd(stream, new Contents());
                found[stream].Add(item);
            }
        }

        List<StreamInfo> streams = [.. clip.Streams.Select(stream => found.TryGetValue(stream.Index, out Contents? contents) ? stream with { Contents = contents.ToContents() } : stream)];
        StreamInfo? film = streams.Find(stream => stream.Index == clip.Video?.Index);
        return clip with
        {
            IsExamined = true,
            Streams = streams,
            Video = clip.Video is { } video && film?.Contents is { } inFilm
                ? video with
                {
                    Mastering = video.Mastering ?? HdrMetadata.Of(inFilm.SideData),
                    Stereo = video.Stereo ?? StereoView.Of(inFilm.SideData),
                    Sphere = video.Sphere ?? SphericalView.Of(inFilm.SideData),
                }
                : clip.Video,
            Timecode = clip.Timecode ?? Timecode(film?.Contents),
        };
    }

    /// <summary>Reads a side data list of ffprobe's.</summary>
    public static IEnumerable<SideData> SideDataOf(JsonElement owner)
    {
        foreach (JsonElement side in Items(owner, "side_data_list"))
        {
            if (side.ValueKind is JsonValueKind.Object && side.TryGetProperty("side_data_type", out JsonElement type))
            {
                yield return new SideData(type.ToString(), Values(side));
            }
        }
    }

    static string? Timecode(StreamContents? contents)
    {
        SideData? side = contents?.SideData.FirstOrDefault(side => Timecodes.Contains(side.Type));
        string? code = side?.Values.GetValueOrDefault("timecode") ?? side?.Values.GetValueOrDefault("value");
        return code is NoTimecode ? null : code;
    }

    /// <summary>Reads the values, and of lists within them those of the first.</summary>
    static Dictionary<string, string> Values(JsonElement side)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty property in side.EnumerateObject())
        {
            if (property.Value.ValueKind is JsonValueKind.Array)
            {
                foreach (JsonProperty inner in property.Value.EnumerateArray().Take(1).Where(first => first.ValueKind is JsonValueKind.Object).SelectMany(first => first.EnumerateObject()))
                {
                    values.TryAdd(inner.Name, inner.Value.ToString());
                }
            }
            else
            {
                values.TryAdd(property.Name, property.Value.ToString());
            }
        }

        return values;
    }

    static IEnumerable<JsonElement> Items(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out JsonElement items) && items.ValueKind is JsonValueKind.Array ? items.EnumerateArray() : [];

    static int Number(JsonElement owner, string name) => owner.TryGetProperty(name, out JsonElement value) && value.TryGetInt32(out int number) ? number : 0;

    /// <summary>What is found in one stream.</summary>
    sealed class Contents
    {
        readonly Dictionary<string, SideData> sides = [];
        readonly SortedSet<string> tags = new(StringComparer.Ordinal);
        readonly List<FrameSize> sizes = [];

        /// <param name="item">A packet or a frame.</param>
        public void Add(JsonElement item)
        {
            bool isKey = Number(item, "key_frame") == 1 || (item.TryGetProperty("flags", out JsonElement flags) && flags.ToString().Contains('K', StringComparison.Ordinal));
            foreach (SideData side in SideDataOf(item))
            {
                sides[side.Type] = sides.TryGetValue(side.Type, out SideData? before)
                    ? before with { IsBesideKeyFrames = before.IsBesideKeyFrames || !isKey }
                    : side with { IsBesideKeyFrames = !isKey };
            }

            if (item.TryGetProperty("tags", out JsonElement own) && own.ValueKind is JsonValueKind.Object)
            {
                tags.UnionWith(own.EnumerateObject().Select(tag => tag.Name).Where(name => !OfDecoders.Contains(name)));
            }

            var size = new FrameSize(Number(item, "width"), Number(item, "height"));
            if (size is { Width: > 0, Height: > 0 } && !sizes.Contains(size))
            {
                sizes.Add(size);
            }
        }

        public StreamContents ToContents() => new() { SideData = [.. sides.Values], FrameTags = [.. tags], Sizes = sizes };
    }
}
