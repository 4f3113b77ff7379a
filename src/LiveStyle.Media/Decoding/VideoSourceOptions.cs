using LiveStyle.Frames;
using LiveStyle.Media.Color;

namespace LiveStyle.Media.Decoding;

/// <summary>What to take of a clip, and how large.</summary>
public sealed record VideoSourceOptions
{
    /// <summary>The size of the frames, in pixels; null for the clip's own, upright. The aspect ratio is the caller's care.</summary>
    public FrameSize? Size { get; init; }

    /// <summary>
    /// Whether the frames come as the clip's own planes of luma and chroma (or the nearest that lose nothing), with
    /// no conversion of colors: see <see cref="VideoSource.Format"/>. A clip that is RGB itself stays so, and one of high dynamic range comes as RGB.
    /// </summary>
    public bool Planes { get; init; }

    /// <summary>
    /// Whether <see cref="Planes"/> asks only for what is converted in vectors (<see cref="PlaneConversion.IsFast"/>): other clips come as RGB.
    /// </summary>
    public bool OnlyFastPlanes { get; init; }

    /// <summary>The way in which a clip of high dynamic range is tone-mapped; it means nothing for others.</summary>
    public HdrHandling Hdr { get; init; }

    /// <summary>
    /// Whether interlaced frames are turned into whole ones (bwdif), one for one: those that the clip marks, or all where its codec does not mark them or
    /// the clip does not say that it is interlaced.
    /// </summary>
    public bool Deinterlace { get; init; }

    /// <summary>
    /// Whether a clip's alpha comes along, as <see cref="HostFrame.Alpha"/>. The frames of a clip that has one are then RGB, whatever
    /// <see cref="Planes"/> asks, their colors not multiplied by it; a clip that has none comes as it would without this.
    /// </summary>
    public bool Alpha { get; init; }

    /// <summary>
    /// The beginning of the cut, from the clip's origin; that moment becomes timestamp zero. Null for the clip's own beginning.
    /// </summary>
    public TimeSpan? Start { get; init; }

    /// <summary>
    /// The time before <see cref="Start"/> in which to look for the picture that is still shown there, where the next one comes late; it
    /// then comes first, at zero. Zero: the first picture is one that begins within the cut. What is looked through is decoded. It does
    /// not go with a <see cref="Window"/> that has a beginning.
    /// </summary>
    public TimeSpan Lookback { get; init; }

    /// <summary>The length of the cut; null to the end.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The part of the cut that is read, by the frames' own timestamps, which stay as they are; null for all of it.</summary>
    public TickWindow? Window { get; init; }

    /// <summary>Whether damage ends the reading with an exception; otherwise what decodes is handed on, and <see cref="VideoSource.Note"/> tells.</summary>
    public bool Strict { get; init; }
}
