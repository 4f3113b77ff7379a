using System.Numerics;
using static LiveStyle.SampleClip.Solid;

namespace LiveStyle.SampleClip;

enum Matter
{
    Skin,
    Eye,
    Hair,
    Brow,
    Cloth,
    Frame,
    Gold,
}

/// <summary>A person down to the chest as a distance field. Units: half a face's height; the origin is the middle of
/// the head, y up, z to the viewer.</summary>
sealed class Figure(Look look)
{
    public static readonly Vector3 EyePlace = new(0.285f, 0.09f, 0.50f);

    const float EyeRadius = 0.185f;

    readonly Matrix4x4 upright = Matrix4x4.CreateTranslation(0, 0.9f, 0.1f)
        * Matrix4x4.CreateRotationY(look.Turn) * Matrix4x4.CreateRotationZ(look.Tilt) * Matrix4x4.CreateTranslation(0, -0.9f, -0.1f);

    /// <summary>The place as the head sees it, turned upright and frontal.</summary>
    public Vector3 ToHead(Vector3 place) => Vector3.Transform(place, upright);

    public float Distance(Vector3 place) => Measure(place, out _);

    /// <summary>Distance to the nearest surface, and what it is made of.</summary>
    public float Measure(Vector3 place, out Matter matter)
    {
        Vector3 p = ToHead(place);
        Vector3 s = p with { X = Math.Abs(p.X) };
        float torso = Torso(place);
        matter = Matter.Cloth;
        float nearest = torso;
        Nearer(Skin(place, p, s), Matter.Skin, ref nearest, ref matter);
        if (p.Y > -2)
        {
            Nearer(Sphere(s, EyePlace, EyeRadius), Matter.Eye, ref nearest, ref matter);
            Nearer(HairOf(p, s), Matter.Hair, ref nearest, ref matter);
            Nearer(Brow(s), Matter.Brow, ref nearest, ref matter);
            if (look.Glasses)
            {
                Nearer(Spectacles(s), Matter.Frame, ref nearest, ref matter);
            }

            if (look.Earrings)
            {
                Nearer(Ring(s with { Z = s.X, X = s.Z }, new(-0.06f, -0.42f, 0.76f), 0.10f, 0.022f), Matter.Gold, ref nearest, ref matter);
            }
        }

        return nearest;
    }

    /// <summary>Height of the line where the lips meet: a smile.</summary>
    public static float MouthLine(float x) => -0.475f + 0.62f * x * x + 0.005f * MathF.Cos(x * 24);

    static void Nearer(float distance, Matter candidate, ref float nearest, ref Matter matter)
    {
        if (distance < nearest)
        {
            (nearest, matter) = (distance, candidate);
        }
    }

    float Skin(Vector3 place, Vector3 p, Vector3 s)
    {
        float neck = Rod(place, new(0, -0.7f, -0.12f), new(0, -1.45f, -0.30f), 0.32f, 0.36f);
        if (p.Y > 2.2f || p.Y < -2.2f)
        {
            return neck;
        }

        float jaw = look.Jaw;
        float d = Ellipsoid(p, new(0, 0.27f, -0.06f), new(0.73f, 0.84f, 0.80f));
        d = Join(d, Ellipsoid(p, new(0, -0.30f, 0.13f), new(0.53f * jaw, 0.66f, 0.57f)), 0.26f);
        d = Join(d, Sphere(p, new(0, -0.79f, 0.47f), 0.15f * jaw), 0.22f);
        d = Join(d, Sphere(s, new(0.33f * jaw, -0.20f, 0.46f), 0.20f), 0.20f);
        d = Join(d, Rod(s, new(0.10f, 0.30f, 0.66f), new(0.42f, 0.29f, 0.50f), 0.075f, 0.07f), 0.16f);
        d = Carve(d, Sphere(s, new(0.27f, 0.09f, 0.80f), 0.145f), 0.14f);

        float nose = look.Nose;
        d = Join(d, Rod(p, new(0, 0.16f, 0.68f), new(0, -0.15f, 0.84f + 0.03f * nose), 0.062f, 0.098f * nose), 0.11f);
        d = Join(d, Sphere(s, new(0.095f * nose, -0.185f, 0.775f), 0.072f * nose), 0.05f);
        d = Carve(d, Ellipsoid(s, new(0.055f * nose, -0.265f, 0.83f), new(0.030f, 0.022f, 0.05f)), 0.035f);

        d = Lids(d, s);
        d = Join(d, Lips(p), 0.035f);
        d = Carve(d, Ellipsoid(p, new(0, -0.315f, 0.80f), new(0.022f, 0.07f, 0.05f)), 0.05f);

        float ear = Ellipsoid(s, new(0.75f, 0.0f, -0.10f), new(0.075f, 0.22f, 0.14f));
        ear = Carve(ear, Ellipsoid(s, new(0.81f, 0.02f, -0.03f), new(0.06f, 0.13f, 0.075f)), 0.05f);
        d = Join(d, ear, 0.06f);
        return Join(d, neck, 0.16f);
    }

    /// <summary>A shell around the eyeball, open where the almond between the lids is.</summary>
    static float Lids(float d, Vector3 s)
    {
        Vector3 q = s - EyePlace;
        float shell = q.Length() - (EyeRadius + 0.022f);
        float across = Math.Clamp(q.X / 0.172f, -1, 1);
        float arc = MathF.Sqrt(Math.Max(0, 1 - across * across));
        float upper = -0.012f + 0.080f * arc + 0.018f * across;
        float lower = -0.012f - 0.062f * arc + 0.018f * across;
        float slit = Math.Max(Math.Max(q.Y - upper, lower - q.Y), Math.Abs(q.X) - 0.17f);
        float closed = Join(d, shell, 0.045f);
        float opening = Math.Max(slit, 0.06f - q.Z);
        return Carve(closed, opening, 0.012f);
    }

    static float Lips(Vector3 p)
    {
        float x = Math.Clamp(p.X, -0.30f, 0.30f);
        float fullness = MathF.Pow(Math.Max(0, 1 - x * x / 0.09f), 0.62f);
        float line = MouthLine(x), z = 0.655f - 0.95f * x * x;
        float bow = 0.010f * MathF.Exp(-x * x * 900);
        Vector3 upper = new(p.X - x, p.Y - (line + 0.026f * fullness - bow), p.Z - z);
        Vector3 lower = new(p.X - x, p.Y - (line - 0.034f * fullness), p.Z - z - 0.004f);
        return Math.Min(upper.Length() - 0.034f * fullness, lower.Length() - 0.046f * fullness) * 0.8f;
    }

    static float Brow(Vector3 s)
    {
        float x = Math.Clamp(s.X, 0.11f, 0.45f);
        float t = (x - 0.11f) / 0.34f;
        float y = 0.335f + 0.075f * MathF.Sin(t * 2.5f), z = 0.725f - 0.62f * x * x;
        float hairs = 0.004f * MathF.Sin(s.X * 210 - s.Y * 150);
        return ((s - new Vector3(x, y, z)) * new Vector3(1, 1, 0.7f)).Length() - (0.040f - 0.022f * t) + hairs;
    }

    static float Spectacles(Vector3 s)
    {
        float rims = Ring(s, new(0.29f, 0.07f, 0.80f), 0.225f, 0.020f);
        float bridge = Rod(s, new(0, 0.13f, 0.86f), new(0.075f, 0.12f, 0.80f), 0.017f, 0.017f);
        float temple = Rod(s, new(0.51f, 0.11f, 0.79f), new(0.80f, 0.10f, -0.1f), 0.018f, 0.018f);
        return Math.Min(rims, Math.Min(bridge, temple));
    }

    float HairOf(Vector3 p, Vector3 s)
    {
        float d = look.Hair switch
        {
            Hair.Long => LongHair(p, s),
            Hair.Curly => CurlyHair(p),
            _ => ShortHair(p, s),
        };
        return look.Beard ? Math.Min(d, BeardOf(p, s)) : d;
    }

    static float LongHair(Vector3 p, Vector3 s)
    {
        float cap = Ellipsoid(p, new(0, 0.36f, -0.13f), new(0.85f, 0.88f, 0.90f));
        // The parting, and the forehead below it.
        float face = Ellipsoid(p, new(0.05f, 0.10f, 0.90f), new(0.60f, 0.70f, 0.66f));
        cap = Carve(cap, face, 0.10f);
        float wave = 0.07f * MathF.Sin(p.Y * 5.2f + s.X * 2);
        Vector3 q = s with { X = s.X - wave };
        float fall = Join(Rod(q, new(0.70f, 0.30f, -0.12f), new(0.78f, -0.70f, 0.02f), 0.22f, 0.25f),
            Rod(q, new(0.78f, -0.70f, 0.02f), new(0.66f, -1.62f, 0.34f), 0.25f, 0.13f), 0.2f);
        float back = Ellipsoid(p, new(0, -0.5f, -0.55f), new(0.85f, 1.2f, 0.4f));
        float d = Join(Join(cap, fall, 0.18f), back, 0.2f);
        float strand = Noise.Smooth3(s.X * 26 - wave * 40, p.Y * 2.6f, p.Z * 20) + 0.6f * Noise.Smooth3(s.X * 60 - wave * 90, p.Y * 4, p.Z * 50);
        return (d - 0.035f * strand - 0.03f * MathF.Sin(MathF.Atan2(p.X - 0.06f, p.Z + 0.2f) * 22 + p.Y * 2)) * 0.75f;
    }

    static float CurlyHair(Vector3 p)
    {
        float d = Ellipsoid(p, new(0, 0.52f, -0.22f), new(0.99f, 0.92f, 0.90f));
        if (d > 0.35f)
        {
            return d - 0.2f;
        }

        d = Carve(d, Ellipsoid(p, new(0, 0.06f, 0.90f), new(0.66f, 0.68f, 0.70f)), 0.12f);
        float curl = Noise.Smooth3(p.X * 7, p.Y * 7, p.Z * 7) * 0.13f + Noise.Smooth3(p.X * 15 + 9, p.Y * 15, p.Z * 15) * 0.075f
            + Noise.Smooth3(p.X * 34, p.Y * 34 + 5, p.Z * 34) * 0.03f;
        return (d - curl + 0.06f) * 0.6f;
    }

    static float ShortHair(Vector3 p, Vector3 s)
    {
        float cap = Ellipsoid(p, new(0, 0.35f, -0.14f), new(0.79f, 0.86f, 0.86f));
        float face = Ellipsoid(p, new(0, 0.14f, 0.95f), new(0.62f, 0.64f, 0.84f));
        cap = Carve(cap, face, 0.08f);
        cap = Math.Max(cap, -0.30f - p.Y - 0.2f * p.Z);
        float comb = MathF.Sin(p.X * 5 + p.Z * 7 + 2 * Noise.Smooth3(p.X * 4, p.Y * 4, p.Z * 4));
        float tuft = Noise.Smooth3(p.X * 30 + p.Z * 12, p.Y * 9, p.Z * 10 - p.X * 8) * 0.05f + 0.02f * comb;
        float quiff = Ellipsoid(p, new(0.10f, 0.98f, 0.30f), new(0.46f, 0.26f, 0.34f));
        float d = Join(cap, quiff, 0.22f);
        float ears = Ellipsoid(s, new(0.80f, -0.05f, -0.02f), new(0.20f, 0.27f, 0.22f));
        return (Carve(d, ears, 0.05f) - tuft) * 0.75f;
    }

    static float BeardOf(Vector3 p, Vector3 s)
    {
        float beard = Ellipsoid(p, new(0, -0.64f, 0.22f), new(0.60f, 0.50f, 0.55f));
        beard = Join(beard, Rod(s, new(0.64f, -0.45f, 0.10f), new(0.72f, 0.08f, 0.02f), 0.10f, 0.05f), 0.12f);
        beard = Carve(beard, Ellipsoid(p, new(0, -0.18f, 0.80f), new(0.44f, 0.33f, 0.55f)), 0.08f);
        beard = Carve(beard, Ellipsoid(p, new(0, -0.47f, 0.80f), new(0.27f, 0.10f, 0.3f)), 0.05f);
        float mustache = Rod(s, new(0.03f, -0.325f, 0.735f), new(0.31f, -0.39f, 0.58f), 0.052f, 0.03f);
        float d = Join(beard, mustache, 0.05f);
        float strand = Noise.Smooth3(p.X * 34, p.Y * 9, p.Z * 26) + 0.5f * Noise.Smooth3(p.X * 70, p.Y * 16, p.Z * 60);
        return (d - 0.045f * strand) * 0.75f;
    }

    float Torso(Vector3 place)
    {
        Vector3 p = place with { Y = place.Y - 0.34f };
        Vector3 s = p with { X = Math.Abs(p.X) };
        float chest = Ellipsoid(p, new(0, -2.75f, -0.28f), new(1.35f, 1.20f, 0.66f));
        float d = Join(chest, Rod(s, new(0.30f, -1.62f, -0.25f), new(1.22f, -2.02f, -0.30f), 0.27f, 0.36f), 0.3f);
        d = Join(d, Rod(s, new(1.26f, -2.05f, -0.30f), new(1.50f, -3.6f, -0.2f), 0.36f, 0.36f), 0.22f);
        if (d > 0.3f)
        {
            return d - 0.05f;
        }

        float fold = Noise.Fractal(p.X * 1.5f + p.Y * 0.9f, p.Y * 1.2f + p.Z, 3, 300) * 0.16f;
        float weave = look.Weave == Weave.Knit
            ? 0.008f * MathF.Abs(MathF.Sin(p.X * 46)) + 0.005f * MathF.Sin(p.Y * 70 + 2.2f * MathF.Abs(MathF.Sin(p.X * 46)))
            : 0.004f * Noise.Smooth(p.X * 60, p.Y * 60, 7);
        return (Join(d - fold + 0.06f, Collar(place), 0.05f) - weave) * 0.8f;
    }

    /// <summary>The rib around the neck, low in front.</summary>
    static float Collar(Vector3 p)
    {
        float forward = p.Z + 0.17f;
        return Ring(new(p.X, forward, p.Y + 1.20f + 0.35f * forward), Vector3.Zero, 0.43f, 0.10f);
    }
}
