using LiveStyle.Files;
using LiveStyle.Media.Sequences;

namespace LiveStyle.Media.Probing;

/// <summary>What a media file or stream holds, as its headers say.</summary>
/// <param name="Location">The path or URL that was asked for.</param>
/// <param name="Container">The name that ffmpeg gives the container; several joined by commas where one reader serves them.</param>
/// <param name="Duration">The length of the longest stream; zero where unknown (live).</param>
/// <param name="Start">The earliest timestamp of any stream; may be negative.</param>
/// <param name="Origin">
/// The timestamp that counts as the clip's beginning: zero, but <paramref name="Start"/> in containers whose clock starts anywhere
/// (broadcast streams).
/// </param>
/// <param name="Video">The moving picture that players show, or that <see cref="OfStream"/> chose; else a still one, else null.</param>
/// <param name="Audio">The sound tracks, in the container's order.</param>
/// <param name="SubtitleCount">The number of subtitle streams.</param>
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

    /// <summary>All picture tracks, covers and stills too, in the container's order.</summary>
    public IReadOnlyList<VideoStreamInfo> Videos { get; init; } = [];

    /// <summary>The picture tracks that move.</summary>
    public IEnumerable<VideoStreamInfo> MovingVideos => Videos.Where(video => !video.IsStillPicture);

    /// <summary>The chapters, in the container's order.</summary>
    public IReadOnlyList<ChapterInfo> Chapters { get; init; } = [];

    /// <summary>The programs of a broadcast, in its order; empty elsewhere.</summary>
    public IReadOnlyList<ProgramInfo> Programs { get; init; } = [];

    /// <summary>Whether <see cref="ContentExamination"/> has looked into packets and frames.</summary>
    public bool IsExamined { get; init; }

    /// <summary>
    /// The tags of the container (or, where there is one alone, of its program), by name, such as "title"; names compare without case.
    /// </summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The timecode of the first picture, "hh:mm:ss:ff" (";" before the frames where numbers are dropped); null where it has none.
    /// </summary>
    public string? Timecode { get; init; }

    /// <summary>Why the local ffmpeg can't show the pictures that are there, with the cure; null: it can, or there are none.</summary>
    public string? Obstacle { get; init; }

    /// <summary>The pictures that the clip is, one a file; null: it is one file or address.</summary>
    public ImageSequence? Sequence { get; init; }

    /// <summary>The name that messages give a pipe (whose location is "-").</summary>
    public string PipeName { get; init; } = "standard input";

    /// <summary>How messages name it: without a password.</summary>
    public string Name => Location == "-" ? PipeName : Secrets.Hide(Location);

    /// <summary>The same with another picture track in <see cref="Video"/>.</summary>
    /// <param name="index">The track's number among all streams.</param>
    /// <exception cref="MediaException">That stream is no moving picture.</exception>
    public MediaInfo OfStream(int index)
    {
        if (Video?.Index == index)
        {
            return this;
        }

        VideoStreamInfo chosen = MovingVideos.FirstOrDefault(video => video.Index == index) ?? throw new MediaException(MovingVideos.Any()
            ? $"stream {index} of {Name} is no video; it has {string.Join(", ", MovingVideos)}"
            : $"{Name} holds no moving pictures; give a video file");
        return this with { Video = chosen, Timecode = StreamReading.Timecode(Streams, chosen, Tags) };
    }

    /// <summary>The same with a track that more is known of.</summary>
    internal MediaInfo With(VideoStreamInfo video) => this with
    {
        Video = Video?.Index == video.Index ? video : Video,
        Videos = [.. Videos.Select(other => other.Index == video.Index ? video : other)],
    };

    /// <summary>The moving picture.</summary>
    /// <exception cref="MediaException">There is none: sound only, or a still picture; or its colors are known to Dolby Vision alone.</exception>
    public VideoStreamInfo RequireVideo() => Video switch
    {
        { IsStillPicture: false, DolbyVision: { HasOwnColors: true } own } => throw new MediaException(
            $"{Name} is Dolby Vision of {own}, whose colors are neither HDR10's nor any other's that can be read here; give a version of it in HDR10, HLG or SDR"),
        { IsStillPicture: false } video => video,
        _ when Obstacle is { } obstacle => throw new MediaException($"{Name}: {obstacle}"),
        { } when Audio.Count == 0 => throw new MediaException($"{Name} is a still picture; restyle it as one, or give moving pictures") { Remedies = Remedies.StillPicture },
        _ when Audio.Count > 0 => throw new MediaException($"{Name} holds only sound; give a file with moving pictures"),
        _ => throw new MediaException($"{Name} holds no moving pictures; give a video file"),
    };
}
