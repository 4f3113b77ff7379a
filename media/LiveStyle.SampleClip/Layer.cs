using System.Numerics;
using SkiaSharp;

namespace LiveStyle.SampleClip;

/// <summary>
/// One plane of the world, painted once. Its units are pixels of the clip seen at rest; (0, 0) is the middle of the
/// picture, x right, y down. It is painted <see cref="Density"/> times as fine.
/// </summary>
/// <param name="name">How the motion file calls it.</param>
/// <param name="nearness">How far the plane follows the camera: 0 is infinitely far, 1 is where the people stand.</param>
/// <param name="halfWidth">Units from the middle to the left and right borders.</param>
/// <param name="halfHeight">Units from the middle to the top and bottom borders.</param>
sealed class Layer(string name, float nearness, int halfWidth, int halfHeight)
{
    /// <summary>Texels a unit.</summary>
    public const int Density = 2;

    readonly Vector4[] texels = new Vector4[4 * halfWidth * halfHeight * Density * Density];

    public string Name => name;

    public float Nearness => nearness;

    public int HalfWidth => halfWidth;

    public int HalfHeight => halfHeight;

    /// <summary>Texels.</summary>
    public int Width => 2 * halfWidth * Density;

    /// <summary>Texels.</summary>
    public int Height => 2 * halfHeight * Density;

    /// <summary>Linear light, straight, and coverage 0 to 1.</summary>
    public ref Vector4 this[int x, int y] => ref texels[y * Width + x];

    /// <summary>The unit coordinates of a texel's middle.</summary>
    public Vector2 Position(int x, int y) =>
        new((x + 0.5f) / Density - halfWidth, (y + 0.5f) / Density - halfHeight);

    /// <summary>How much of what is behind is hidden there, 0 to 1; the mean of the four texels around.</summary>
    public float Coverage(Vector2 at)
    {
        float x = (at.X + halfWidth) * Density - 0.5f, y = (at.Y + halfHeight) * Density - 0.5f;
        int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
        float Texel(int i, int j) => i < 0 || j < 0 || i >= Width || j >= Height ? 0 : this[i, j].W;
        float upper = Noise.Mix(Texel(left, top), Texel(left + 1, top), x - left);
        float lower = Noise.Mix(Texel(left, top + 1), Texel(left + 1, top + 1), x - left);
        return Noise.Mix(upper, lower, y - top);
    }

    /// <summary>Paints every texel by a function of its unit coordinates.</summary>
    public Layer Paint(Func<Vector2, Vector4> color)
    {
        Parallel.For(0, Height, y =>
        {
            for (int x = 0; x < Width; x++)
            {
                this[x, y] = Over(color(Position(x, y)), this[x, y]);
            }
        });
        return this;
    }

    public static Vector4 Over(Vector4 top, Vector4 below)
    {
        float alpha = top.W + below.W * (1 - top.W);
        if (alpha <= 0)
        {
            return default;
        }

        Vector3 color = (top.AsVector3() * top.W + below.AsVector3() * below.W * (1 - top.W)) / alpha;
        return new Vector4(color, alpha);
    }

    /// <summary>The developed picture, premultiplied sRGB, with mipmaps to come.</summary>
    public unsafe SKImage Develop()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        nint pixels = bitmap.GetPixels();
        int stride = bitmap.RowBytes;
        Parallel.For(0, Height, y =>
        {
            byte* to = (byte*)pixels + y * stride;
            for (int x = 0; x < Width; x++, to += 4)
            {
                Vector4 texel = this[x, y];
                Vector3 color = Daylight.Develop(texel.AsVector3()) * texel.W;
                to[0] = (byte)(color.X * 255 + 0.5f);
                to[1] = (byte)(color.Y * 255 + 0.5f);
                to[2] = (byte)(color.Z * 255 + 0.5f);
                to[3] = (byte)(texel.W * 255 + 0.5f);
            }
        });
        bitmap.SetImmutable();
        return SKImage.FromBitmap(bitmap);
    }
}
