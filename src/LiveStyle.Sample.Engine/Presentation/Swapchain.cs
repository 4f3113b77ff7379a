using LiveStyle.Frames;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Sample.Scenes;
using LiveStyle.Sample.Vulkan;
using Silk.NET.Vulkan;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace LiveStyle.Sample.Presentation;

/// <summary>The window's images. Pictures are copied onto them; made again when the window's size has changed.</summary>
sealed unsafe class Swapchain : IDisposable
{
    readonly Engine engine;
    readonly SwapchainCommands commands;
    readonly SurfaceKHR surface;
    readonly SurfaceFormatKHR format;
    SwapchainKHR handle;
    Image[] images = [];

    // One an image: only when an image comes back is its presentation done with its semaphore.
    Semaphore[] drawn = [];

    /// <param name="engine">Opened with the window's extensions.</param>
    /// <param name="surface">VkSurfaceKHR, which passes to the swapchain.</param>
    /// <exception cref="EngineException">The device can't present there.</exception>
    public Swapchain(Engine engine, ulong surface)
    {
        this.engine = engine;
        this.surface = new SurfaceKHR(surface);
        commands = new SwapchainCommands(engine);
        uint can;
        commands.GetSupport(engine.Physical, engine.QueueFamily, this.surface, &can).Check("ask whether it can present");
        if (can == 0)
        {
            throw new EngineException("the device can't present to this window; use --headless");
        }

        format = ChooseFormat();
    }

    public FrameSize Size { get; private set; }

    /// <summary>It no longer fits the window.</summary>
    public bool IsOutOfDate { get; private set; } = true;

    /// <summary>Fits it to the window, when no submitted commands use its images. Does nothing while the window has no area.</summary>
    public void Recreate(FrameSize window)
    {
        SurfaceCapabilitiesKHR found;
        commands.GetCapabilities(engine.Physical, surface, &found).Check("ask for the window's size");

        // Some window systems take their size from the swapchain.
        Extent2D extent = found.CurrentExtent.Width == uint.MaxValue ? new Extent2D((uint)window.Width, (uint)window.Height) : found.CurrentExtent;
        if (extent.Width == 0 || extent.Height == 0)
        {
            return;
        }

        SwapchainKHR former = handle;
        var create = new SwapchainCreateInfoKHR
        {
            SType = StructureType.SwapchainCreateInfoKhr,
            Surface = surface,
            MinImageCount = found.MaxImageCount == 0 ? found.MinImageCount + 1 : Math.Min(found.MinImageCount + 1, found.MaxImageCount),
            ImageFormat = format.Format,
            ImageColorSpace = format.ColorSpace,
            ImageExtent = extent,
            ImageArrayLayers = 1,
            ImageUsage = ImageUsageFlags.TransferDstBit,
            PreTransform = found.CurrentTransform,
            CompositeAlpha = found.SupportedCompositeAlpha.HasFlag(CompositeAlphaFlagsKHR.OpaqueBitKhr) ? CompositeAlphaFlagsKHR.OpaqueBitKhr : CompositeAlphaFlagsKHR.InheritBitKhr,
            PresentMode = PresentModeKHR.FifoKhr,
            Clipped = true,
            OldSwapchain = former,
        };
        SwapchainKHR made;
        commands.Create(engine.Device, &create, null, &made).Check("draw on the window");
        Clear();
        handle = made;
        Size = new FrameSize((int)extent.Width, (int)extent.Height);
        uint count;
        commands.GetImages(engine.Device, handle, &count, null).Check("list the window's images");
        images = new Image[count];
        fixed (Image* all = images)
        {
            commands.GetImages(engine.Device, handle, &count, all).Check("list the window's images");
        }

        drawn = [.. images.Select(_ => CreateSemaphore())];
        IsOutOfDate = false;
    }

    /// <summary>The next image to draw on; null where the swapchain must be made again first.</summary>
    /// <param name="acquired">Signaled when it may be drawn on.</param>
    public uint? Acquire(Semaphore acquired)
    {
        uint index;
        Result result = commands.Acquire(engine.Device, handle, ulong.MaxValue, acquired, default, &index);
        return Watch(result, "draw on the window") ? index : null;
    }

    /// <summary>Copies a picture of <see cref="Size"/> onto an acquired image.</summary>
    /// <param name="picture">In layout TRANSFER_SRC_OPTIMAL.</param>
    public void Record(CommandBuffer buffer, Image picture, uint index)
    {
        ImageState.Change(engine.Vk, buffer, images[index], ImageState.CopyTarget.Discarded with { Access = AccessFlags2.None }, ImageState.CopyTarget);
        var layers = new ImageSubresourceLayers(ImageAspectFlags.ColorBit, 0, 0, 1);
        var region = new ImageBlit { SrcSubresource = layers, DstSubresource = layers };
        region.SrcOffsets[1] = region.DstOffsets[1] = new Offset3D(Size.Width, Size.Height, 1);
        engine.Vk.CmdBlitImage(buffer, picture, ImageState.CopySource.Layout, images[index], ImageState.CopyTarget.Layout, 1, &region, Filter.Nearest);
        ImageState.Change(engine.Vk, buffer, images[index], ImageState.CopyTarget, ImageState.Presented);
    }

    /// <summary>Signaled by the submission that draws an image.</summary>
    public Semaphore Drawn(uint index) => drawn[index];

    public void Present(uint index)
    {
        SwapchainKHR swapchain = handle;
        Semaphore wait = drawn[index];
        var present = new PresentInfoKHR
        {
            SType = StructureType.PresentInfoKhr, WaitSemaphoreCount = 1, PWaitSemaphores = &wait, SwapchainCount = 1, PSwapchains = &swapchain, PImageIndices = &index,
        };
        Watch(commands.Present(engine.Queue, &present), "show a frame");
    }

    /// <summary>When no submitted commands use it any more.</summary>
    public void Dispose()
    {
        Clear();
        commands.DestroySurface(engine.Instance, surface, null);
    }

    /// <returns>False where nothing was acquired or shown.</returns>
    bool Watch(Result result, string operation)
    {
        IsOutOfDate |= result is Result.ErrorOutOfDateKhr or Result.SuboptimalKhr;
        if (result is not (Result.ErrorOutOfDateKhr or Result.SuboptimalKhr))
        {
            result.Check(operation);
        }

        return result != Result.ErrorOutOfDateKhr;
    }

    void Clear()
    {
        foreach (Semaphore semaphore in drawn)
        {
            engine.Vk.DestroySemaphore(engine.Device, semaphore, null);
        }

        commands.Destroy(engine.Device, handle, null);
        (handle, drawn) = (default, []);
    }

    Semaphore CreateSemaphore()
    {
        var create = new SemaphoreCreateInfo { SType = StructureType.SemaphoreCreateInfo };
        Semaphore made;
        engine.Vk.CreateSemaphore(engine.Device, &create, null, &made).Check("create a semaphore");
        return made;
    }

    /// <summary>Eight bits that are shown as they are: the network's picture is encoded already.</summary>
    SurfaceFormatKHR ChooseFormat()
    {
        uint count;
        commands.GetFormats(engine.Physical, surface, &count, null).Check("list the window's formats");
        var all = new SurfaceFormatKHR[count];
        fixed (SurfaceFormatKHR* first = all)
        {
            commands.GetFormats(engine.Physical, surface, &count, first).Check("list the window's formats");
        }

        int found = Array.FindIndex(all, each => each.Format is Format.B8G8R8A8Unorm or Format.R8G8B8A8Unorm);
        return found >= 0 ? all[found] : throw new EngineException("the window takes no 8-bit colors; use --headless");
    }
}
