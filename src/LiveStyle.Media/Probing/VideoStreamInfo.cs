using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Time;

namespace LiveStyle.Media.Probing;

/// <summary>One moving (or still) picture track.</summary>
/// <param name="Index">Its number among all streams of the container.</param>
/// <param name="Codec">The codec by ffmpeg's name, such as "h264".</param>
/// <param name="CodedSize">The size as it is stored, in pixels.</param>
/// <param name="Size">The size as it is shown, in pixels: they are made square, then turned upright.</param>
/// <param name="Rotation">Clockwise degrees that turn the stored picture upright: 0, 90, 180 or 270.</param>
/// <param name="AverageFrameRate">The frames per second over the whole track; unknown where not stated.</param>
/// <param name="RealFrameRate">The lowest rate that holds every timestamp; unknown where not stated.</param>
/// <param name="IsVariableFrameRate">Whether the two rates differ, which is a guess at a variable rate.</param>
/// <param name="TimeBase">Seconds a tick of the track's timestamps.</param>
/// <param name="Start">The timestamp of the first frame.</param>
/// <param name="PixelFormat">The pixel format by ffmpeg's name, such as "yuv420p".</param>
/// <param name="Color">How its numbers stand for colors.</param>
/// <param name="FrameCount">The number of frames, where the container says; null elsewhere.</param>
/// <param name="IsStillPicture">Whether it is a picture file, or the cover of a sound file.</param>
public sealed record VideoStreamInfo(
    int Index,
    string Codec,
    FrameSize CodedSize,
    FrameSize Size,
    int Rotation,
    Rational AverageFrameRate,
    Rational RealFrameRate,
    bool IsVariableFrameRate,
    Rational TimeBase,
    TimeSpan Start,
    string PixelFormat,
    ColorInfo Color,
    long? FrameCount,
    bool IsStillPicture)
{
    /// <summary>Whether players show it where nobody chooses; of several that claim it, the first.</summary>
    public bool IsDefault { get; init; }

    /// <summary>What a list calls it: "stream 1 (h264, 1920×1080)".</summary>
    public override string ToString() => $"stream {Index} ({Codec}, {Size})";

    /// <summary>Timestamp of the first picture in ticks of the time base; null where not stated.</summary>
    public long? StartTicks { get; init; }

    /// <summary>Length of the track in ticks of the time base, as its container states or ffmpeg guesses it; null where neither does.</summary>
    public long? DurationTicks { get; init; }

    /// <summary>Whether its pixels say how opaque they are.</summary>
    public bool HasAlpha { get; init; }

    /// <summary>Width to height of a stored pixel; unknown (square) where not stated.</summary>
    public Rational PixelAspect { get; init; }

    /// <summary>Width to height of the picture as shown; unknown where not stated.</summary>
    public Rational DisplayAspect { get; init; }

    /// <summary>How two views lie in its pictures; null: it is one view.</summary>
    public StereoView? Stereo { get; init; }

    /// <summary>How its pictures lie on a sphere around the viewer; null: they are plain.</summary>
    public SphericalView? Sphere { get; init; }

    /// <summary>What its headers say of Dolby Vision; null: it is none.</summary>
    public DolbyVision? DolbyVision { get; init; }

    /// <summary>The rate to plan by: the average, else the real one, else 25.</summary>
    public Rational FrameRate => AverageFrameRate.IsKnown ? AverageFrameRate : RealFrameRate.IsKnown ? RealFrameRate : new Rational(25, 1);

    /// <summary>The order of fields, as the headers state it.</summary>
    public FieldOrder FieldOrder { get; init; }

    /// <summary>Whether a frame is two fields, taken one after the other.</summary>
    public bool IsInterlaced => FieldOrder is FieldOrder.TopFirst or FieldOrder.BottomFirst;

    /// <summary>One line for who does not know that the clip is interlaced; null: it is not.</summary>
    public string? InterlaceNote => IsInterlaced
        ? $"the clip is interlaced ({(FieldOrder is FieldOrder.TopFirst ? "top" : "bottom")} field first), and its fields stay woven; deinterlacing makes whole frames of them"
        : null;

    /// <summary>The transfer, if that is one of high dynamic range; null where it is not.</summary>
    public HdrTransfer? Hdr => Color.Transfer switch
    {
        "smpte2084" => HdrTransfer.Pq,
        "arib-std-b67" => HdrTransfer.Hlg,
        _ => null,
    };

    /// <summary>The screen on which an HDR clip was graded, where it says so; null otherwise.</summary>
    public HdrMetadata? Mastering { get; init; }
}
