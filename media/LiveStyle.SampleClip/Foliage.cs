using System.Numerics;
using SkiaSharp;

namespace LiveStyle.SampleClip;

/// <summary>Leaves and blossoms, painted one by one into a <see cref="Relief"/>, those behind first.</summary>
static class Foliage
{
    static readonly uint[] Greens = [0x2F5A2A, 0x3F7030, 0x55853A, 0x739A41, 0x8FAE4C];
    static readonly uint[] Pinks = [0xC2246B, 0xD9407F, 0xE8679B, 0xB01A5C];

    public static void Tree(Relief relief, Vector2 crown, float radius, float foot, int seed)
    {
        using SKPath trunk = Outline.Polygon(
            new(crown.X - 3, crown.Y), new(crown.X - 5, foot + 2), new(crown.X + 5, foot + 2), new(crown.X + 3, crown.Y));
        relief.Fill(trunk, 0x5B4534, 6);
        Crown(relief, crown, radius, seed);
    }

    /// <summary>A flower box of geraniums.</summary>
    public static void FlowerBox(Relief relief, float left, float right, float top)
    {
        relief.Fill(new SKRect(left, top, right, top + 5), 0x8A4A2C, 9);
        for (int i = 0; i < 90; i++)
        {
            float x = left + Noise.At(i, (int)left, 1) * (right - left), y = top + 2 - 7 * Noise.At(i, (int)left, 2);
            bool flower = i > 45;
            uint paint = flower ? (Noise.At(i, 9) < 0.5f ? 0xD8303Au : 0xE8607Au) : Greens[i % 4];
            relief.Leaf(new(x, y), 1.9f, 1.2f, 360 * Noise.At(i, 7), Masonry.Tone(paint, 0.8f + 0.4f * Noise.At(i, 8)), 9 + 3 * Noise.At(i, 6));
        }
    }

    /// <summary>A near branch that hangs into the picture: what passes in front of everything.</summary>
    public static Layer PaintBranch()
    {
        var layer = new Layer("branch", 1.55f, 560, 240);
        using var relief = new Relief(layer);
        Spray(relief, new(-540, -215), new(-330, -150), 21);
        Spray(relief, new(-560, -170), new(-420, -60), 22);
        Spray(relief, new(540, -220), new(395, -140), 23);
        relief.Light();
        return layer;
    }

    static void Crown(Relief relief, Vector2 crown, float radius, int seed)
    {
        // Bunches make a tree; a ball of leaves would be a bush.
        var bunches = Enumerable.Range(0, 16).Select(i =>
        {
            float angle = MathF.Tau * Noise.At(i, seed, 1), far = MathF.Sqrt(Noise.At(i, seed, 2)) * radius * 0.72f;
            Vector2 at = crown + new Vector2(far * MathF.Cos(angle), far * 0.85f * MathF.Sin(angle));
            return (At: at, Depth: 10 + (1 - far / radius) * radius * 0.45f + 6 * Noise.At(i, seed, 3), Size: radius * (0.34f + 0.16f * Noise.At(i, seed, 4)));
        }).OrderBy(bunch => bunch.Depth);
        foreach ((Vector2 at, float depth, float size) in bunches)
        {
            int count = (int)(size * size * 1.1f);
            var leaves = Enumerable.Range(0, count).Select(i =>
            {
                float angle = MathF.Tau * Noise.At(i, (int)(at.X * 31), seed), far = MathF.Sqrt(Noise.At(i, (int)(at.Y * 31), seed + 1));
                Vector2 place = at + size * far * new Vector2(MathF.Cos(angle), MathF.Sin(angle));
                return (Place: place, Raised: depth + size * 0.8f * MathF.Sqrt(1 - far * far) + 1.5f * Noise.At(i, 5, seed), Index: i);
            }).OrderBy(leaf => leaf.Raised);
            foreach ((Vector2 place, float raised, int i) in leaves)
            {
                uint green = Greens[(int)(Noise.At(i, 11, seed) * Greens.Length)];
                relief.Leaf(place, 2.1f, 1.1f, 180 * Noise.At(i, 12, seed), Masonry.Tone(green, 0.8f + 0.4f * Noise.At(i, 13, seed)), raised);
            }
        }
    }

    static void Spray(Relief relief, Vector2 from, Vector2 to, int seed)
    {
        Vector2 along = to - from, across = Vector2.Normalize(new(-along.Y, along.X));
        for (int i = 0; i < 520; i++)
        {
            float t = Noise.At(i, 1, seed), spread = (Noise.At(i, 2, seed) + Noise.At(i, 3, seed) - 1) * (62 - 44 * t);
            Vector2 place = from + along * t + across * spread + new Vector2(0, 26 * t * t);
            float raised = 8 + i * 0.035f + 3 * Noise.At(i, 4, seed);
            if (Noise.At(i, 5, seed) < 0.4f)
            {
                Blossom(relief, place, raised, i, seed);
            }
            else
            {
                uint green = Masonry.Tone(Greens[(int)(Noise.At(i, 6, seed) * Greens.Length)], 0.85f + 0.3f * Noise.At(i, 7, seed));
                float angle = 360 * Noise.At(i, 8, seed), length = 9 + 5 * Noise.At(i, 9, seed);
                relief.Leaf(place, length, 4.2f, angle, green, raised);
                relief.Leaf(place, length * 0.9f, 0.45f, angle, Masonry.Tone(green, 1.25f), raised + 0.2f);
            }
        }
    }

    static void Blossom(Relief relief, Vector2 at, float raised, int i, int seed)
    {
        for (int petal = 0; petal < 5; petal++)
        {
            float angle = 72 * petal + 90 * Noise.At(i, 10, seed), radians = angle * MathF.PI / 180;
            Vector2 petalAxis = new(MathF.Cos(radians), MathF.Sin(radians));
            uint pink = Masonry.Tone(Pinks[(i + petal) % Pinks.Length], 0.9f + 0.2f * Noise.At(i, petal, seed));
            relief.Leaf(at + petalAxis * 3.4f, 3.6f, 2.3f, angle, pink, raised + 0.4f * petal);
        }

        relief.Leaf(at, 1.5f, 1.2f, 0, 0xF3D25A, raised + 3);
    }
}
