using System.Numerics;
using SkiaSharp;

namespace LiveStyle.SampleClip;

/// <summary>The square behind the people: two rows of houses, a tree, cobbles; between them the view of the bay.</summary>
static class Town
{
    const float Street = 84;

    public static Layer Paint()
    {
        var layer = new Layer("town", 0.50f, 410, 216);
        using var relief = new Relief(layer);
        Cobbles(relief);
        Masonry.Plaster(relief, new(-420, -128, -262, Street), 0xC4553A, 2);
        Masonry.Roof(relief, -426, -256, -128, 44, 0xA5522F);
        Masonry.Bricks(relief, new(-262, -92, -84, Street), 5);
        Masonry.Roof(relief, -270, -76, -92, 38, 0x7F4436);
        Masonry.Plaster(relief, new(150, -112, 284, Street), 0xE3B45A, 3);
        Masonry.Roof(relief, 143, 290, -112, 40, 0xB05A34);
        Masonry.Bricks(relief, new(284, -150, 430, Street), 4);
        Masonry.Roof(relief, 278, 440, -150, 46, 0x6E4038);

        foreach (float x in new[] { -400f, -352, -304 })
        {
            Masonry.Window(relief, new(x, -104, x + 26, -62), 0x2F6B5E);
            Masonry.Window(relief, new(x, -28, x + 26, 18), 0x2F6B5E);
        }

        foreach (float x in new[] { 304f, 352, 400 })
        {
            Masonry.Window(relief, new(x, -126, x + 27, -82), 0x35507A);
            Masonry.Window(relief, new(x, -56, x + 27, -10), 0x35507A);
        }

        Masonry.Window(relief, new(-250, -22, -196, 60), null);
        Masonry.Window(relief, new(-152, -22, -98, 60), null);
        Masonry.Window(relief, new(166, -4, 208, 62), null);
        Masonry.Window(relief, new(228, -4, 270, 62), null);

        using SKTypeface bold = SKTypeface.FromFamilyName("DejaVu Serif", SKFontStyle.Bold);
        using SKTypeface plain = SKTypeface.FromFamilyName("DejaVu Sans", SKFontStyle.Bold);
        Masonry.Sign(relief, new(-256, -84, -84, -50), "CAFÉ AURORA", 0x17392F, 0xF3DE9B, bold);
        Masonry.Awning(relief, -260, -84, -46, 26, 0xF1E6D2, 0xB5282E);
        Masonry.Sign(relief, new(160, -104, 274, -74), "BOOKS", 0x7A1F2B, 0xF6E7C4, bold);
        Masonry.Window(relief, new(168, -62, 198, -24), 0x4A6B3A);
        Masonry.Window(relief, new(234, -62, 264, -24), 0x4A6B3A);
        relief.Fill(new SKRect(-75, 50, -71, Street + 3), 0x3A2C20, 5);
        Masonry.Poster(relief, new(-92, 4, -54, 58), plain);

        Foliage.Tree(relief, new(146, 10), 38, Street, 11);
        relief.Light(Masonry.Weather);
        return layer;
    }

    static void Cobbles(Relief relief)
    {
        relief.Fill(new SKRect(-440, Street - 6, 440, 240), 0x6A5E52, -1);
        float y = Street - 6;
        for (int row = 0; y < 222; row++)
        {
            float tall = 2.6f + (y - Street + 6) * 0.075f, wide = tall * 1.9f;
            for (float x = -430 + Noise.At(row, 3) * wide; x < 430; x += wide)
            {
                float tone = 0.75f + 0.4f * Noise.At(row, (int)(x * 7), 8);
                using SKPath stone = Outline.Rounded(new SKRect(x + 0.3f, y + 0.2f, x + wide * 0.95f, y + tall * 0.93f), tall * 0.4f);
                relief.Fill(stone, Masonry.Tone(0x9A8B7B, tone), -0.6f, tall * 0.22f);
            }

            y += tall;
        }
    }
}
