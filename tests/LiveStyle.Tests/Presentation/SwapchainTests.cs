using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Presentation;
using LiveStyle.Gpu.Windowing;
using LiveStyle.Tests.Windowing;
using Silk.NET.Vulkan;
using Xunit;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace LiveStyle.Tests.Presentation;

[Collection(VirtualScreenCollection.Name)]
public sealed unsafe class SwapchainTests
{
    static readonly FrameSize Size = new(320, 200);

    readonly VirtualScreen screen;

    public SwapchainTests(VirtualScreen screen)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Windows are tested under Xvfb, which only Linux has.");
        this.screen = screen;
    }

    [Fact]
    public void A_resize_in_mid_frame_is_a_result_and_the_next_swapchain_fits()
    {
        using var window = new Window(new WindowOptions { Title = "middle", Size = Size });
        using var gpu = new PresentingGpu(window);
        using var surface = new WindowSurface(gpu.Instance, gpu.Device, window, PresentMode.Ordered);
        var commands = new SwapchainCommands(gpu.Device);
        using Swapchain first = Swapchain.Create(gpu.Device, commands, surface, Size, null)!;
        Semaphore acquired = Swapchain.CreateSemaphore(gpu.Device);
        using var ring = new CommandRing(gpu.Device, 1);

        Assert.Equal(SwapchainState.Ready, first.Acquire(TimeSpan.FromSeconds(10), acquired, out uint index));
        screen.Xdotool($"windowsize {screen.Find("middle")} 411 307");
        Barriers.Record(gpu.Device, ring.Begin(), first[index], ImageUse.Acquired, ImageUse.Presented);
        ring.Submit(acquired, first.Drawn(index));
        SwapchainState state = first.Present(index);

        // The driver may notice at once, or when it is asked for the next image.
        if (state == SwapchainState.Ready)
        {
            gpu.Device.Submissions.Wait(gpu.Device.Submissions.Submitted);
            state = first.Acquire(TimeSpan.FromSeconds(10), acquired, out _);
            ring.Begin();
            ring.Submit(state == SwapchainState.OutOfDate ? default : acquired);
        }

        Assert.True(state is SwapchainState.Suboptimal or SwapchainState.OutOfDate, $"{state}");
        using Swapchain second = Swapchain.Create(gpu.Device, commands, surface, Size, first)!;
        Assert.Equal(new FrameSize(411, 307), second.Size);
        WaitIdle(gpu);
        gpu.Device.Vk.DestroySemaphore(gpu.Device.Handle, acquired, null);
    }

    [Fact]
    public void A_swapchain_whose_image_was_acquired_may_go_without_presenting_it()
    {
        using var window = new Window(new WindowOptions { Title = "dropped", Size = Size });
        using var gpu = new PresentingGpu(window);
        using var surface = new WindowSurface(gpu.Instance, gpu.Device, window, PresentMode.Ordered);
        Swapchain swapchain = Swapchain.Create(gpu.Device, new SwapchainCommands(gpu.Device), surface, Size, null)!;
        Semaphore acquired = Swapchain.CreateSemaphore(gpu.Device);
        swapchain.Acquire(TimeSpan.FromSeconds(10), acquired, out _);

        using (var ring = new CommandRing(gpu.Device, 1))
        {
            ring.Begin();
            ring.Submit(acquired);
        }

        swapchain.Dispose();
        gpu.Device.Vk.DestroySemaphore(gpu.Device.Handle, acquired, null);
    }

    static void WaitIdle(PresentingGpu gpu)
    {
        lock (gpu.Device.Submissions.Exclusive)
        {
            gpu.Device.Vk.QueueWaitIdle(gpu.Device.Submissions.Handle);
        }
    }
}
