using System.Numerics;
using SkiaSharp;

namespace LiveStyle.SampleClip;

/// <summary>All layers, those behind first, and the pictures that the camera takes of them.</summary>
sealed class World : IDisposable
{
    /// <summary>A frame is drawn this many times as fine along each axis, then averaged.</summary>
    const int Fineness = 2;

    readonly SKImage[] pictures;
    readonly SKSurface surface = SKSurface.Create(new SKImageInfo(
        Camera.Width * Fineness, Camera.Height * Fineness, SKColorType.Rgba8888, SKAlphaType.Opaque));

    World(IReadOnlyList<Layer> layers)
    {
        Layers = layers;
        pictures = [.. layers.Select(layer => layer.Develop())];
    }

    public IReadOnlyList<Layer> Layers { get; }

    /// <param name="raysPerTexel">Of the people, along each axis.</param>
    public static World Paint(int raysPerTexel) => new(
        [Heavens.Paint(), Mountains.Paint(), Bay.Paint(), Town.Paint(), People.Paint(raysPerTexel), Foliage.PaintBranch()]);

    /// <summary>Takes one picture.</summary>
    /// <param name="pixels">RGB8, rows top to bottom, tightly packed.</param>
    public void Shoot(int frame, byte[] pixels)
    {
        SKCanvas canvas = surface.Canvas;
        using var paint = new SKPaint { IsAntialias = true };
        for (int i = 0; i < pictures.Length; i++)
        {
            Layer layer = Layers[i];
            Matrix3x2 texelToFine = Matrix3x2.CreateScale(1f / Layer.Density)
                * Matrix3x2.CreateTranslation(-layer.HalfWidth, -layer.HalfHeight)
                * Camera.See(layer, frame)
                * Matrix3x2.CreateScale(Fineness);
            canvas.SetMatrix(new SKMatrix(
                texelToFine.M11, texelToFine.M21, texelToFine.M31, texelToFine.M12, texelToFine.M22, texelToFine.M32, 0, 0, 1));
            canvas.DrawImage(pictures[i], 0, 0, new SKSamplingOptions(SKCubicResampler.Mitchell), paint);
        }

        Average(pixels);
    }

    /// <summary>The number of the layer that is seen at each pixel, from 0 behind to the last before all.</summary>
    public byte[] Visible(int frame)
    {
        var seen = new byte[Camera.Width * Camera.Height];
        for (int i = 0; i < Layers.Count; i++)
        {
            Layer layer = Layers[i];
            Matrix3x2.Invert(Camera.See(layer, frame), out Matrix3x2 back);
            for (int pixel = 0; pixel < seen.Length; pixel++)
            {
                var middle = new Vector2(pixel % Camera.Width + 0.5f, pixel / Camera.Width + 0.5f);
                if (layer.Coverage(Vector2.Transform(middle, back)) >= 0.5f)
                {
                    seen[pixel] = (byte)i;
                }
            }
        }

        return seen;
    }

    public void Dispose()
    {
        surface.Dispose();
        foreach (SKImage picture in pictures)
        {
            picture.Dispose();
        }
    }

    void Average(byte[] pixels)
    {
        using SKPixmap fine = surface.PeekPixels();
        ReadOnlySpan<byte> from = fine.GetPixelSpan();
        int stride = fine.RowBytes, at = 0;
        for (int y = 0; y < Camera.Height; y++)
        {
            for (int x = 0; x < Camera.Width; x++)
            {
                int first = y * Fineness * stride + x * Fineness * 4;
                for (int channel = 0; channel < 3; channel++)
                {
                    int i = first + channel;
                    pixels[at++] = (byte)((from[i] + from[i + 4] + from[i + stride] + from[i + stride + 4] + 2) / 4);
                }
            }
        }
    }
}
