using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Memory;

/// <summary>A 2D image of one level and layer, with what it was last used for. Ours, or an engine's.</summary>
/// <remarks>Its state follows the order of recording, so that commands on one image are recorded and submitted in one order. Thread-safety:
/// one recording at a time. The owner disposes it when the GPU is done with it.</remarks>
public sealed unsafe class GpuImage : IDisposable
{
    static long serials;

    readonly GpuDevice device;
    readonly DeviceMemory memory;

    GpuImage(GpuDevice device, Image handle, DeviceMemory memory, FrameSize size, Format format, ImageUse use)
    {
        this.device = device;
        this.memory = memory;
        Handle = handle;
        Size = size;
        Format = format;
        Use = use;
        var create = new ImageViewCreateInfo
        {
            SType = StructureType.ImageViewCreateInfo,
            Image = handle,
            ViewType = ImageViewType.Type2D,
            Format = format,
            SubresourceRange = Whole,
        };
        ImageView view;
        device.Vk.CreateImageView(device.Handle, &create, null, &view).Check("view an image");
        View = view;
    }

    /// <summary>Its width and height in pixels.</summary>
    public FrameSize Size { get; }

    /// <summary>The VkImage as engines take it.</summary>
    public ulong RawHandle => Handle.Handle;

    /// <summary>An engine's: its layouts and barriers are the engine's too.</summary>
    internal bool IsAdopted { get; private init; }

    internal static ImageSubresourceRange Whole => new(ImageAspectFlags.ColorBit, 0, 1, 0, 1);

    /// <summary>A number of this image alone in the process, where a driver gives a destroyed one's handles to the next.</summary>
    public long Serial { get; } = Interlocked.Increment(ref serials);

    /// <summary>The VkImage: destroyed on disposal, unless it is an engine's.</summary>
    public Image Handle { get; }

    internal ImageView View { get; }

    /// <summary>The format that kernels see its pixels in.</summary>
    public Format Format { get; }

    /// <summary>What the commands recorded last use it for.</summary>
    internal ImageUse Use { get; set; }

    /// <summary>Makes an image that kernels read and write and that is copied from and to; its pixels are undefined.</summary>
    /// <param name="device">The device of the image; it outlives it.</param>
    /// <param name="size">Its width and height in pixels, 1×1 or more.</param>
    /// <param name="format">The format of its pixels, one that the device stores to.</param>
    /// <param name="what">What it is for, as error messages name it.</param>
    /// <returns>The image, which the caller disposes.</returns>
    /// <exception cref="GpuException">There is no room, or the size is beyond the device's limit.</exception>
    public static GpuImage Create(GpuDevice device, FrameSize size, Format format, string what)
    {
        if (Math.Max(size.Width, size.Height) > device.Info.LargestImageSide)
        {
            throw new GpuException(
                $"an image of {size} is longer than {device.Info.LargestImageSide} pixels, the most that {device.Info.Name} takes") { Remedies = Remedies.SmallerFrames | Remedies.Processor };
        }

        var create = new ImageCreateInfo
        {
            SType = StructureType.ImageCreateInfo,
            ImageType = ImageType.Type2D,
            Format = format,
            Extent = new Extent3D((uint)size.Width, (uint)size.Height, 1),
            MipLevels = 1,
            ArrayLayers = 1,
            Samples = SampleCountFlags.Count1Bit,
            Tiling = ImageTiling.Optimal,
            Usage = ImageUsageFlags.SampledBit | ImageUsageFlags.StorageBit | ImageUsageFlags.TransferSrcBit | ImageUsageFlags.TransferDstBit,
        };
        Image handle;
        device.Vk.CreateImage(device.Handle, &create, null, &handle).Check($"create an image of {size} for {what}");
        MemoryRequirements needs;
        device.Vk.GetImageMemoryRequirements(device.Handle, handle, &needs);
        DeviceMemory memory = default;
        try
        {
            memory = MemoryAllocation.Allocate(device, needs, MemoryPlace.Device, what);
            device.Vk.BindImageMemory(device.Handle, handle, memory, 0).Check($"give {what} its memory");
            return new GpuImage(device, handle, memory, size, format, ImageUse.None);
        }
        catch
        {
            device.Vk.DestroyImage(device.Handle, handle, null);
            device.Vk.FreeMemory(device.Handle, memory, null);
            throw;
        }
    }

    /// <summary>Adopts an engine's image, which stays the engine's. Dispose this when no submitted commands use it any more.</summary>
    /// <param name="device">The engine's device, adopted.</param>
    /// <param name="image">A VkImage of one level or more, of which the first is used; sampled where it is a source, storage where it is a target.</param>
    /// <param name="size">Its width and height in pixels.</param>
    /// <param name="format">The VkFormat of the view, such as 37 (R8G8B8A8_UNORM), 44 (B8G8R8A8_UNORM) or 97 (R16G16B16A16_SFLOAT).</param>
    /// <returns>The image, which the caller disposes.</returns>
    /// <exception cref="GpuException">The driver refuses the view.</exception>
    public static GpuImage Adopt(GpuDevice device, ulong image, FrameSize size, int format) =>
        new(device, new Image(image), default, size, (Format)format, ImageUse.None) { IsAdopted = true };

    /// <summary>Destroys the view, and the image and its memory unless they are an engine's; no unfinished commands may use it.</summary>
    public void Dispose()
    {
        device.Vk.DestroyImageView(device.Handle, View, null);
        if (memory.Handle != 0)
        {
            device.Vk.DestroyImage(device.Handle, Handle, null);
            device.Vk.FreeMemory(device.Handle, memory, null);
        }
    }
}
