using System.Numerics;
using SkiaSharp;

namespace LiveStyle.SampleClip;

/// <summary>
/// A picture painted twice, once in color and once in height, and then lit: the sun glances over its slopes and what
/// stands out casts shadows on what lies back. Heights are in the layer's units, toward the viewer.
/// </summary>
sealed class Relief : IDisposable
{
    const int ShadowSteps = 44;
    const float Deepest = 40, HeightRange = 200;

    readonly Layer layer;
    readonly SKSurface color;
    readonly SKSurface height;

    public Relief(Layer layer)
    {
        this.layer = layer;
        color = SKSurface.Create(new SKImageInfo(layer.Width, layer.Height, SKColorType.RgbaF16, SKAlphaType.Premul));
        height = SKSurface.Create(new SKImageInfo(layer.Width, layer.Height, SKColorType.RgbaF32, SKAlphaType.Premul));
        foreach (SKCanvas canvas in new[] { color.Canvas, height.Canvas })
        {
            canvas.Scale(Layer.Density);
            canvas.Translate(layer.HalfWidth, layer.HalfHeight);
        }
    }


    /// <summary>Paints a shape of one color and height.</summary>
    /// <param name="rgb">0xRRGGBB, sRGB.</param>
    /// <param name="bulge">How far the shape's middle rises above its top and bottom borders.</param>
    public void Fill(SKPath shape, uint rgb, float at, float bulge = 0)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = new SKColor(0xFF000000 | rgb) };
        color.Canvas.DrawPath(shape, paint);
        if (bulge == 0)
        {
            paint.ColorF = Heights(at);
        }
        else
        {
            SKRect box = shape.Bounds;
            paint.Shader = SKShader.CreateLinearGradient(new(0, box.Top), new(0, box.Bottom),
                [Heights(at), Heights(at + bulge), Heights(at)], SKColorSpace.CreateSrgbLinear(), [0, 0.5f, 1], SKShaderTileMode.Clamp);
        }

        height.Canvas.DrawPath(shape, paint);
        paint.Shader?.Dispose();
    }

    public void Fill(SKRect box, uint rgb, float at, float bulge = 0)
    {
        using SKPath shape = Outline.Rounded(box, 0);
        Fill(shape, rgb, at, bulge);
    }

    /// <summary>Paints a leaf turned by <paramref name="degrees"/>.</summary>
    public void Leaf(Vector2 at, float length, float breadth, float degrees, uint rgb, float raised)
    {
        using SKPath shape = Outline.Leaf(length, breadth);
        shape.Transform(SKMatrix.CreateRotationDegrees(degrees).PostConcat(SKMatrix.CreateTranslation(at.X, at.Y)));
        Fill(shape, rgb, raised);
    }

    /// <summary>Paints raised letters with their left end at (<paramref name="x"/>, <paramref name="baseline"/>).</summary>
    /// <param name="width">The text is stretched to it.</param>
    public void Text(string text, float x, float baseline, float size, float width, uint rgb, float at, SKTypeface typeface)
    {
        using var font = new SKFont(typeface, size) { Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.None, Subpixel = true };
        using SKPath letters = font.GetTextPath(text);
        letters.Transform(SKMatrix.CreateScale(width / font.MeasureText(text), 1).PostConcat(SKMatrix.CreateTranslation(x, baseline)));
        Fill(letters, rgb, at);
    }

    /// <summary>Lights what was painted and puts it over what the layer holds.</summary>
    /// <param name="shade">Changes a texel's own color, given its place and height; for grain and weather.</param>
    public void Light(Func<Vector2, float, Vector3, Vector3>? shade = null)
    {
        Vector4[] colors = Read(color), heights = Read(height);
        float[] raised = [.. heights.Select(value => value.X / Math.Max(value.W, 1e-4f) * HeightRange - Deepest)];
        float[] around = Blur(raised, 7 * Layer.Density);
        int width = layer.Width;
        Parallel.For(0, layer.Height, y =>
        {
            for (int x = 0; x < width; x++)
            {
                int i = y * width + x;
                if (colors[i].W < 0.002f)
                {
                    continue;
                }

                Vector2 place = layer.Position(x, y);
                Vector3 own = colors[i].AsVector3() / colors[i].W;
                own = new Vector3(Decode(own.X), Decode(own.Y), Decode(own.Z));
                own = shade?.Invoke(place, raised[i], own) ?? own;
                Vector3 light = own * LightAt(raised, around, x, y);
                layer[x, y] = Layer.Over(new Vector4(light, colors[i].W), layer[x, y]);
            }
        });
    }

    public void Dispose()
    {
        color.Dispose();
        height.Dispose();
    }

    Vector3 LightAt(float[] raised, float[] around, int x, int y)
    {
        float here = Height(raised, x, y);
        float right = Height(raised, x + 1, y) - Height(raised, x - 1, y), down = Height(raised, x, y + 1) - Height(raised, x, y - 1);
        Vector3 normal = Vector3.Normalize(new(-right * Layer.Density / 2 * 0.8f, down * Layer.Density / 2 * 0.8f, 1));
        Vector2 step = Vector2.Normalize(new Vector2(Daylight.Sun.X, -Daylight.Sun.Y));
        float climb = Daylight.Sun.Z / MathF.Sqrt(1 - Daylight.Sun.Z * Daylight.Sun.Z) / Layer.Density;
        float shadow = 1, reach = 1;
        for (int i = 0; i < ShadowSteps && shadow > 0; i++)
        {
            float above = Height(raised, (int)(x + step.X * reach), (int)(y + step.Y * reach)) - (here + climb * reach);
            shadow = Math.Min(shadow, 1 - above / (0.35f + 0.02f * reach));
            reach += 1 + 0.035f * i;
        }

        float open = Math.Clamp(1 - (around[y * layer.Width + x] - here) * 0.10f, 0.35f, 1.12f);
        float direct = Math.Max(0, Vector3.Dot(normal, Daylight.Sun)) * Math.Clamp(shadow, 0, 1);
        return Daylight.SunColor * direct + Daylight.Ambient(normal) * open * 1.1f;
    }

    float Height(float[] raised, int x, int y) =>
        raised[Math.Clamp(y, 0, layer.Height - 1) * layer.Width + Math.Clamp(x, 0, layer.Width - 1)];

    /// <summary>Two box filters, one after the other, along each axis.</summary>
    float[] Blur(float[] values, int radius)
    {
        int width = layer.Width, rows = layer.Height;
        for (int pass = 0; pass < 2; pass++)
        {
            values = Boxed(values, rows, width, 1, width, radius);
            values = Boxed(values, width, rows, width, 1, radius);
        }

        return values;
    }

    static float[] Boxed(float[] values, int lines, int length, int step, int nextLine, int radius)
    {
        var result = new float[values.Length];
        Parallel.For(0, lines, line =>
        {
            int start = line * nextLine;
            float At(int i) => values[start + Math.Clamp(i, 0, length - 1) * step];
            float sum = 0;
            for (int i = -radius; i <= radius; i++)
            {
                sum += At(i);
            }

            for (int i = 0; i < length; i++)
            {
                result[start + i * step] = sum / (2 * radius + 1);
                sum += At(i + radius + 1) - At(i - radius);
            }
        });
        return result;
    }

    /// <summary>Heights travel in the red channel of a float canvas, scaled so that paint does not clip them.</summary>
    static SKColorF Heights(float value) => new((value + Deepest) / HeightRange, 0, 0, 1);

    static float Decode(float srgb) => srgb <= 0.04045f ? srgb / 12.92f : MathF.Pow((srgb + 0.055f) / 1.055f, 2.4f);

    Vector4[] Read(SKSurface surface)
    {
        var values = new Vector4[layer.Width * layer.Height];
        var info = new SKImageInfo(layer.Width, layer.Height, SKColorType.RgbaF32, SKAlphaType.Premul);
        unsafe
        {
            fixed (Vector4* first = values)
            {
                surface.ReadPixels(info, (nint)first, layer.Width * sizeof(Vector4), 0, 0);
            }
        }

        return values;
    }
}
