using System.Globalization;
using System.Text.RegularExpressions;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Decoding;

/// <summary>Reads from a decoder's error stream how far a track's packets reach, which raw pictures don't tell. One thread at a time.</summary>
sealed partial class PacketLines
{
    public PacketSpan Span { get; } = new();

    /// <summary>A further output of ffmpeg: a line a packet, each written at once, so that no message comes between its letters.</summary>
    /// <param name="index">The number of the track among all streams.</param>
    public static string Output(int index) =>
        string.Create(CultureInfo.InvariantCulture, $" -map 0:{index} -c copy -copypriorss 1 -flush_packets 1 -f framecrc pipe:2");

    /// <summary>Whether a line is one of those; others are messages.</summary>
    public bool Take(string line)
    {
        if (Header().IsMatch(line))
        {
            return true;
        }

        // "stream, dts, pts, duration, size, checksum".
        if (!Packet().IsMatch(line))
        {
            return false;
        }

        string[] fields = line.Split(',');
        if (long.TryParse(fields[2], NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out long pts))
        {
            Span.Add(pts, long.TryParse(fields[3], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out long lasting) ? lasting : null);
        }

        return true;
    }

    [GeneratedRegex(@"^#(software|extradata|tb|media_type|codec_id|dimensions|sar)\b")]
    private static partial Regex Header();

    [GeneratedRegex(@"^\d+, +(-?\d+|NOPTS), +(-?\d+|NOPTS), +\d+, +\d+, 0x[0-9a-f]{8}")]
    private static partial Regex Packet();
}
