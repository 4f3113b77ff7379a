using System.Numerics;

namespace LiveStyle.SampleClip;

/// <summary>The light that the whole world is seen in, and the film that records it. Colors are linear sRGB;
/// x points right, y up, z to the viewer.</summary>
static class Daylight
{
    /// <summary>Toward the sun: high in the left, before the picture.</summary>
    public static readonly Vector3 Sun = Vector3.Normalize(new(-0.62f, 0.58f, 0.55f));

    public static readonly Vector3 SunColor = new Vector3(1.00f, 0.83f, 0.60f) * 2.5f;

    public static readonly Vector3 SkyColor = new Vector3(0.46f, 0.62f, 0.92f) * 0.62f;

    public static readonly Vector3 GroundColor = new Vector3(0.55f, 0.42f, 0.30f) * 0.42f;

    static readonly float[] Linear = [.. Enumerable.Range(0, 256).Select(i => ToLinear(i / 255f))];

    /// <summary>Light from all around on a surface that faces <paramref name="normal"/>.</summary>
    public static Vector3 Ambient(Vector3 normal) => Vector3.Lerp(GroundColor, SkyColor, normal.Y * 0.5f + 0.5f);

    /// <summary>sRGB as on a palette, 0xRRGGBB, to linear.</summary>
    public static Vector3 Paint(uint rgb) => new(Linear[(rgb >> 16) & 255], Linear[(rgb >> 8) & 255], Linear[rgb & 255]);

    /// <summary>Linear light to sRGB, 0 to 1, with highlights rolled off (Narkowicz's fit of the ACES film curve).</summary>
    public static Vector3 Develop(Vector3 light)
    {
        Vector3 x = Vector3.Max(light, Vector3.Zero) * 0.62f;
        Vector3 film = x * (2.51f * x + new Vector3(0.03f)) / (x * (2.43f * x + new Vector3(0.59f)) + new Vector3(0.14f));
        film = Vector3.Clamp(film, Vector3.Zero, Vector3.One);
        return new Vector3(ToSrgb(film.X), ToSrgb(film.Y), ToSrgb(film.Z));
    }

    static float ToLinear(float v) => v <= 0.04045f ? v / 12.92f : MathF.Pow((v + 0.055f) / 1.055f, 2.4f);

    static float ToSrgb(float v) => v <= 0.0031308f ? v * 12.92f : 1.055f * MathF.Pow(v, 1 / 2.4f) - 0.055f;
}
