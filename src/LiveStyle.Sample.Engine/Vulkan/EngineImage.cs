using LiveStyle.Frames;
using Silk.NET.Vulkan;

namespace LiveStyle.Sample.Vulkan;

/// <summary>An image of the engine's, with its view and memory.</summary>
sealed unsafe class EngineImage : IDisposable
{
    readonly Engine engine;
    readonly DeviceMemory memory;

    public EngineImage(Engine engine, FrameSize size, Format format, ImageUsageFlags usage, SampleCountFlags samples = SampleCountFlags.Count1Bit)
    {
        this.engine = engine;
        Format = format;
        var create = new ImageCreateInfo
        {
            SType = StructureType.ImageCreateInfo,
            ImageType = ImageType.Type2D,
            Format = format,
            Extent = new Extent3D((uint)size.Width, (uint)size.Height, 1),
            MipLevels = 1,
            ArrayLayers = 1,
            Samples = samples,
            Tiling = ImageTiling.Optimal,
            Usage = usage,
        };
        Image handle;
        engine.Vk.CreateImage(engine.Device, &create, null, &handle).Check($"create an image of {size}");
        Handle = handle;
        MemoryRequirements needs;
        engine.Vk.GetImageMemoryRequirements(engine.Device, handle, &needs);
        memory = EngineMemory.Allocate(engine, needs, MemoryPropertyFlags.DeviceLocalBit);
        engine.Vk.BindImageMemory(engine.Device, handle, memory, 0).Check("give an image its memory");
        Aspect = usage.HasFlag(ImageUsageFlags.DepthStencilAttachmentBit) ? ImageAspectFlags.DepthBit : ImageAspectFlags.ColorBit;
        var createView = new ImageViewCreateInfo
        {
            SType = StructureType.ImageViewCreateInfo,
            Image = handle,
            ViewType = ImageViewType.Type2D,
            Format = format,
            SubresourceRange = new ImageSubresourceRange(Aspect, 0, 1, 0, 1),
        };
        ImageView view;
        engine.Vk.CreateImageView(engine.Device, &createView, null, &view).Check("view an image");
        View = view;
    }

    public Image Handle { get; }

    public ImageView View { get; }

    public Format Format { get; }

    public ImageAspectFlags Aspect { get; }

    public void Dispose()
    {
        engine.Vk.DestroyImageView(engine.Device, View, null);
        engine.Vk.DestroyImage(engine.Device, Handle, null);
        engine.Vk.FreeMemory(engine.Device, memory, null);
    }
}
