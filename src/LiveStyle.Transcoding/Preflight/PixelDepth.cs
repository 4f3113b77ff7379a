using System.Globalization;
using System.Text.RegularExpressions;

namespace LiveStyle.Transcoding.Preflight;

/// <summary>Bits of a sample, read from ffmpeg's name of a pixel format.</summary>
static partial class PixelDepth
{
    /// <summary>8 where the name says nothing else: only deeper ones have an order of bytes in their names.</summary>
    /// <param name="name">Such as "yuv420p10le", "gray16be", "rgb48le", "gbrpf32le", "p010le".</param>
    public static int Of(string name)
    {
        Match found = Deep().Match(name);
        return !found.Success ? 8 : int.Parse(found.Groups["bits"].ValueSpan, CultureInfo.InvariantCulture) switch
        {
            48 or 64 => 16, // of all samples of a pixel
            444 or 555 or 565 => 8, // of each one, and fewer
            20 => 10, // NV20
            var bits => bits % 100, // "p216": the hundreds tell the subsampling
        };
    }

    [GeneratedRegex("(?<bits>[0-9]{1,3})(le|be)$")]
    private static partial Regex Deep();
}
