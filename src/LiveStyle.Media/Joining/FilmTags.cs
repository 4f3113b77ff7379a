namespace LiveStyle.Media;

/// <summary>Which tags describe a work, and which only how a file of it was coded.</summary>
static class FilmTags
{
    static readonly string[] OfCoding =
    [
        "encoder", "major_brand", "minor_version", "compatible_brands", "duration", "bps", "number_of_frames", "number_of_bytes",
        "rotate", "vendor_id", "timecode", "filesize", "hasvideo", "hasaudio", "hasmetadata", "haskeyframes", "cuepoints",
        "videodatarate", "audiodatarate", "framerate", "totalduration", "totaldatarate", "bytelength", "starttime", "canseektoend",
    ];

    /// <summary>Whether it would be untrue of the film, or is written anew.</summary>
    public static bool IsOfCoding(string name)
    {
        // mkvmerge: "BPS-eng", "_STATISTICS_TAGS-eng".
        string plain = name.EndsWith("-eng", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
        return OfCoding.Contains(plain, StringComparer.OrdinalIgnoreCase) || plain.StartsWith("_STATISTICS_", StringComparison.OrdinalIgnoreCase);
    }
}
