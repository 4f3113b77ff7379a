using System.Globalization;
using System.Text.RegularExpressions;
using LiveStyle.Frames;
using LiveStyle.Time;

namespace LiveStyle.Media.Capture;

/// <summary>The moving test pattern: bars, a counter of frames and, where sound is asked for, a tone that beeps once a second.</summary>
/// <param name="Size">The size that its name gives; null: the caller's, or 640×360.</param>
/// <param name="Rate">The rate that its name gives; null: the caller's, or 30.</param>
readonly partial record struct TestPattern(FrameSize? Size, Rational? Rate)
{
    const int LargestSide = 8192;

    /// <summary>What its name looks like.</summary>
    public const string Form = "test, test:WIDTHxHEIGHT or test:WIDTHxHEIGHT@RATE";

    /// <param name="rest">What follows "test:", such as "640x360@30"; empty for all by default.</param>
    /// <returns>Null where it is no such text.</returns>
    public static TestPattern? TryParse(string rest)
    {
        Match match = Parts().Match(rest);
        if (!match.Success)
        {
            return null;
        }

        FrameSize? size = null;
        if (match.Groups["width"].Success)
        {
            if (Side(match, "width") is not { } width || Side(match, "height") is not { } height)
            {
                return null;
            }

            size = new FrameSize(width, height);
        }

        Rational? rate = match.Groups["rate"].Success ? LiveRate.TryParse(match.Groups["rate"].Value) : null;
        return match.Groups["rate"].Success && rate is null ? null : new TestPattern(size, rate);
    }

    /// <summary>As sources of ffmpeg's filters.</summary>
    public string Graph(LiveSourceOptions options)
    {
        FrameSize size = Size ?? options.CameraSize ?? new FrameSize(640, 360);
        string pictures = string.Create(CultureInfo.InvariantCulture,
            $"testsrc2=s={size.Width}x{size.Height}:r={Rate ?? LiveRate.Sane(options.CameraFrameRate) ?? LiveRate.Usual}");
        return options.Sound is null ? pictures : pictures + "[out0];sine=frequency=440:beep_factor=4:sample_rate=48000[out1]";
    }

    static int? Side(Match match, string name) =>
        int.TryParse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int side) && side is >= 2 and <= LargestSide ? side : null;

    [GeneratedRegex("^((?<width>[0-9]+)x(?<height>[0-9]+))?(@(?<rate>[0-9./]+))?$")]
    private static partial Regex Parts();
}
