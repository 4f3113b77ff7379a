using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Presentation.Windowing;
using Silk.NET.Vulkan;

namespace LiveStyle.Presentation.Presenting;

/// <summary>What of a window Vulkan draws on, and how.</summary>
sealed class WindowSurface : IDisposable
{
    static readonly Format[] Wishes = [Format.B8G8R8A8Unorm, Format.R8G8B8A8Unorm, Format.A8B8G8R8UnormPack32];

    readonly GpuDevice device;
    readonly SurfaceCommands commands;

    /// <exception cref="GpuException">The device can't present to this window.</exception>
    public WindowSurface(GpuInstance instance, GpuDevice device, Window window, PresentMode mode)
    {
        this.device = device;
        commands = new SurfaceCommands(instance);
        Handle = new SurfaceKHR(window.CreateSurface(instance.RawHandle));
        try
        {
            if (!commands.CanPresent(device, Handle))
            {
                throw new GpuException($"{device.Info.Name} can't show pictures in this window; choose the device that drives the monitor") { Remedies = Remedies.NoWindow };
            }

            Colors = Choose(commands.Formats(device, Handle))
                ?? throw new GpuException($"the window has no format of 8 bits a channel that {device.Info.Name} can draw") { Remedies = Remedies.NoWindow };
            if (!Capabilities().SupportedUsageFlags.HasFlag(ImageUsageFlags.TransferDstBit))
            {
                throw new GpuException($"{device.Info.Name} can't copy pictures into this window; update its driver") { Remedies = Remedies.NoWindow };
            }

            PresentModeKHR wanted = mode switch
            {
                PresentMode.Newest => PresentModeKHR.MailboxKhr,
                PresentMode.Immediate => PresentModeKHR.ImmediateKhr,
                _ => PresentModeKHR.FifoKhr,
            };
            Mode = commands.Modes(device, Handle).Contains(wanted) ? wanted : PresentModeKHR.FifoKhr;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public SurfaceKHR Handle { get; }

    /// <summary>Format and color space of its images.</summary>
    public SurfaceFormatKHR Colors { get; }

    public PresentModeKHR Mode { get; }

    public SurfaceCapabilitiesKHR Capabilities() => commands.Capabilities(device, Handle);

    /// <summary>The size that a swapchain must have now; 0×0 where there is nothing to draw on.</summary>
    /// <param name="capabilities">The surface's capabilities as they are now.</param>
    /// <param name="framebuffer">The window's, for systems where the swapchain decides.</param>
    public static FrameSize SizeOf(in SurfaceCapabilitiesKHR capabilities, FrameSize framebuffer)
    {
        const uint swapchainDecides = uint.MaxValue;
        Extent2D size = capabilities.CurrentExtent;
        if (size.Width == swapchainDecides && framebuffer.Pixels > 0)
        {
            size.Width = Math.Clamp((uint)framebuffer.Width, capabilities.MinImageExtent.Width, capabilities.MaxImageExtent.Width);
            size.Height = Math.Clamp((uint)framebuffer.Height, capabilities.MinImageExtent.Height, capabilities.MaxImageExtent.Height);
        }

        return size.Width is 0 or swapchainDecides || size.Height == 0 ? default : new FrameSize((int)size.Width, (int)size.Height);
    }

    /// <summary>The first wish that the window has. Pictures are encoded already: a format that encodes would do it twice.</summary>
    static SurfaceFormatKHR? Choose(SurfaceFormatKHR[] formats)
    {
        foreach (Format wish in Wishes)
        {
            foreach (SurfaceFormatKHR format in formats)
            {
                if (format.Format == wish && format.ColorSpace == ColorSpaceKHR.SpaceSrgbNonlinearKhr)
                {
                    return format;
                }
            }
        }

        return null;
    }

    public void Dispose() => commands.Destroy(Handle);
}
