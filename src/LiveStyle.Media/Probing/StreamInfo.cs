namespace LiveStyle.Media.Probing;

/// <summary>One stream of a container, of whichever kind, as its headers say.</summary>
/// <param name="Index">Its number among all streams of the container.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Codec">ffmpeg's name, such as "subrip"; "unknown" where it has none.</param>
/// <param name="CodecTag">The container's own four letters, such as "tmcd"; empty where it has none.</param>
/// <param name="Start">Of its first packet; zero where unknown.</param>
/// <param name="Tags">By name, such as "language"; names compare without case.</param>
/// <param name="Dispositions">ffmpeg's names of those that are set, such as "default" and "forced".</param>
public sealed record StreamInfo(
    int Index,
    StreamKind Kind,
    string Codec,
    string CodecTag,
    TimeSpan Start,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyList<string> Dispositions)
{
    /// <summary>What the headers say that it carries beside its samples.</summary>
    public IReadOnlyList<SideData> SideData { get; init; } = [];

    /// <summary>What its packets and frames were seen to hold; null: they were not looked at.</summary>
    public StreamContents? Contents { get; init; }

    /// <summary>Where the container says.</summary>
    public long? PacketCount { get; init; }

    /// <summary>As tagged, such as "eng"; null where not.</summary>
    public string? Language => Tags.GetValueOrDefault("language") is { } language and not "und" ? language : null;

    public string? Title => Tags.GetValueOrDefault("title");

    /// <summary>Of an attachment.</summary>
    public string? FileName => Tags.GetValueOrDefault("filename");

    /// <summary>Of an attachment, such as "application/x-truetype-font".</summary>
    public string? MimeType => Tags.GetValueOrDefault("mimetype");

    /// <summary>A picture that stands for the file.</summary>
    public bool IsCoverArt => Kind is StreamKind.Video && Dispositions.Contains("attached_pic");

    /// <summary>What a list calls it: "subtitles, stream 4 (ass, eng)".</summary>
    public override string ToString()
    {
        string name = this switch
        {
            { IsCoverArt: true } => "cover art",
            { Kind: StreamKind.Video } => "video",
            { Kind: StreamKind.Audio } => "sound",
            { Kind: StreamKind.Subtitle } => "subtitles",
            { Kind: StreamKind.Attachment } => "attachment",
            _ => "data",
        };
        string codec = Codec is "unknown" or "bin_data" && CodecTag.Length > 0 ? CodecTag : Codec;
        return $"{name}, stream {Index} ({string.Join(", ", new[] { FileName, codec, Language }.Where(part => part is not null))})";
    }
}
