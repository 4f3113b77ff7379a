using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Live.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Presentation.Presenting;

namespace LiveStyle.Live.Windows;

/// <summary>The device that draws a show's window, and the pictures on it: all that is lost together when a device is lost.</summary>
sealed class LiveGraphics : IDisposable
{
    const int LineHeight = 18;
    const string Drawer = "a window";

    LiveGraphics(GpuInstance instance, GpuDevice device, PictureRenderer renderer, PictureComposer composer, Picture[] pictures)
    {
        Instance = instance;
        Device = device;
        Renderer = renderer;
        Composer = composer;
        Pictures = pictures;
    }

    public GpuInstance Instance { get; }

    public GpuDevice Device { get; }

    /// <summary>Uploads frames; it has no network.</summary>
    public PictureRenderer Renderer { get; }

    public PictureComposer Composer { get; }

    /// <summary>Two, so that one is filled while the other is drawn.</summary>
    public Picture[] Pictures { get; }

    /// <param name="format">The format of every frame.</param>
    /// <param name="instanceOptions">With what the window needs.</param>
    /// <param name="name">A part of the device's name, or its number; null: the best.</param>
    /// <param name="scale">Pixels per unit of the design.</param>
    /// <exception cref="GpuException">There is no such device, or no room on it.</exception>
    public static LiveGraphics Open(ShowFormat format, GpuInstanceOptions instanceOptions, string? name, float scale)
    {
        var opened = new Stack<IDisposable>();
        T Opened<T>(T part) where T : IDisposable
        {
            opened.Push(part);
            return part;
        }

        try
        {
            GpuInstance instance = Opened(DrawingVulkan.OpenInstance(instanceOptions, Drawer, Remedies.NoWindow));
            GpuDevice device = Opened(DrawingVulkan.OpenDevice(instance, name, Drawer, Remedies.NoWindow));
            PictureRenderer renderer = Opened(new PictureRenderer(device, null, format.Size, format.Pixels));
            PictureComposer composer = Opened(new PictureComposer(device, Glyphs(scale)));
            return new LiveGraphics(instance, device, renderer, composer, [Opened(renderer.CreatePicture()), Opened(renderer.CreatePicture())]);
        }
        catch
        {
            foreach (IDisposable part in opened)
            {
                part.Dispose();
            }

            throw;
        }
    }

    /// <summary>The overlay's characters for a monitor's scale.</summary>
    public static GlyphCells Glyphs(float scale)
    {
        GlyphAtlas atlas = GlyphAtlas.Rasterize(Math.Clamp((int)MathF.Round(LineHeight * scale), 8, 200));
        return new GlyphCells(atlas.CellWidth, atlas.CellHeight, atlas.Coverage);
    }

    public void Dispose()
    {
        Array.ForEach(Pictures, picture => picture.Dispose());
        Composer.Dispose();
        Renderer.Dispose();
        Device.Dispose();
        Instance.Dispose();
    }
}
