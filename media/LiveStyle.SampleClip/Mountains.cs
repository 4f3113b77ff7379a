using System.Numerics;
using static LiveStyle.SampleClip.Noise;

namespace LiveStyle.SampleClip;

/// <summary>A mountain range across the water: a height field, seen by marching rays over it.</summary>
static class Mountains
{
    const float Horizon = 18, Focal = 420, EyeHeight = 0.30f;

    public static Layer Paint() => new Layer("mountains", 0.10f, 368, 216).Paint(at =>
    {
        // Two rays a texel: the skyline is what the eye follows.
        Vector4 a = Trace(at + new Vector2(-0.12f, -0.12f)), b = Trace(at + new Vector2(0.12f, 0.12f));
        float alpha = (a.W + b.W) / 2;
        return alpha <= 0 ? default : new Vector4((a.AsVector3() * a.W + b.AsVector3() * b.W) / (a.W + b.W), alpha);
    });

    static Vector4 Trace(Vector2 at)
    {
        if (at.Y > Horizon + 14)
        {
            return new Vector4(0.2f, 0.3f, 0.4f, 1);
        }

        Vector3 ray = Vector3.Normalize(new(at.X / Focal, (Horizon - at.Y) / Focal, 1));
        float t = 7, step = 0.02f;
        for (int i = 0; i < 700 && t < 22; i++)
        {
            Vector3 place = ray * t + new Vector3(0, EyeHeight, 0);
            float gap = place.Y - Ground(place.X, place.Z, 6);
            if (gap < 0.0012f * t)
            {
                return new Vector4(Shade(place, t), 1);
            }

            if (place.Y > 6.5f && ray.Y > 0)
            {
                break;
            }

            step = Math.Clamp(gap * 0.42f, 0.012f, 0.3f);
            t += step;
        }

        return default;
    }

    static Vector3 Shade(Vector3 place, float distance)
    {
        float e = 0.0018f * distance;
        float here = Ground(place.X, place.Z, 10);
        Vector3 normal = Vector3.Normalize(new(
            here - Ground(place.X + e, place.Z, 10), e, here - Ground(place.X, place.Z + e, 10)));
        // The range is lit from the side: the sun of the near world would flatten it.
        Vector3 sun = Vector3.Normalize(new(-0.78f, 0.52f, -0.30f));
        float shadow = 1;
        for (int i = 1; i < 22 && shadow > 0; i++)
        {
            Vector3 p = place + sun * (0.05f * i * (1 + i * 0.12f));
            shadow = Math.Min(shadow, Math.Clamp(0.5f + (p.Y - Ground(p.X, p.Z, 5)) * 9 / i * 2, 0, 1));
        }

        float rough = Fractal(place.X * 9, place.Z * 9, 5, 200);
        Vector3 rock = Vector3.Lerp(Daylight.Paint(0x6E6459), Daylight.Paint(0x9C8C7A), rough);
        Vector3 forest = Vector3.Lerp(Daylight.Paint(0x24402A), Daylight.Paint(0x55702F), rough * rough * 1.6f);
        Vector3 color = Vector3.Lerp(rock, forest, Step(1.25f, 0.75f, place.Y + rough * 0.5f) * Step(0.35f, 0.6f, normal.Y));
        float snow = Step(1.45f, 1.85f, place.Y + (rough - 0.5f) * 0.9f) * Step(0.42f, 0.62f, normal.Y);
        color = Vector3.Lerp(color, new Vector3(0.88f, 0.90f, 0.95f), snow);

        float direct = Math.Max(0, Vector3.Dot(normal, sun)) * shadow;
        Vector3 light = color * (Daylight.SunColor * direct * 1.15f + Daylight.SkyColor * (0.45f + 0.35f * normal.Y));
        float air = 1 - MathF.Exp(-Math.Max(0, distance - 5) * 0.030f);
        return Vector3.Lerp(light, new Vector3(0.42f, 0.52f, 0.74f), air);
    }

    /// <summary>Height over the plane; sharp crests from noise folded at its middle.</summary>
    static float Ground(float x, float z, int octaves)
    {
        float range = MathF.Exp(-MathF.Pow((z - 13.5f) / 3.4f, 2));
        float sum = 0, weight = 0.55f, previous = 1, u = x * 0.36f + 11.3f, v = z * 0.36f + 4.1f;
        for (int i = 0; i < octaves; i++)
        {
            float ridge = 1 - MathF.Abs(2 * Smooth(u, v, 90 + i) - 1);
            ridge *= ridge;
            sum += weight * ridge * previous;
            previous = Math.Clamp(ridge * 1.4f, 0, 1);
            (u, v) = (1.63f * u + 1.17f * v + 2.3f, -1.17f * u + 1.63f * v + 5.9f);
            weight *= 0.5f;
        }

        return sum * 3.9f * range + 0.25f * range - 0.25f;
    }
}
