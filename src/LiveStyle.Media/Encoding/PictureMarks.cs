using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Encoding;

/// <summary>What a film's file says of its pictures beside their colors, as its original's does.</summary>
public sealed record PictureMarks
{
    /// <summary>How two views lie in a picture; null: it is one.</summary>
    public StereoView? Stereo { get; init; }

    /// <summary>How a picture lies on a sphere; null: it is plain.</summary>
    public SphericalView? Sphere { get; init; }

    /// <summary>The screen on which the pictures were graded; null where not stated.</summary>
    public HdrMetadata? Mastering { get; init; }

    /// <summary>Whether a file can say it.</summary>
    public static bool CanSay(StereoView stereo) => SampleEntryBoxes.Holds(stereo);

    /// <inheritdoc cref="CanSay(StereoView)"/>
    public static bool CanSay(SphericalView sphere) => SampleEntryBoxes.Holds(sphere);

    /// <summary>Gives the marks of a clip.</summary>
    /// <param name="video">The picture track of the original.</param>
    /// <param name="isToneMapped">Whether its light is that of another screen by now.</param>
    public static PictureMarks Of(VideoStreamInfo video, bool isToneMapped) =>
        new() { Stereo = video.Stereo, Sphere = video.Sphere, Mastering = isToneMapped ? null : video.Mastering };
}
