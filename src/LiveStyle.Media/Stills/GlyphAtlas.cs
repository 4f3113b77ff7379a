using SkiaSharp;

namespace LiveStyle.Media.Stills;

/// <summary>Printable ASCII (32 to 126) in the system's monospace typeface, as plain bytes for drawing elsewhere.</summary>
/// <param name="CellWidth">The width of every character, in pixels: the advance of the widest.</param>
/// <param name="CellHeight">The distance from one line to the next, in pixels.</param>
/// <param name="Coverage">
/// The share of each pixel that its character covers, 0 to 255: cell after cell from character 32, each CellHeight rows of CellWidth
/// bytes.
/// </param>
public sealed record GlyphAtlas(int CellWidth, int CellHeight, byte[] Coverage)
{
    /// <summary>The first and the last character.</summary>
    public const char First = ' ', Last = '~';

    static readonly string[] Families =
        ["Cascadia Mono", "Consolas", "SF Mono", "Menlo", "DejaVu Sans Mono", "Noto Sans Mono", "Liberation Mono", "monospace"];

    /// <summary>Draws the characters.</summary>
    /// <param name="lineHeight">The distance from one line to the next, 8 to 200 pixels.</param>
    /// <returns>An atlas whose cells are that high.</returns>
    /// <exception cref="MediaException">There is no room for so large characters.</exception>
    public static GlyphAtlas Rasterize(int lineHeight)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lineHeight, 8);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lineHeight, 200);
        SKTypeface face = Families.Select(family => SKFontManager.Default.MatchFamily(family)).FirstOrDefault(face => face is { GlyphCount: > 0 })
            ?? SKTypeface.Default;
        using var font = new SKFont(face, lineHeight) { Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.Slight };

        // Faces differ in how much of an em they take from the highest to the lowest.
        SKFontMetrics metrics = font.Metrics;
        font.Size = lineHeight * lineHeight / Math.Max(metrics.Descent - metrics.Ascent, 1);
        metrics = font.Metrics;
        float baseline = MathF.Round(-metrics.Ascent + (lineHeight - (metrics.Descent - metrics.Ascent)) / 2);

        char[] characters = [.. Enumerable.Range(First, Last - First + 1).Select(code => (char)code)];
        int width = (int)MathF.Ceiling(characters.Max(character => font.MeasureText(character.ToString())));
        return new GlyphAtlas(width, lineHeight, Draw(characters, font, width, lineHeight, baseline));
    }

    static byte[] Draw(char[] characters, SKFont font, int width, int height, float baseline)
    {
        // One cell under another: rows of a cell follow each other as the atlas wants them.
        using var bitmap = new SKBitmap();
        if (!bitmap.TryAllocPixels(new SKImageInfo(width, height * characters.Length, SKColorType.Alpha8, SKAlphaType.Premul)))
        {
            throw new MediaException($"not enough memory for characters {height} pixels high; choose a smaller overlay");
        }

        bitmap.Erase(SKColors.Transparent);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { Color = SKColors.White, IsAntialias = true };
        for (int i = 0; i < characters.Length; i++)
        {
            canvas.Save();
            canvas.ClipRect(SKRect.Create(0, i * height, width, height));
            canvas.DrawText(characters[i].ToString(), width / 2f, i * height + baseline, SKTextAlign.Center, font, paint);
            canvas.Restore();
        }

        canvas.Flush();
        var coverage = new byte[width * height * characters.Length];
        for (int y = 0; y < bitmap.Height; y++)
        {
            bitmap.GetPixelSpan().Slice(y * bitmap.RowBytes, width).CopyTo(coverage.AsSpan(y * width));
        }

        return coverage;
    }
}
