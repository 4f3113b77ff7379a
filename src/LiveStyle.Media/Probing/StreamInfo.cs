namespace LiveStyle.Media.Probing;

/// <summary>One stream of a container, of whichever kind, as its headers say.</summary>
/// <param name="Index">Its number among all streams of the container.</param>
/// <param name="Kind">The kind of stream.</param>
/// <param name="Codec">The codec by ffmpeg's name, such as "subrip"; "unknown" where it has none.</param>
/// <param name="CodecTag">The container's own four letters, such as "tmcd"; empty where it has none.</param>
/// <param name="Start">The timestamp of its first packet; zero where unknown.</param>
/// <param name="Tags">The tags by name, such as "language"; names compare without case.</param>
/// <param name="Dispositions">The dispositions that are set, by ffmpeg's names, such as "default" and "forced".</param>
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

    /// <summary>The number of packets, where the container says; null elsewhere.</summary>
    public long? PacketCount { get; init; }

    /// <summary>The language as it is tagged, such as "eng"; null where it is not.</summary>
    public string? Language => Tags.GetValueOrDefault("language") is { } language and not "und" ? language : null;

    /// <summary>The title as it is tagged; null where it has none.</summary>
    public string? Title => Tags.GetValueOrDefault("title");

    /// <summary>The name of an attachment's file; null for other streams.</summary>
    public string? FileName => Tags.GetValueOrDefault("filename");

    /// <summary>The type of an attachment, such as "application/x-truetype-font"; null for other streams.</summary>
    public string? MimeType => Tags.GetValueOrDefault("mimetype");

    /// <summary>Whether it is a picture that stands for the file.</summary>
    public bool IsCoverArt => Kind is StreamKind.Video && Dispositions.Contains("attached_pic");

    /// <summary>Names the stream as a list does: "subtitles, stream 4 (ass, eng)".</summary>
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
