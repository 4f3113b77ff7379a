using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using LiveStyle.Media.Stills;
using LiveStyle.Presentation.Presenting;
using Silk.NET.Vulkan;

namespace LiveStyle.Presentation.Tests.Presenting;

/// <summary>Two pictures on a software GPU, composed to a canvas that is read back.</summary>
sealed class CanvasScene : IDisposable
{
    public static readonly GlyphAtlas Font = GlyphAtlas.Rasterize(14);

    readonly GpuDevice device;

    public CanvasScene(GpuDevice device, FrameSize picture, FrameSize canvas, FrameSize? stylized = null)
    {
        this.device = device;
        Composer = new PictureComposer(device, new GlyphCells(Font.CellWidth, Font.CellHeight, Font.Coverage));
        Original = Upload(device, picture, seed: 1);
        Stylized = Upload(device, stylized ?? picture, seed: 2);
        Canvas = PictureComposer.CreateCanvas(device, canvas);
    }

    public PictureComposer Composer { get; }

    public GpuImage Original { get; }

    public GpuImage Stylized { get; }

    public GpuImage Canvas { get; }

    /// <summary>Opaque noise, the same for the same seed: RGBA.</summary>
    public static byte[] Noise(FrameSize size, int seed)
    {
        var pixels = new byte[size.Pixels * 4];
        new Random(seed).NextBytes(pixels);
        for (int i = 3; i < pixels.Length; i += 4)
        {
            pixels[i] = 255;
        }

        return pixels;
    }

    public static GpuImage Upload(GpuDevice device, FrameSize size, int seed)
    {
        GpuImage image = GpuImage.Create(device, size, Format.R8G8B8A8Unorm, "a test");
        Transfers.Upload(device, image, Noise(size, seed));
        return image;
    }

    /// <summary>The canvas with that composition.</summary>
    public Rgba[,] Compose(PictureComposition composition)
    {
        Composer.Compose(Original, Stylized, Canvas, composition);
        return Pixels(Canvas);
    }

    public Rgba[,] Pixels(GpuImage image) => ToPixels(image.Size, Transfers.Read(device, image, 4));

    public static Rgba[,] ToPixels(FrameSize size, byte[] bytes)
    {
        var pixels = new Rgba[size.Height, size.Width];
        for (int i = 0; i < size.Pixels; i++)
        {
            pixels[i / size.Width, i % size.Width] = new Rgba(bytes[4 * i], bytes[4 * i + 1], bytes[4 * i + 2], bytes[4 * i + 3]);
        }

        return pixels;
    }

    public void Dispose()
    {
        Composer.Dispose();
        Original.Dispose();
        Stylized.Dispose();
        Canvas.Dispose();
    }
}

/// <summary>One pixel.</summary>
readonly record struct Rgba(byte Red, byte Green, byte Blue, byte Alpha)
{
    public static Rgba Black => new(0, 0, 0, 255);

    public static Rgba White => new(255, 255, 255, 255);

    /// <summary>The largest difference of a channel.</summary>
    public int DistanceTo(Rgba other) => Math.Max(
        Math.Max(Math.Abs(Red - other.Red), Math.Abs(Green - other.Green)), Math.Max(Math.Abs(Blue - other.Blue), Math.Abs(Alpha - other.Alpha)));
}
