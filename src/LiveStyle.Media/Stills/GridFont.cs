using System.Globalization;
using SkiaSharp;

namespace LiveStyle.Media.Stills;

/// <summary>A typeface at a size: measures, breaks and draws text, borrowing glyphs that it lacks from other typefaces.</summary>
/// <param name="size">Pixels an em.</param>
/// <param name="style">The weight of the letters.</param>
sealed class GridFont(float size, SKFontStyle style) : IDisposable
{
    const string Ellipsis = "…";

    static readonly string[] Families = ["Inter", "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans"];

    readonly SKFont main = Make(Find(style), size);
    readonly Dictionary<int, SKFont> borrowed = [];

    /// <summary>The distance from one baseline to the next, in pixels.</summary>
    public float LineHeight { get; } = MathF.Ceiling(size * 1.35f);

    public float Measure(string text) => Runs(text).Sum(run => run.Font.MeasureText(run.Text));

    /// <summary>Breaks at spaces into lines of at most <paramref name="width"/> pixels; what is left over after
    /// <paramref name="most"/> lines is cut with an ellipsis.</summary>
    public IReadOnlyList<string> Break(string text, float width, int most)
    {
        var lines = new List<string>();
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < words.Length;)
        {
            int next = i + 1;
            while (next < words.Length && Measure(string.Join(' ', words[i..(next + 1)])) <= width)
            {
                next++;
            }

            if (lines.Count == most - 1)
            {
                next = words.Length;
            }

            lines.Add(Shorten(string.Join(' ', words[i..next]), width));
            i = next;
        }

        return lines;
    }

    public void Draw(SKCanvas canvas, string text, float left, float top, SKColor color)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        float pen = left;
        foreach ((SKFont font, string part) in Runs(text))
        {
            canvas.DrawText(part, pen, top + LineHeight * 0.76f, SKTextAlign.Left, font, paint);
            pen += font.MeasureText(part);
        }
    }

    public void Dispose()
    {
        foreach (SKFont font in borrowed.Values.Where(font => font != main).Distinct())
        {
            font.Dispose();
        }

        main.Dispose();
    }

    string Shorten(string line, float width)
    {
        if (Measure(line) <= width)
        {
            return line;
        }

        int[] ends = StringInfo.ParseCombiningCharacters(line);
        return ends.Reverse().Select(end => line[..end].TrimEnd() + Ellipsis).FirstOrDefault(cut => Measure(cut) <= width) ?? "";
    }

    /// <summary>The text in parts that one font can draw.</summary>
    IEnumerable<(SKFont Font, string Text)> Runs(string text)
    {
        int begin = 0;
        SKFont? current = null;
        for (int i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            SKFont font = FontOf(char.IsSurrogatePair(text, i) ? char.ConvertToUtf32(text, i) : text[i]);
            if (current is not null && font != current)
            {
                yield return (current, text[begin..i]);
                begin = i;
            }

            current = font;
        }

        if (current is not null)
        {
            yield return (current, text[begin..]);
        }
    }

    SKFont FontOf(int character)
    {
        if (character < 128 || main.ContainsGlyph(character))
        {
            return main;
        }

        if (!borrowed.TryGetValue(character, out SKFont? font))
        {
            SKTypeface? other = SKFontManager.Default.MatchCharacter(null, style, null, character);
            borrowed[character] = font = other is null
                ? main
                : borrowed.Values.FirstOrDefault(known => known.Typeface.FamilyName == other.FamilyName) ?? Make(other, size);
        }

        return font;
    }

    static SKTypeface Find(SKFontStyle style) =>
        Families.Select(family => SKFontManager.Default.MatchFamily(family, style)).FirstOrDefault(face => face is { GlyphCount: > 0 })
        ?? SKTypeface.Default;

    static SKFont Make(SKTypeface typeface, float size) =>
        new(typeface, size) { Subpixel = true, Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.Slight };
}
