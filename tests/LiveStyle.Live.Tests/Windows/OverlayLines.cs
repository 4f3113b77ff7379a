using System.Text;
using LiveStyle.Presentation.Presenting;

namespace LiveStyle.Live.Tests.Windows;

/// <summary>An overlay's lines, to read; a ! before those that are red.</summary>
static class OverlayLines
{
    public static string[] Of(OverlayText text) => [.. Enumerable.Range(0, text.UsedRows).Select(row => Line(text, row))];

    static string Line(OverlayText text, int row)
    {
        ReadOnlySpan<byte> codes = text.Codes.Slice(row * OverlayText.Columns, OverlayText.Columns);
        string plain = Encoding.ASCII.GetString([.. codes.ToArray().Select(code => (byte)(code & 0x7F))]).TrimEnd();
        return codes[0] > 0x7F ? "!" + plain : plain;
    }
}
