using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using Silk.NET.Vulkan;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace LiveStyle.Presentation.Presenting;

/// <summary>A window's images of one size. When the window's size changes, another takes its place.</summary>
/// <remarks>Thread-safety: one thread at a time. Acquiring and presenting allocate nothing.</remarks>
sealed unsafe class Swapchain : IDisposable
{
    readonly GpuDevice device;
    readonly SwapchainCommands commands;
    readonly SwapchainKHR handle;
    readonly Image[] images;

    // One an image: when an image is acquired again, its last presentation has waited for its semaphore. Nothing else tells.
    readonly Semaphore[] drawn;

    Swapchain(GpuDevice device, SwapchainCommands commands, SwapchainKHR handle, FrameSize size)
    {
        this.device = device;
        this.commands = commands;
        this.handle = handle;
        Size = size;
        images = commands.Images(handle);
        drawn = [.. images.Select(_ => CreateSemaphore(device))];
    }

    public FrameSize Size { get; }

    /// <summary>Whether an image of it was ever acquired.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>Replaces a swapchain, which must be disposed once its images are shown; null where the window has no area.</summary>
    /// <exception cref="GpuException">The driver refuses, or the window is gone.</exception>
    public static Swapchain? Create(GpuDevice device, SwapchainCommands commands, WindowSurface surface, FrameSize framebuffer, Swapchain? former)
    {
        // Between the question and the answer the window may change again: then the driver refuses the size, and is asked once more.
        for (int attempt = 0; ; attempt++)
        {
            SurfaceCapabilitiesKHR capabilities = surface.Capabilities();
            FrameSize size = WindowSurface.SizeOf(capabilities, framebuffer);
            if (size.Pixels == 0)
            {
                return null;
            }

            Result result = commands.Create(Describe(surface, capabilities, size, former), out SwapchainKHR made);
            if (result == Result.Success)
            {
                return new Swapchain(device, commands, made, size);
            }

            if (attempt > 2 || result is not (Result.ErrorInitializationFailed or Result.ErrorOutOfDateKhr))
            {
                result.Check($"draw on a window of {size}");
            }
        }
    }

    public Image this[uint index] => images[index];

    /// <summary>Signaled by the submission that draws an image, waited for by its presentation.</summary>
    public Semaphore Drawn(uint index) => drawn[index];

    /// <param name="patience">The longest to wait.</param>
    /// <param name="acquired">Unsignaled; signaled when the image may be drawn on. Untouched where no image was acquired.</param>
    /// <param name="index">Receives the number of the image.</param>
    public SwapchainState Acquire(TimeSpan patience, Semaphore acquired, out uint index)
    {
        Result result = commands.Acquire(handle, (ulong)(patience.TotalMilliseconds * 1e6), acquired, out index);
        if (result is Result.NotReady or Result.Timeout)
        {
            return SwapchainState.NotReady;
        }

        SwapchainState state = StateOf(result, "draw on the window");
        IsUsed |= state != SwapchainState.OutOfDate;
        return state;
    }

    /// <summary>Shows an acquired image, drawn by a submission that signals <see cref="Drawn"/>.</summary>
    public SwapchainState Present(uint index) => StateOf(commands.Present(handle, index, drawn[index]), "show a picture");

    public void Dispose()
    {
        foreach (Semaphore semaphore in drawn)
        {
            device.Vk.DestroySemaphore(device.Handle, semaphore, null);
        }

        commands.Destroy(handle);
    }

    public static Semaphore CreateSemaphore(GpuDevice device)
    {
        var create = new SemaphoreCreateInfo { SType = StructureType.SemaphoreCreateInfo };
        Semaphore made;
        device.Vk.CreateSemaphore(device.Handle, &create, null, &made).Check("create a semaphore");
        return made;
    }

    static SwapchainState StateOf(Result result, string operation)
    {
        switch (result)
        {
            case Result.SuboptimalKhr:
                return SwapchainState.Suboptimal;
            case Result.ErrorOutOfDateKhr:
                return SwapchainState.OutOfDate;
            case Result.ErrorSurfaceLostKhr:
                throw new GpuException($"the window is gone (could not {operation}); start again") { Remedies = Remedies.NoWindow };
            default:
                result.Check(operation);
                return SwapchainState.Ready;
        }
    }

    static SwapchainCreateInfoKHR Describe(WindowSurface surface, in SurfaceCapabilitiesKHR capabilities, FrameSize size, Swapchain? former)
    {
        // One more than the least: otherwise each acquisition waits for the window system. No limit is written as 0.
        uint count = capabilities.MinImageCount + 1;
        return new SwapchainCreateInfoKHR
        {
            SType = StructureType.SwapchainCreateInfoKhr,
            Surface = surface.Handle,
            MinImageCount = capabilities.MaxImageCount == 0 ? count : Math.Min(count, capabilities.MaxImageCount),
            ImageFormat = surface.Colors.Format,
            ImageColorSpace = surface.Colors.ColorSpace,
            ImageExtent = new Extent2D((uint)size.Width, (uint)size.Height),
            ImageArrayLayers = 1,
            ImageUsage = ImageUsageFlags.TransferDstBit,
            ImageSharingMode = SharingMode.Exclusive,
            PreTransform = capabilities.CurrentTransform,
            CompositeAlpha = capabilities.SupportedCompositeAlpha.HasFlag(CompositeAlphaFlagsKHR.OpaqueBitKhr)
                ? CompositeAlphaFlagsKHR.OpaqueBitKhr : CompositeAlphaFlagsKHR.InheritBitKhr,
            PresentMode = surface.Mode,
            Clipped = true,
            OldSwapchain = former?.handle ?? default,
        };
    }
}

/// <summary>How a swapchain fits its window.</summary>
enum SwapchainState
{
    Ready,

    /// <summary>It works, but no longer fits.</summary>
    Suboptimal,

    /// <summary>It must be replaced; nothing was acquired or shown.</summary>
    OutOfDate,

    /// <summary>No image in time; nothing was acquired.</summary>
    NotReady,
}
