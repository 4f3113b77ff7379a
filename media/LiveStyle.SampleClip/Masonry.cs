using System.Numerics;
using SkiaSharp;

namespace LiveStyle.SampleClip;

/// <summary>The parts that houses are built of, painted into a <see cref="Relief"/>.</summary>
static class Masonry
{
    /// <summary>An sRGB color made darker or lighter.</summary>
    public static uint Tone(uint rgb, float factor)
    {
        uint Channel(int shift) => (uint)Math.Clamp(((rgb >> shift) & 255) * factor, 0, 255) << shift;
        return Channel(16) | Channel(8) | Channel(0);
    }

    public static void Bricks(Relief relief, SKRect wall, int seed)
    {
        relief.Fill(wall, 0xB8A58E, 0);
        const float tall = 4.6f, wide = 12;
        int row = 0;
        for (float y = wall.Top; y < wall.Bottom; y += tall, row++)
        {
            for (float x = wall.Left - row % 2 * wide / 2; x < wall.Right; x += wide)
            {
                float chance = Noise.At((int)(x * 3), row, seed);
                var brick = new SKRect(Math.Max(x + 0.5f, wall.Left), y + 0.5f, Math.Min(x + wide - 0.5f, wall.Right), Math.Min(y + tall - 0.3f, wall.Bottom));
                uint clay = chance < 0.15f ? 0x7C3B2Cu : chance < 0.3f ? 0xC27A55u : 0xA6523Bu;
                relief.Fill(brick, Tone(clay, 0.82f + 0.36f * Noise.At(row, (int)x, seed + 1)), 0.7f + 0.5f * chance);
            }
        }

        // Stones at the corners.
        for (float y = wall.Top; y < wall.Bottom; y += 15)
        {
            relief.Fill(new SKRect(wall.Left - 1, y, wall.Left + 9, y + 13.5f), 0xCDBFA6, 2);
            relief.Fill(new SKRect(wall.Right - 9, y, wall.Right + 1, y + 13.5f), 0xCDBFA6, 2);
        }
    }

    public static void Plaster(Relief relief, SKRect wall, uint rgb, int seed)
    {
        relief.Fill(wall, rgb, 0.5f);
        // Flakes show the stone beneath.
        for (int i = 0; i < 9; i++)
        {
            float x = wall.Left + Noise.At(i, seed, 1) * wall.Width, y = wall.Bottom - Noise.At(i, seed, 2) * wall.Height * 0.55f;
            float radius = 3 + 7 * Noise.At(i, seed, 3);
            using SKPath flake = Outline.Polygon([.. Enumerable.Range(0, 9).Select(k =>
            {
                float angle = k * MathF.Tau / 9, reach = radius * (0.6f + 0.7f * Noise.At(i, k, seed + 4));
                return new SKPoint(x + reach * 1.3f * MathF.Cos(angle), y + reach * MathF.Sin(angle));
            })]);
            relief.Fill(flake, 0xB39E86, -0.2f);
        }

        relief.Fill(new SKRect(wall.Left - 1, wall.Top, wall.Right + 1, wall.Top + 5), 0xE8DAC0, 3);
        relief.Fill(new SKRect(wall.Left, wall.Bottom - 16, wall.Right, wall.Bottom), 0x8C7E70, 1.6f);
    }

    public static void Roof(Relief relief, float left, float right, float eaves, float tall, uint rgb)
    {
        const float row = 5.2f, tile = 6.5f;
        for (float y = eaves - tall; y < eaves + 2; y += row)
        {
            float lean = (eaves - y) * 0.42f;
            int line = (int)(y * 10);
            float near = 12 - (eaves - y) * 0.45f;
            relief.Fill(new SKRect(left + lean, y, right - lean, y + row + 3), Tone(rgb, 0.5f), near - 1.5f);
            for (float x = left + lean - (line & 1) * tile / 2; x < right - lean; x += tile)
            {
                using SKPath clay = Outline.Rounded(new SKRect(x + 0.3f, y - 1, x + tile - 0.3f, y + row + 1.2f), 2.6f);
                relief.Fill(clay, Tone(rgb, 0.75f + 0.55f * Noise.At((int)(x * 5), line, 31)), near, 1.2f);
            }
        }
    }

    /// <param name="shutters">Their color; null for a shop window, which is lit from inside.</param>
    public static void Window(Relief relief, SKRect box, uint? shutters)
    {
        relief.Fill(new SKRect(box.Left - 3, box.Top - 3, box.Right + 3, box.Bottom + 2), 0xE4D8C2, 2);
        relief.Fill(box, 0x1C2228, -3);
        for (float y = box.Top; y < box.Bottom; y += 1)
        {
            float t = (y - box.Top) / box.Height;
            uint glass = shutters is null
                ? ((uint)(235 - 120 * t) << 16) | ((uint)(165 - 95 * t) << 8) | (uint)(84 - 50 * t)
                : ((uint)(120 - 80 * t) << 16) | ((uint)(155 - 95 * t) << 8) | (uint)(190 - 110 * t);
            relief.Fill(new SKRect(box.Left, y, box.Right, y + 1.1f), glass, -3);
        }

        if (shutters is null)
        {
            Wares(relief, box);
        }

        relief.Fill(new SKRect(box.MidX - 1, box.Top, box.MidX + 1, box.Bottom), 0xEFE6D6, 0);
        relief.Fill(new SKRect(box.Left, box.MidY - 5, box.Right, box.MidY - 3.4f), 0xEFE6D6, 0);
        relief.Fill(new SKRect(box.Left - 5, box.Bottom, box.Right + 5, box.Bottom + 3.5f), 0xD9CBB2, 6);
        if (shutters is not { } paint)
        {
            return;
        }

        foreach (float x in new[] { box.Left - 14.5f, box.Right + 3 })
        {
            relief.Fill(new SKRect(x, box.Top - 1, x + 11.5f, box.Bottom), paint, 3.2f);
            for (float y = box.Top + 2; y < box.Bottom - 4; y += 3)
            {
                relief.Fill(new SKRect(x + 1.6f, y, x + 9.9f, y + 2.3f), Tone(paint, 1.12f), 2.6f, 1.6f);
            }
        }

        Foliage.FlowerBox(relief, box.Left - 3, box.Right + 3, box.Bottom - 1);
    }

    public static void Sign(Relief relief, SKRect board, string text, uint ground, uint letters, SKTypeface typeface)
    {
        relief.Fill(board, letters, 6);
        relief.Fill(new SKRect(board.Left + 1.6f, board.Top + 1.6f, board.Right - 1.6f, board.Bottom - 1.6f), ground, 5);
        float size = board.Height * 0.80f, width = board.Width - board.Height * 0.5f;
        relief.Text(text, board.MidX - width / 2, board.MidY + size * 0.365f, size, width, letters, 7.2f, typeface);
    }

    public static void Awning(Relief relief, float left, float right, float top, float tall, uint light, uint dark)
    {
        const float stripe = 9;
        int count = (int)((right - left) / stripe);
        for (int i = 0; i < count; i++)
        {
            uint cloth = i % 2 == 0 ? light : dark;
            float x = left + i * stripe;
            for (float y = 0; y < tall; y += 0.5f)
            {
                relief.Fill(new SKRect(x, top + y, x + stripe, top + y + 0.6f), cloth, 7 + y * 0.62f);
            }

            using SKPath lobe = Outline.Rounded(new SKRect(x, top + tall - 2, x + stripe, top + tall + 6), 4);
            relief.Fill(lobe, Tone(cloth, 0.92f), 7 + tall * 0.62f);
        }
    }

    public static void Poster(Relief relief, SKRect sheet, SKTypeface typeface)
    {
        relief.Fill(new SKRect(sheet.Left - 2, sheet.Top - 2, sheet.Right + 2, sheet.Bottom + 2), 0x4A3424, 5);
        relief.Fill(sheet, 0xF2E3C3, 4);
        relief.Fill(new SKRect(sheet.Left + 3, sheet.Top + 24, sheet.Right - 3, sheet.Bottom - 3), 0x1F5F86, 4);
        using SKPath moon = Outline.Rounded(new SKRect(sheet.MidX - 6, sheet.Top + 29, sheet.MidX + 6, sheet.Top + 41), 6);
        relief.Fill(moon, 0xF4B93B, 4);
        relief.Text("JAZZ", sheet.Left + 4, sheet.Top + 13, 12, sheet.Width - 8, 0xB5282E, 4, typeface);
        relief.Text("TONIGHT", sheet.Left + 4, sheet.Top + 21, 6.5f, sheet.Width - 8, 0x2A2430, 4, typeface);
    }

    /// <summary>Rain, dust and grain on every surface.</summary>
    public static Vector3 Weather(Vector2 at, float height, Vector3 color)
    {
        float grain = Noise.Smooth(at.X * 1.9f, at.Y * 1.9f, 500) - 0.5f;
        float stain = Noise.Fractal(at.X * 0.035f, at.Y * 0.012f, 5, 510) - 0.5f;
        float patch = Noise.Fractal(at.X * 0.09f, at.Y * 0.09f, 4, 520) - 0.5f;
        return color * Math.Clamp(1 + 0.20f * grain + 0.55f * stain + 0.35f * patch, 0.3f, 1.8f);
    }

    static void Wares(Relief relief, SKRect box)
    {
        // Shelves with bright things: what a shop shows from afar.
        uint[] colors = [0xD9483B, 0xF0C24B, 0x3F7FA6, 0x6E9A4E, 0xE9DCC4, 0x8B3F6B];
        for (int shelf = 1; shelf <= 3; shelf++)
        {
            float y = box.Top + box.Height * shelf / 3.2f;
            relief.Fill(new SKRect(box.Left, y, box.Right, y + 1.4f), 0x5A3A22, -2);
            float x = box.Left + 2;
            for (int i = 0; x < box.Right - 4; i++)
            {
                float wide = 2.2f + 3.5f * Noise.At(i, shelf, (int)box.Left), tall = 5 + 9 * Noise.At(i, shelf, (int)box.Left + 1);
                uint paint = colors[(int)(Noise.At(i, shelf, (int)box.Left + 2) * colors.Length)];
                relief.Fill(new SKRect(x, y - tall, x + wide, y), Tone(paint, 0.8f), -2, 0.5f);
                x += wide + 0.5f;
            }
        }
    }
}
