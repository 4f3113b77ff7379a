using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Piping;

/// <summary>What is made in one go, from or to a pipe.</summary>
public sealed record PipedFilmOptions
{
    /// <summary>The clip, probed; for a pipe it is <see cref="InputPipe.Clip"/>.</summary>
    public required MediaInfo Clip { get; init; }

    /// <summary>The pipe that the clip comes from; null for its file.</summary>
    public InputPipe? Input { get; init; }

    /// <summary>A file's path; where there is a <see cref="Stream"/>, how messages name that.</summary>
    public required string Output { get; init; }

    /// <summary>The stream that the film goes to as it is made; null for the file. It stays the caller's.</summary>
    public Stream? Stream { get; init; }

    /// <summary>Container of a stream: "nut", "matroska", "mpegts" or "mp4"; null: matroska.</summary>
    public string? Format { get; init; }

    /// <summary>
    /// The codec, as <see cref="VideoEncoderOptions.Codec"/> has it, and "raw" in nut; null for the container's usual one.
    /// </summary>
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
