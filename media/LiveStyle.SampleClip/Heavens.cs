using System.Numerics;
using static LiveStyle.SampleClip.Noise;

namespace LiveStyle.SampleClip;

/// <summary>Sky: a gradient from blue to a warm haze, and clouds lit from the upper left.</summary>
static class Heavens
{
    /// <summary>What is above the horizon at that place of the picture, in layer units.</summary>
    public static Vector3 Color(Vector2 at)
    {
        float height = Math.Clamp((20 - at.Y) / 210, 0, 1);
        Vector3 haze = new(0.92f, 0.66f, 0.46f), blue = new(0.035f, 0.14f, 0.46f), pale = new(0.20f, 0.40f, 0.72f);
        Vector3 sky = height < 0.4f ? Vector3.Lerp(haze, pale, Step(0, 0.4f, height)) : Vector3.Lerp(pale, blue, Step(0.4f, 1.1f, height));
        float glow = MathF.Exp(-Vector2.DistanceSquared(at, new(-330, -150)) / 60000);
        sky += new Vector3(1.0f, 0.72f, 0.42f) * glow * 0.22f;

        float cover = Density(at);
        if (cover <= 0)
        {
            return sky;
        }

        // Thin toward the sun is bright, thick toward it is shade.
        float shade = 0;
        for (int i = 1; i <= 4; i++)
        {
            shade += Density(at + new Vector2(-5.5f, -6f) * i);
        }

        float lit = MathF.Exp(-shade * 0.55f);
        Vector3 cloud = Vector3.Lerp(new(0.46f, 0.47f, 0.60f), new(1.75f, 1.55f, 1.32f), lit);
        cloud = Vector3.Lerp(cloud, haze, 0.35f * Step(0.45f, 0, height));
        return Vector3.Lerp(sky, cloud, Math.Clamp(cover * 1.5f, 0, 1));
    }

    public static Layer Paint() => new Layer("sky", 0.03f, 352, 208).Paint(at => new Vector4(Color(at), 1));

    static float Density(Vector2 at)
    {
        // Clouds flatten toward the horizon, as those far away do.
        float depth = 1 / (0.35f + Math.Max(0, (30 - at.Y) / 190));
        float x = at.X * 0.0066f * (0.55f + 0.45f * depth), y = (at.Y + 33) * 0.0215f * depth;
        float warp = Fractal(x * 2.2f, y * 2.2f, 4, 5);
        float body = Fractal(x + warp * 0.35f, y + warp * 0.35f, 7, 60);
        return Math.Max(0, (body - 0.50f) * 4.2f) * Step(18, -40, at.Y);
    }
}
