using System.Text.RegularExpressions;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;

namespace LiveStyle.Media.Capture;

/// <summary>Reads from ffmpeg's account of a live input how its numbers stand for colors.</summary>
static partial class LiveColor
{
    /// <summary>The layout of live planes.</summary>
    public const PixelLayout Layout = PixelLayout.Yuv420;

    /// <summary>What ffmpeg's line of the picture stream holds.</summary>
    public const string StreamMark = "Video: ";

    /// <param name="line">Such as "Stream #0:0: Video: h264 (High), yuv420p(tv, bt709, progressive), 1280x720"; null where there is none.</param>
    /// <param name="size">The size of the frames: HD that says nothing is BT.709, and all below BT.601, as players assume.</param>
    public static FrameFormat Planes(string? line, FrameSize size)
    {
        Match format = PixelFormat().Match(line ?? "");
        string tags = format.Groups["tags"].Value;
        ColorMatrix matrix = true switch
        {
            // Made from RGB by ffmpeg, which takes BT.601 for it.
            _ when format.Groups["name"].Value is ['r', 'g', 'b', ..] or ['b', 'g', 'r', ..] or ['g', 'b', 'r', ..] || tags.Contains("gbr", StringComparison.Ordinal) => ColorMatrix.Bt601,
            _ when Says(tags, "bt709") || Says(tags, "smpte240m") => ColorMatrix.Bt709,
            _ when Says(tags, "bt2020nc") || Says(tags, "bt2020c") => ColorMatrix.Bt2020,
            _ when Says(tags, "smpte170m") || Says(tags, "bt470bg") || Says(tags, "fcc") => ColorMatrix.Bt601,
            _ => size.Width >= 1280 || size.Height > 576 ? ColorMatrix.Bt709 : ColorMatrix.Bt601,
        };
        return new FrameFormat(Layout, matrix, ColorRange.Limited, ChromaSiting.Left);
    }

    /// <summary>The matrix comes before primaries and transfer: "bt470bg/unknown/unknown".</summary>
    static bool Says(string tags, string matrix) =>
        Array.Exists(tags.Split(", "), tag => tag == matrix || tag.StartsWith(matrix + "/", StringComparison.Ordinal));

    [GeneratedRegex(@", (?<name>[a-z0-9]+)(\((?<tags>[^)]*)\))?, [0-9]+x[0-9]+")]
    private static partial Regex PixelFormat();
}
