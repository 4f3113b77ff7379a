using System.Numerics;
using SkiaSharp;
using static LiveStyle.SampleClip.Noise;

namespace LiveStyle.SampleClip;

/// <summary>The water between town and mountains: ripples in perspective that mirror sky, shore and sails.</summary>
static class Bay
{
    const float Horizon = 18, Waterline = 33;

    public static Layer Paint()
    {
        Layer boats = Boats();
        return new Layer("bay", 0.20f, 384, 216).Paint(at =>
        {
            Vector4 boat = Sample(boats, at);
            return at.Y < Horizon - 0.25f ? boat : Layer.Over(boat, new Vector4(Water(at, boats), Step(Horizon - 0.25f, Horizon + 0.25f, at.Y)));
        });
    }

    static Vector3 Water(Vector2 at, Layer boats)
    {
        float depth = at.Y - Horizon + 0.6f, far = 60 / depth;
        float x = at.X * far * 0.020f, z = far * 9;
        // Waves seen at a slant, small far away, and calmed where a texel holds many.
        float calm = Math.Clamp(depth / 26, 0.10f, 1);
        float tilt = (Fractal(x * 1.5f, z * 1.2f, 5, 700) - 0.5f) * 2.4f * calm;
        float drift = (Fractal(x * 2.3f + 9, z * 1.7f, 4, 730) - 0.5f) * calm;

        Vector2 mirror = new(at.X + drift * 46, Horizon - depth * 1.15f - Math.Max(-12, tilt * 62));
        Vector3 seen = Heavens.Color(mirror with { Y = Math.Min(mirror.Y, Horizon - 2) });
        float shore = 26 + 34 * Smooth(mirror.X * 0.02f, 3, 740);
        seen = Vector3.Lerp(new Vector3(0.10f, 0.15f, 0.17f), seen, Step(shore * 0.2f, shore, Horizon - mirror.Y));

        Vector3 deep = Vector3.Lerp(new(0.012f, 0.085f, 0.115f), new(0.03f, 0.20f, 0.22f), Step(60, 0, depth));
        float fresnel = Math.Clamp(0.62f - 0.55f * tilt - depth * 0.0035f, 0.10f, 0.92f);
        Vector3 color = Vector3.Lerp(deep, seen, fresnel);

        Vector2 reflected = new(at.X + drift * 9, 2 * Waterline - at.Y + tilt * 11);
        Vector4 boat = at.Y > Waterline ? Sample(boats, reflected) : default;
        color = Vector3.Lerp(color, boat.AsVector3() * 0.6f, boat.W * 0.8f);

        float glitter = MathF.Pow(Math.Clamp(tilt * 0.9f + Smooth(at.X * 1.3f, at.Y * 2.6f, 750) * 0.6f, 0, 1.2f), 7)
            * MathF.Exp(-MathF.Pow((at.X + 30) / 150, 2));
        return color + Daylight.SunColor * glitter * 1.1f;
    }

    static Layer Boats()
    {
        var layer = new Layer("boats", 0, 384, 216);
        using var relief = new Relief(layer);
        Boat(relief, -62, 0.80f, 0xF4EEDF, 0xB5282E);
        Boat(relief, 84, 1.05f, 0xE98A3A, 0x24406B);
        Boat(relief, -8, 0.55f, 0xF4EEDF, 0x2F6B5E);
        Boat(relief, -170, 0.7f, 0xF0C24B, 0x35507A);
        Boat(relief, 200, 0.6f, 0xF4EEDF, 0x7A1F2B);
        relief.Light();
        return layer;
    }

    static void Boat(Relief relief, float x, float size, uint sail, uint hull)
    {
        SKPoint At(float dx, float dy) => new(x + dx * size, Waterline - dy * size);
        relief.Fill(new SKRect(x - 0.7f * size, Waterline - 74 * size, x + 0.7f * size, Waterline), 0x5B4534, 3);
        // Sails belly out: strips of rising and falling height.
        for (int i = 0; i < 60; i++)
        {
            float low = 10 + i, wide = 32 * (1 - i / 60f), belly = 3 + 6 * MathF.Sin(i / 60f * MathF.PI);
            using SKPath main = Outline.Polygon(At(2, low), At(2 + wide, low), At(2 + wide, low + 1.3f), At(2, low + 1.3f));
            relief.Fill(main, i % 15 == 0 ? Masonry.Tone(sail, 0.85f) : sail, belly);
            float jib = 20 * (1 - i / 60f);
            using SKPath fore = Outline.Polygon(At(-2, low - 2), At(-2 - jib, low - 2), At(-2 - jib, low - 0.7f), At(-2, low - 0.7f));
            relief.Fill(fore, Masonry.Tone(sail, 0.94f), belly - 1);
        }

        using SKPath body = Outline.Polygon(At(-30, 7), At(34, 7), At(27, -1), At(-22, -1));
        relief.Fill(body, hull, 4, 4 * size);
        using SKPath rail = Outline.Polygon(At(-31, 8.5f), At(35, 8.5f), At(34, 6.5f), At(-30, 6.5f));
        relief.Fill(rail, 0xE4D8C2, 7);
    }

    static Vector4 Sample(Layer layer, Vector2 at)
    {
        int x = (int)((at.X + layer.HalfWidth) * Layer.Density), y = (int)((at.Y + layer.HalfHeight) * Layer.Density);
        return x >= 0 && y >= 0 && x < layer.Width && y < layer.Height ? layer[x, y] : default;
    }
}
