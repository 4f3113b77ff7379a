using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Encoding;

/// <summary>Which tags describe a work, and which only how a file of it was coded.</summary>
static class FilmTags
{
    static readonly string[] OfCoding =
    [
        "encoder", "major_brand", "minor_version", "compatible_brands", "duration", "bps", "number_of_frames", "number_of_bytes",
        "rotate", "alpha_mode", "vendor_id", "timecode", "filesize", "hasvideo", "hasaudio", "hasmetadata", "haskeyframes", "cuepoints",
        "videodatarate", "audiodatarate", "framerate", "totalduration", "totaldatarate", "bytelength", "starttime", "canseektoend",
    ];

    /// <summary>Whether it would be untrue of the film, or is written anew.</summary>
    public static bool IsOfCoding(string name)
    {
        // mkvmerge: "BPS-eng", "_STATISTICS_TAGS-eng".
        string plain = name.EndsWith("-eng", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
        return OfCoding.Contains(plain, StringComparer.OrdinalIgnoreCase) || plain.StartsWith("_STATISTICS_", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Names that ffmpeg has a place for in the older, fixed list of tags.</summary>
    static readonly string[] InMov = ["creation_time", "title", "artist", "album", "date", "comment", "genre", "copyright", "make", "model", "location", "location-eng"];

    static readonly string[] InMp4 =
    [
        "creation_time", "title", "artist", "album_artist", "composer", "album", "date", "comment", "genre", "copyright", "grouping", "lyrics",
        "description", "synopsis", "show", "episode_id", "network", "keywords", "track", "disc", "compilation", "season_number", "episode_sort",
        "media_type", "hd_video", "gapless_playback", "location", "location-eng",
    ];

    static readonly string[] InBroadcast = ["service_name", "service_provider", "title"];

    static readonly string[] OfTracks = ["language", "title", "handler_name", "creation_time", "filename", "mimetype"];

    /// <summary>Whether a film gets QuickTime's list of freely named tags, as phones write it; it takes the place of the fixed one.</summary>
    public static bool NeedKeys(MediaInfo original, OutputContainer container) =>
        container.Muxer is "mp4" or "mov" && original.Tags.Keys.Any(name =>
            name.StartsWith("com.apple.", StringComparison.OrdinalIgnoreCase) || name.StartsWith("com.android.", StringComparison.OrdinalIgnoreCase));

    /// <summary>One sentence on each owner whose tags the container has no place for.</summary>
    /// <param name="original">The clip whose tags they are.</param>
    /// <param name="kept">The streams that the film has too.</param>
    /// <param name="container">The container of the film.</param>
    public static IEnumerable<string> Losses(MediaInfo original, IEnumerable<StreamInfo> kept, OutputContainer container)
    {
        if (container.Muxer is not ("mp4" or "mov" or "mpegts" or "image2"))
        {
            yield break;
        }

        string[] places = container.Muxer switch { "mp4" => InMp4, "mov" => InMov, "mpegts" => InBroadcast, _ => [] };
        if (!NeedKeys(original, container) && Without(original.Tags, places) is { Length: > 0 } names)
        {
            yield return $"tags ({names}): {container.Article} file has no place for them; .mkv has";
        }

        if (container.Muxer is "mp4" or "mov" && Without(original.Chapters.SelectMany(chapter => chapter.Tags.Keys).Distinct(StringComparer.OrdinalIgnoreCase), ["title"]) is { Length: > 0 } ofChapters)
        {
            yield return $"tags ({ofChapters}) of chapters: {container.Article} file has no place for them; .mkv has";
        }

        foreach (StreamInfo stream in kept)
        {
            if (stream.Language is { } language && TrackLanguage.In(container, language) is null)
            {
                yield return $"the language of {stream}: {container.Article} file has no code for it; .mp4 and .mkv have";
            }

            if (Without(stream.Tags, container.Muxer is "mp4" or "mov" ? OfTracks : ["language", "handler_name"]) is { Length: > 0 } lost)
            {
                yield return $"tags ({lost}) of {stream}: {container.Article} file has no place for them; .mkv has";
            }
        }
    }

    static string Without(IReadOnlyDictionary<string, string> tags, string[] places) => Without(tags.Keys, places);

    static string Without(IEnumerable<string> names, string[] places) =>
        string.Join(", ", names.Where(name => !IsOfCoding(name) && !places.Contains(name, StringComparer.OrdinalIgnoreCase)));
}
