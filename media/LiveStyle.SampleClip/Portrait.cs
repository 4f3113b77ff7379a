using System.Numerics;
using static LiveStyle.SampleClip.Noise;

namespace LiveStyle.SampleClip;

/// <summary>Photographs a <see cref="Figure"/>: rays march to its surface and meet sun, sky and shade there.</summary>
sealed class Portrait(Look look)
{
    const float EyeDistance = 11;

    readonly Figure figure = new(look);

    /// <summary>Linear light and coverage at a place of the picture, in face units.</summary>
    public Vector4 At(Vector2 at)
    {
        if (Math.Abs(at.X) > 2.1f || at.Y > 1.75f)
        {
            return default;
        }

        Vector3 eye = new(0, -0.6f, EyeDistance);
        Vector3 ray = Vector3.Normalize(new Vector3(at.X, at.Y, 0) - eye);
        float t = EyeDistance - 1.6f;
        for (int i = 0; i < 110 && t < EyeDistance + 1.6f; i++)
        {
            float distance = figure.Measure(eye + ray * t, out Matter matter);
            if (distance < 0.0016f)
            {
                return new Vector4(Shade(eye + ray * t, ray, matter), 1);
            }

            t += distance * 0.85f;
        }

        return default;
    }

    Vector3 Shade(Vector3 place, Vector3 ray, Matter matter)
    {
        Vector3 normal = Normal(place, matter is Matter.Hair or Matter.Cloth ? 0.004f : 0.0025f);
        Vector3 p = figure.ToHead(place);
        (Vector3 color, float gloss, float shine) = matter switch
        {
            Matter.Skin => SkinAt(p, place),
            Matter.Eye => EyeAt(p),
            Matter.Hair => HairAt(p),
            Matter.Brow => (look.HairColor * 0.55f, 0.05f, 12),
            Matter.Frame => (new Vector3(0.035f, 0.022f, 0.015f), 0.9f, 80),
            Matter.Gold => (new Vector3(0.75f, 0.48f, 0.12f), 1.2f, 40),
            _ => ClothAt(place),
        };

        float facing = Vector3.Dot(normal, Daylight.Sun);
        float shadow = facing > -0.3f ? Shadow(place + normal * 0.012f) : 0;
        float open = Openness(place, normal);
        // Light wanders under skin: it creeps past the terminator, red first.
        Vector3 wrap = matter == Matter.Skin ? new(0.34f, 0.16f, 0.11f) : matter == Matter.Hair ? new(0.18f) : Vector3.Zero;
        Vector3 direct = Vector3.Max((new Vector3(facing) + wrap) / (Vector3.One + wrap), Vector3.Zero);
        Vector3 soft = matter == Matter.Skin ? new(MathF.Pow(shadow, 0.72f), shadow, MathF.Pow(shadow, 1.12f)) : new(shadow);
        Vector3 light = color * (Daylight.SunColor * direct * soft + Daylight.Ambient(normal) * open * 1.15f);

        Vector3 half = Vector3.Normalize(Daylight.Sun - ray);
        float glint = MathF.Pow(Math.Max(0, Vector3.Dot(normal, half)), shine) * gloss * shadow;
        light += Daylight.SunColor * glint * (matter == Matter.Hair ? color * 2.2f + new Vector3(0.05f) : matter == Matter.Gold ? color : Vector3.One * 0.5f);

        // The bright square behind draws an edge of light on the far side.
        float rim = MathF.Pow(1 - Math.Max(0, -Vector3.Dot(normal, ray)), 3) * Step(-0.2f, 0.8f, normal.X * 0.8f + normal.Y * 0.5f);
        return light + (color * 0.6f + new Vector3(0.08f)) * new Vector3(0.75f, 0.86f, 1.1f) * rim * open * 0.85f;
    }

    (Vector3, float, float) SkinAt(Vector3 p, Vector3 place)
    {
        Vector3 color = look.Skin;
        float x = Math.Abs(p.X);
        float blush = MathF.Exp(-(Square((x - 0.36f) / 0.17f) + Square((p.Y + 0.17f) / 0.14f)))
            + 0.7f * MathF.Exp(-(Square(p.X / 0.12f) + Square((p.Y + 0.15f) / 0.11f)))
            + 0.6f * MathF.Exp(-Square((x - 0.76f) / 0.06f));
        color = Vector3.Lerp(color, color * new Vector3(1.06f, 0.62f, 0.56f), Math.Clamp(blush, 0, 1) * 0.62f * Step(-0.3f, 0.2f, p.Z + 0.2f));
        float around = MathF.Exp(-(Square((x - 0.285f) / 0.19f) + Square((p.Y - 0.09f) / 0.13f)));
        color *= Vector3.One - new Vector3(0.10f, 0.16f, 0.14f) * around;

        float pores = Smooth3(p.X * 55, p.Y * 55, p.Z * 55) - 0.5f + 1.2f * (Smooth3(p.X * 9, p.Y * 9, p.Z * 9) - 0.5f);
        color *= 1 + 0.07f * pores;
        if (look.Freckles > 0 && p.Z > 0.3f)
        {
            float spot = Smooth(p.X * 26, p.Y * 26, 41) * Smooth(p.X * 41 + 5, p.Y * 41, 43);
            float where = MathF.Exp(-(Square(x / 0.5f) + Square((p.Y + 0.08f) / 0.2f)));
            color *= Vector3.One - new Vector3(0.22f, 0.40f, 0.5f) * (Step(0.36f, 0.55f, spot) * where * look.Freckles);
        }

        float gloss = 0.30f, shine = 26;
        float line = Figure.MouthLine(p.X), reach = Math.Clamp(1 - p.X * p.X / 0.09f, 0, 1);
        float lip = Step(0.064f, 0.048f, (p.Y - line) / MathF.Sqrt(reach + 0.02f)) * Step(-0.084f, -0.066f, (p.Y - line) / MathF.Sqrt(reach + 0.02f));
        if (p.Z > 0.45f && lip > 0 && reach > 0 && place.Y < 0)
        {
            float crease = MathF.Exp(-Square((p.Y - line) / 0.011f));
            Vector3 tint = look.Lips * (0.9f + 0.2f * Smooth(p.X * 90, p.Y * 12, 3));
            color = Vector3.Lerp(color, tint * (1 - 0.72f * crease), lip * Math.Min(1, reach * 5));
            gloss = Mix(gloss, 0.5f, lip);
            shine = Mix(shine, 45, lip);
        }

        // Lashes: a dark edge on the upper lid.
        Vector3 q = p with { X = x } - Figure.EyePlace;
        float across = Math.Clamp(q.X / 0.172f, -1, 1);
        float edge = q.Y - (-0.012f + 0.080f * MathF.Sqrt(1 - across * across) + 0.018f * across);
        float lash = Step(0.030f, 0.010f, edge) * Step(-0.03f, -0.005f, edge) * Step(0.19f, 0.17f, Math.Abs(q.X)) * Step(0.02f, 0.08f, q.Z);
        color *= 1 - 0.9f * lash;
        return (color, gloss * (1 - lash), shine);
    }

    (Vector3, float, float) EyeAt(Vector3 p)
    {
        Vector3 center = Figure.EyePlace with { X = Figure.EyePlace.X * Math.Sign(p.X) };
        // The eyes turn a little farther than the head, to whom they look at: the viewer.
        Vector3 q = Vector3.Normalize(p - center);
        Vector3 gaze = Vector3.Normalize(Vector3.TransformNormal(new(0, -0.02f, 1), Matrix4x4.CreateRotationY(look.Turn * 0.85f)));
        Vector3 off = q - gaze * Vector3.Dot(q, gaze);
        float radius = off.Length(), angle = MathF.Atan2(off.Y, off.X);
        Vector3 white = new(0.72f, 0.70f, 0.68f);
        float streak = Smooth(angle * 11 + 40, radius * 6, 77);
        Vector3 iris = look.Iris * (0.55f + 0.9f * streak) * (0.6f + 1.1f * Step(0.45f, 0.2f, radius));
        Vector3 color = Vector3.Lerp(iris, white, Step(0.475f, 0.515f, radius));
        color *= 1 - 0.75f * Step(0.39f, 0.47f, radius) * Step(0.54f, 0.49f, radius);
        color *= Step(0.185f, 0.225f, radius);
        // The lid's shade, and the window that every living eye mirrors.
        color *= 0.45f + 0.55f * Step(0.60f, 0.10f, off.Y);
        float window = Step(0.115f, 0.085f, (off - new Vector3(-0.17f, 0.19f, 0)).Length());
        float second = Step(0.06f, 0.04f, (off - new Vector3(0.17f, -0.17f, 0)).Length());
        return (color + new Vector3(window * 2.2f + second * 0.5f), 0.7f, 120);
    }

    (Vector3, float, float) HairAt(Vector3 p)
    {
        float x = Math.Abs(p.X);
        float streak = Smooth3(x * 30, p.Y * 3, p.Z * 24) * 0.6f + Smooth3(x * 80, p.Y * 6, p.Z * 70) * 0.4f;
        Vector3 color = look.HairColor * (0.45f + 1.1f * streak);
        return (color, look.Hair == Hair.Curly ? 0.25f : 0.5f, look.Hair == Hair.Curly ? 14 : 22);
    }

    (Vector3, float, float) ClothAt(Vector3 p)
    {
        float thread = 0.82f + 0.36f * Smooth(p.X * 70, p.Y * 70, 9);
        float bend = 0.08f * MathF.Sin(p.X * 2.1f) + 0.1f * p.Z;
        float v = p.Y + bend;
        Vector3 color = look.Weave switch
        {
            Weave.Stripes => Vector3.Lerp(look.Cloth, look.SecondCloth, Step(-0.06f, 0.06f, MathF.Sin(v * 26))),
            Weave.Checks => Vector3.Lerp(look.Cloth, look.SecondCloth,
                0.5f * Step(-0.1f, 0.1f, MathF.Sin(v * 14)) + 0.5f * Step(-0.1f, 0.1f, MathF.Sin(p.X * 14))),
            _ => look.Cloth * (0.8f + 0.4f * MathF.Abs(MathF.Sin(p.X * 46))),
        };
        return (color * thread, 0.04f, 8);
    }

    Vector3 Normal(Vector3 p, float e)
    {
        // Four samples at a tetrahedron's corners.
        Vector3 a = new(1, -1, -1), b = new(-1, -1, 1), c = new(-1, 1, -1), d = Vector3.One;
        return Vector3.Normalize(a * figure.Distance(p + a * e) + b * figure.Distance(p + b * e)
            + c * figure.Distance(p + c * e) + d * figure.Distance(p + d * e));
    }

    float Shadow(Vector3 from)
    {
        float light = 1, t = 0.02f;
        for (int i = 0; i < 34 && t < 2.6f; i++)
        {
            float distance = figure.Distance(from + Daylight.Sun * t);
            light = Math.Min(light, 0.5f + 0.5f * distance * 9 / t);
            if (light <= 0)
            {
                return 0;
            }

            t += Math.Clamp(distance, 0.018f, 0.16f);
        }

        return light * light * (3 - 2 * light);
    }

    /// <summary>How much of the sky a point sees, from how fast the field opens along the normal.</summary>
    float Openness(Vector3 p, Vector3 normal)
    {
        float closed = 0, weight = 1;
        for (int i = 1; i <= 5; i++)
        {
            float reach = 0.02f + 0.075f * i;
            closed += (reach - figure.Distance(p + normal * reach)) * weight;
            weight *= 0.72f;
        }

        return Math.Clamp(1 - 0.95f * closed, 0.06f, 1);
    }

    static float Square(float value) => value * value;
}
