using LiveStyle.Media.Joining;
using LiveStyle.Media.Sequences;

namespace LiveStyle.Media.Probing;

/// <summary>What a media file or stream holds, as its headers say.</summary>
/// <param name="Location">The path or URL that was asked for.</param>
/// <param name="Container">ffmpeg's name of the container; several joined by commas where one reader serves them.</param>
/// <param name="Duration">Of the longest stream; zero where unknown (live).</param>
/// <param name="Start">The earliest timestamp of any stream; may be negative.</param>
/// <param name="Origin">The timestamp that counts as the clip's beginning: zero, but <paramref name="Start"/> in containers whose clock starts anywhere (broadcast streams).</param>
/// <param name="Video">The first moving picture, else a still one, else null.</param>
/// <param name="Audio">In the container's order.</param>
/// <param name="SubtitleCount">Subtitle streams.</param>
public sealed record MediaInfo(
    string Location,
    string Container,
    TimeSpan Duration,
    TimeSpan Start,
    TimeSpan Origin,
    VideoStreamInfo? Video,
    IReadOnlyList<AudioStreamInfo> Audio,
    int SubtitleCount)
{
    /// <summary>All streams of every kind, in the container's order.</summary>
    public IReadOnlyList<StreamInfo> Streams { get; init; } = [];

    /// <summary>In the container's order.</summary>
    public IReadOnlyList<ChapterInfo> Chapters { get; init; } = [];

    /// <summary>Of a broadcast, in its order; empty elsewhere.</summary>
    public IReadOnlyList<ProgramInfo> Programs { get; init; } = [];

    /// <summary>Whether <see cref="ContentExamination"/> has looked into packets and frames.</summary>
    public bool IsExamined { get; init; }

    /// <summary>Of the container (or, where there is one alone, of its program), by name, such as "title"; names compare without case.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Of the first picture, "hh:mm:ss:ff" (";" before the frames where numbers are dropped); null: it has none.</summary>
    public string? Timecode { get; init; }

    /// <summary>The pictures that the clip is, one a file; null: it is one file or address.</summary>
    public ImageSequence? Sequence { get; init; }

    /// <summary>How messages name it.</summary>
    public string Name => Location == "-" ? "standard input" : Location;

    /// <summary>The moving picture.</summary>
    /// <exception cref="MediaException">There is none: sound only, or a still picture; or its colors are known to Dolby Vision alone.</exception>
    public VideoStreamInfo RequireVideo() => Video switch
    {
        { IsStillPicture: false, DolbyVision: { HasOwnColors: true } own } => throw new MediaException(
            $"{Name} is Dolby Vision of {own}, whose colors are neither HDR10's nor any other's that can be read here; give a version of it in HDR10, HLG or SDR"),
        { IsStillPicture: false } video => video,
        { } when Audio.Count == 0 => throw new MediaException($"{Name} is a still picture; use: livestyle stylize"),
        _ when Audio.Count > 0 => throw new MediaException($"{Name} holds only sound; give a file with moving pictures"),
        _ => throw new MediaException($"{Name} holds no moving pictures; give a video file"),
    };
}
