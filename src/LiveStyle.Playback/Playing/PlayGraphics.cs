using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Network;
using LiveStyle.Media.Stills;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Strokes;
using LiveStyle.Stylization.Vulkan;

namespace LiveStyle.Playback.Playing;

/// <summary>The device that draws, and the stage that stylizes: all that is lost together when a device is lost.</summary>
sealed class PlayGraphics : IDisposable
{
    const int LineHeight = 18;
    const string Drawer = "playing";

    PlayGraphics(GpuInstance instance, GpuDevice device, PlayStage stage, PictureComposer composer)
    {
        Instance = instance;
        Device = device;
        Stage = stage;
        Composer = composer;
    }

    public GpuInstance Instance { get; }

    public GpuDevice Device { get; }

    public PlayStage Stage { get; }

    public PictureComposer Composer { get; }

    /// <summary>What runs the network: Vulkan where it was asked for or where there is a GPU, else what Auto finds.</summary>
    public static StylizerDevice Choose(StylizerOptions options, GpuInstanceOptions instanceOptions)
    {
        if (options.Device != StylizerDevice.Auto)
        {
            return options.Device;
        }

        using GpuInstance instance = OpenInstance(instanceOptions);
        return instance.Devices.Any(device => device.Missing is null && device.Kind != GpuKind.Software) ? StylizerDevice.Vulkan : StylizerDevice.Auto;
    }

    /// <param name="bundle">Network and styles.</param>
    /// <param name="options">Device of the network; not Auto where a GPU is to run it.</param>
    /// <param name="instanceOptions">With what the window needs.</param>
    /// <param name="size">Of the frames.</param>
    /// <param name="format">Of the frames.</param>
    /// <param name="scale">Pixels per unit of the design.</param>
    /// <param name="steadiness">0 to 1: how far pictures hold still; they then go through the processor.</param>
    /// <exception cref="LiveStyleException">There is no such device, or it can't run the network at that size.</exception>
    public static PlayGraphics Open(
        ModelBundle bundle, StylizerOptions options, GpuInstanceOptions instanceOptions, FrameSize size, FrameFormat format, float scale, double steadiness = 0)
    {
        GpuInstance instance = OpenInstance(instanceOptions);
        GpuDevice? device = null;
        PlayStage? stage = null;
        try
        {
            device = DrawingVulkan.OpenDevice(instance, options.VulkanDevice, Drawer, Remedies.NoDrawing);
            FrameSize inference = StrokeSize.PlayedSize(size, options.StrokeSize, bundle.Description.MinimumSize);
            stage = options.Device == StylizerDevice.Vulkan && steadiness == 0
                ? new GpuPlayStage(device, OpenNetwork(bundle, device, options, inference), size, format)
                : new HostPlayStage(
                    device, OpenStylizer(bundle, options, inference), size, format, steadiness > 0 ? new PlaySteadying(steadiness, bundle) : null);
            return new PlayGraphics(instance, device, stage, new PictureComposer(device, Glyphs(scale)));
        }
        catch
        {
            stage?.Dispose();
            device?.Dispose();
            instance.Dispose();
            throw;
        }
    }

    static GpuInstance OpenInstance(GpuInstanceOptions options) => DrawingVulkan.OpenInstance(options, Drawer, Remedies.NoDrawing);

    /// <summary>The network, where its maps have room.</summary>
    static GpuNetwork OpenNetwork(ModelBundle bundle, GpuDevice device, StylizerOptions options, FrameSize size)
    {
        GpuNetwork network = BundleNetwork.Create(bundle, device, options.GpuNetwork);
        try
        {
            NetworkMemory.Check(network, size);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>What runs elsewhere, where it has room: one picture at a time, on all threads.</summary>
    static IStylizer OpenStylizer(ModelBundle bundle, StylizerOptions options, FrameSize size)
    {
        IStylizer stylizer = Stylizer.Open(bundle, options with { StrokeSize = null, Clip = null });
        try
        {
            stylizer.CheckSize(size);
            return stylizer;
        }
        catch
        {
            stylizer.DisposeAsync().AsTask().GetAwaiter().GetResult();
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
        Composer.Dispose();
        Stage.Dispose();
        Device.Dispose();
        Instance.Dispose();
    }
}
