using LiveStyle.Presentation.Presenting;

namespace LiveStyle.Playback.Tests.Golden;

/// <summary>Characters that are the same on every machine, whatever typefaces it has: seven dots, the bits of the character's code.</summary>
static class CodeGlyphs
{
    const int Width = 4, Height = 8;

    public static GlyphCells Cells { get; } = new(Width, Height, Draw());

    static byte[] Draw()
    {
        var coverage = new byte[GlyphCells.Count * Width * Height];
        for (int glyph = 1; glyph < GlyphCells.Count; glyph++)
        {
            for (int bit = 0; bit < 7; bit++)
            {
                // Half-covered pixels too, as a typeface has them.
                int at = glyph * Width * Height + (1 + bit / 3 * 2) * Width + bit % 3;
                coverage[at] = (byte)((' ' + glyph >> bit & 1) != 0 ? 255 : 0);
                coverage[at + Width] = (byte)(coverage[at] / 2);
            }
        }

        return coverage;
    }
}
