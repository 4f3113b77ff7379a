using LiveStyle.Frames;
using LiveStyle.Media.Color;
using LiveStyle.Time;

namespace LiveStyle.Media.Encoding;

/// <summary>What to encode, and which sound goes with it.</summary>
public sealed record VideoEncoderOptions
{
    /// <summary>The size of every frame that will be written, in pixels.</summary>
    public required FrameSize Size { get; init; }

    /// <summary>
    /// The format of every frame that will be written. Planes go to the codec as they are where it takes them, and the file is tagged with
    /// their colors.
    /// </summary>
    public FrameFormat Format { get; init; } = FrameFormat.Rgb;

    /// <summary>
    /// Whether the frames' <see cref="HostFrame.Alpha"/> is written too, colors not multiplied by it; a frame without one is opaque. Only for RGB
    /// frames. A codec that can't hold it drops it, and <see cref="VideoEncoder.Note"/> says so: ask <see cref="VideoEncoder.HoldsAlpha"/> before.
    /// </summary>
    public bool Alpha { get; init; }

    /// <summary>
    /// How the film is coded: a source's own <see cref="Decoding.VideoSource.Color"/> makes it as its clip is. Planes keep their format, and take only primaries and
    /// transfer from here. Null: RGB becomes BT.709 of limited range in the codec's usual layout; planes get the primaries and transfer that go with their matrix.
    /// </summary>
    public ColorDescription? Color { get; init; }

    /// <summary>The time base of the timestamps in the output; a source's own keeps them exact.</summary>
    public required Rational TimeBase { get; init; }

    /// <summary>The average frames per second, to plan by; unknown is allowed.</summary>
    public Rational FrameRate { get; init; }

    /// <summary>The codec: "h264", "hevc", "av1", "vp9", "prores" or "ffv1"; null for the container's usual one.</summary>
    public string? Codec { get; init; }

    /// <summary>
    /// The constant rate factor, lower is better: 0..51 (h264, hevc) or 0..63 (av1, vp9); null for the codec's good default.
    /// </summary>
    public int? Crf { get; init; }

    /// <summary>
    /// The time that the encoder takes for a smaller file: "ultrafast" … "medium" … "placebo"; null for medium. Not for prores and ffv1.
    /// </summary>
    public string? Preset { get; init; }

    /// <summary>
    /// Whether the file is a part of a film, to be joined with others: silent, in the container that <see cref="VideoEncoder.SegmentExtension"/> tells, and
    /// counted when it is joined, not before.
    /// </summary>
    public bool IsSegment { get; init; }

    /// <summary>
    /// What a part of a film says of its pictures, for the film to say; null where that is nothing. Only segments in .mov and .mp4 have
    /// them.
    /// </summary>
    public PictureMarks? Marks { get; init; }

    /// <summary>The name that messages give the output, where it is not its path.</summary>
    public string? Title { get; init; }

    /// <summary>A file that must not be replaced, though the output's name or that of its partial file leads to it; null: none.</summary>
    public string? Original { get; init; }

    /// <summary>The number of the encoder's threads, on which the result of some depends; null for as many as it likes.</summary>
    public int? Threads { get; init; }
}
