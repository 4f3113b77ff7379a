using System.Numerics;

namespace LiveStyle.SampleClip;

/// <summary>Signed distances, or safe estimates of them, to simple bodies, and how bodies join.
/// After Quilez, "Distance functions" and "Smooth minimum".</summary>
static class Solid
{
    public static float Sphere(Vector3 p, Vector3 center, float radius) => (p - center).Length() - radius;

    public static float Ellipsoid(Vector3 p, Vector3 center, Vector3 radii)
    {
        Vector3 q = p - center;
        float k0 = (q / radii).Length(), k1 = (q / (radii * radii)).Length();
        return k1 < 1e-5f ? -Math.Min(radii.X, Math.Min(radii.Y, radii.Z)) : k0 * (k0 - 1) / k1;
    }

    /// <summary>A rod from <paramref name="a"/> to <paramref name="b"/> whose radius runs from one end's to the other's.</summary>
    public static float Rod(Vector3 p, Vector3 a, Vector3 b, float radiusA, float radiusB)
    {
        Vector3 pa = p - a, ba = b - a;
        float h = Math.Clamp(Vector3.Dot(pa, ba) / Vector3.Dot(ba, ba), 0, 1);
        return (pa - ba * h).Length() - Noise.Mix(radiusA, radiusB, h);
    }

    /// <summary>A ring around z.</summary>
    public static float Ring(Vector3 p, Vector3 center, float radius, float thickness)
    {
        Vector3 q = p - center;
        float across = MathF.Sqrt(q.X * q.X + q.Y * q.Y) - radius;
        return MathF.Sqrt(across * across + q.Z * q.Z) - thickness;
    }

    /// <summary>The union, its seam filled over a breadth of <paramref name="k"/>.</summary>
    public static float Join(float a, float b, float k)
    {
        float h = Math.Max(k - Math.Abs(a - b), 0) / k;
        return Math.Min(a, b) - h * h * k * 0.25f;
    }

    /// <summary>What of <paramref name="a"/> is outside <paramref name="b"/>, the edge rounded.</summary>
    public static float Carve(float a, float b, float k) => -Join(-a, b, k);
}
