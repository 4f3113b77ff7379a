using LiveStyle.Frames;
using LiveStyle.Media.Color;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Joining;
using LiveStyle.Media.Probing;

namespace LiveStyle.Transcoding.Preflight;

/// <summary>All that decides what a film keeps of its original.</summary>
sealed record PreflightCase
{
    /// <summary>The original, with what <see cref="ContentExamination"/> found.</summary>
    public required MediaInfo Clip { get; init; }

    /// <summary>The container of the film.</summary>
    public required OutputContainer Container { get; init; }

    /// <summary>What becomes of each stream.</summary>
    public required StreamPlan Streams { get; init; }

    /// <summary>The codec of the film's pictures, by our name.</summary>
    public required string Codec { get; init; }

    /// <summary>The size of the film's frames; null where it is that of the original as shown.</summary>
    public FrameSize? Size { get; init; }

    /// <summary>What becomes of a high dynamic range.</summary>
    public HdrHandling Hdr { get; init; } = HdrHandling.Expand;

    /// <summary>Whether the film is made in one go, from or to a pipe: nothing can be written into its parts.</summary>
    public bool IsPiped { get; init; }

    /// <summary>Whether its pictures have an alpha.</summary>
    public bool HasAlpha { get; init; }

    /// <summary>The original's pictures.</summary>
    public VideoStreamInfo Video => Clip.RequireVideo();

    /// <summary>The same among all streams; null: a probe without streams.</summary>
    public StreamInfo? Film => Clip.Streams.FirstOrDefault(stream => stream.Index == Video.Index);

    /// <summary>Whether the film's light is that of another screen than the original's.</summary>
    public bool IsToneMapped => Video.Hdr is not null && Hdr is HdrHandling.ToneMap;

    /// <summary>Whether the film's file can be told what ffmpeg has no option for: its parts are files that hold it.</summary>
    public bool HoldsMarks => !IsPiped && !Container.IsSequence && OutputContainer.OfSegment(Codec, HasAlpha).Muxer is "mov" or "mp4";
}
