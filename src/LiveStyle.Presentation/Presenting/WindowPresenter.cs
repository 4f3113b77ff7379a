using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using LiveStyle.Presentation.Windowing;
using Silk.NET.Vulkan;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace LiveStyle.Presentation.Presenting;

/// <summary>Shows pictures in a window. Resizing and minimizing are its affair: every call fits the window as it is then.</summary>
/// <remarks>Thread-safety: one thread at a time, which need not be the window's; made and disposed on the window's. Presenting allocates
/// nothing while the window keeps its size. Disposed before the window and the device.</remarks>
public sealed unsafe class WindowPresenter : IDisposable
{
    readonly GpuDevice device;
    readonly WindowPresenterOptions options;
    readonly WindowSurface surface;
    readonly SwapchainCommands commands;
    readonly CommandRing ring;
    readonly Semaphore[] acquired;
    Swapchain? swapchain;
    Swapchain? former;
    FrameSize seen;
    bool isStale = true;

    /// <summary>Makes a surface of the window for the device.</summary>
    /// <param name="instance">An instance opened with the window's <see cref="Window.RequiredInstanceExtensions"/>.</param>
    /// <param name="device">A device opened from it.</param>
    /// <param name="window">The window to draw on; it outlives this.</param>
    /// <param name="options">How it presents; null: in order, at each refresh.</param>
    /// <exception cref="GpuException">The device can't present to this window.</exception>
    public WindowPresenter(GpuInstance instance, GpuDevice device, Window window, WindowPresenterOptions? options = null)
    {
        this.device = device;
        this.options = options ?? new WindowPresenterOptions();
        surface = new WindowSurface(instance, device, window, this.options.Mode);
        commands = new SwapchainCommands(device);
        const int recordings = 3;
        ring = new CommandRing(device, recordings);
        acquired = [.. Enumerable.Range(0, recordings).Select(_ => Swapchain.CreateSemaphore(device))];
    }

    /// <summary>The size of the images shown last, in pixels; 0×0 before the first.</summary>
    public FrameSize Size => swapchain?.Size ?? default;

    /// <summary>Whether <see cref="Present"/> would not wait for pictures presented before. Allocates nothing.</summary>
    public bool IsFree => ring.IsFree();

    /// <summary>Shows a picture, stretched to the window where their sizes differ for a moment.</summary>
    /// <param name="canvas">An image of RGBA8, sRGB-encoded, written by commands submitted before. It is left ready to be copied from.</param>
    /// <param name="framebuffer">The window's size in pixels, as <see cref="Window.FramebufferSize"/> tells.</param>
    /// <returns>Whether the picture is on its way to the screen, and else why not.</returns>
    /// <exception cref="GpuException">The device or the window is lost.</exception>
    public PresentResult Present(GpuImage canvas, FrameSize framebuffer)
    {
        device.Submissions.Collect();
        CommandBuffer recording = ring.Begin();

        // Its submission of three pictures ago is done, which ring.Begin waited for: nothing waits for its semaphore any more.
        Semaphore ready = acquired[ring.Current];
        for (int attempt = 0; attempt < 3; attempt++)
        {
            if (!Fit(framebuffer))
            {
                return PresentResult.NoArea;
            }

            switch (swapchain!.Acquire(options.Patience, ready, out uint index))
            {
                case SwapchainState.NotReady:
                    return PresentResult.NotReady;
                case SwapchainState.OutOfDate:
                    isStale = true;
                    continue;
                default:
                    Draw(recording, canvas, index);
                    ring.Submit(ready, swapchain.Drawn(index));
                    LetFormerGo();
                    SwapchainState shown = swapchain.Present(index);
                    isStale = shown == SwapchainState.OutOfDate || shown == SwapchainState.Suboptimal && HasOtherSize(framebuffer);
                    return PresentResult.Presented;
            }
        }

        return PresentResult.NotReady;
    }

    /// <summary>Waits until the window has let go of its pictures, and frees its surface.</summary>
    public void Dispose()
    {
        ring.Dispose();
        lock (device.Submissions.Exclusive)
        {
            // Presentations are not on the timeline; the queue alone tells that they have let go of their semaphores.
            device.Vk.QueueWaitIdle(device.Submissions.Handle);
        }

        device.Submissions.Collect();
        former?.Dispose();
        swapchain?.Dispose();
        foreach (Semaphore semaphore in acquired)
        {
            device.Vk.DestroySemaphore(device.Handle, semaphore, null);
        }

        surface.Dispose();
    }

    /// <summary>Replaces the swapchain where it no longer fits. False: there is nothing to draw on.</summary>
    bool Fit(FrameSize framebuffer)
    {
        if (framebuffer.Pixels == 0)
        {
            return false;
        }

        if (!isStale && framebuffer == seen)
        {
            return true;
        }

        Swapchain? next = Swapchain.Create(device, commands, surface, framebuffer, swapchain);
        if (next is null)
        {
            return false;
        }

        if (swapchain is { IsUsed: true })
        {
            former = swapchain;
        }
        else
        {
            swapchain?.Dispose();
        }

        (swapchain, seen, isStale) = (next, framebuffer, false);
        return true;
    }

    /// <summary>The first picture on a new swapchain is submitted: once that is done, so are those on the swapchain before.</summary>
    void LetFormerGo()
    {
        if (former is not null)
        {
            device.Retire(former);
            former = null;
        }
    }

    // Some systems call a swapchain suboptimal for reasons that a new one would not mend.
    bool HasOtherSize(FrameSize framebuffer) => WindowSurface.SizeOf(surface.Capabilities(), framebuffer) != swapchain!.Size;

    void Draw(CommandBuffer recording, GpuImage canvas, uint index)
    {
        Image image = swapchain![index];
        Barriers.Transition(device, recording, canvas, ImageUse.CopiedFrom);
        Barriers.Record(device, recording, image, ImageUse.Acquired, ImageUse.CopiedTo);
        bool isSame = canvas.Size == swapchain.Size;
        var region = new ImageBlit
        {
            SrcSubresource = new ImageSubresourceLayers(ImageAspectFlags.ColorBit, 0, 0, 1),
            DstSubresource = new ImageSubresourceLayers(ImageAspectFlags.ColorBit, 0, 0, 1),
        };
        region.SrcOffsets[1] = new Offset3D(canvas.Size.Width, canvas.Size.Height, 1);
        region.DstOffsets[1] = new Offset3D(swapchain.Size.Width, swapchain.Size.Height, 1);
        device.Vk.CmdBlitImage(recording, canvas.Handle, ImageUse.CopiedFrom.Layout, image, ImageUse.CopiedTo.Layout,
            1, &region, isSame ? Filter.Nearest : Filter.Linear);
        Barriers.Record(device, recording, image, ImageUse.CopiedTo, ImageUse.Presented);
    }
}
