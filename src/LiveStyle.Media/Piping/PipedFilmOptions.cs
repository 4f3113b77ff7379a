using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Piping;

/// <summary>What is made in one go, from or to a pipe.</summary>
public sealed record PipedFilmOptions
{
    /// <summary>As probed; of a pipe, <see cref="InputPipe.Clip"/>.</summary>
    public required MediaInfo Clip { get; init; }

    /// <summary>Where the clip comes from; null: from its file.</summary>
    public InputPipe? Input { get; init; }

    /// <summary>A file's path; where there is a <see cref="Stream"/>, how messages name that.</summary>
    public required string Output { get; init; }

    /// <summary>Where the film goes as it is made; null: to the file. Stays the caller's.</summary>
    public Stream? Stream { get; init; }

    /// <summary>Container of a stream: "nut", "matroska", "mpegts" or "mp4"; null: matroska.</summary>
    public string? Format { get; init; }

    /// <summary>As <see cref="VideoEncoderOptions.Codec"/>, and "raw" in nut; null: the container's usual one.</summary>
    public string? Codec { get; init; }

    /// <inheritdoc cref="VideoEncoderOptions.Crf"/>
    public int? Crf { get; init; }

    /// <inheritdoc cref="VideoEncoderOptions.Preset"/>
    public string? Preset { get; init; }

    /// <inheritdoc cref="VideoSourceOptions.Start"/>
    public TimeSpan? Start { get; init; }

    /// <inheritdoc cref="VideoSourceOptions.Duration"/>
    public TimeSpan? Duration { get; init; }
}
