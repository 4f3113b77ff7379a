using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Memory;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Presentation.Windowing;
using LiveStyle.TestKit.Windows;
using Silk.NET.Vulkan;
using Xunit;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace LiveStyle.Presentation.Tests.Presenting;

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
        try
        {
            using var ring = new CommandRing(gpu.Device, 1);
            SwapchainState state = Show(() => screen.Xdotool($"windowsize {screen.Find("middle")} 411 307"));

            // The driver hears of it from the X server, in its own time.
            for (int frames = 0; frames < 500 && state == SwapchainState.Ready; frames++)
            {
                state = Show(() => Thread.Sleep(1));
            }

            Assert.True(state is SwapchainState.Suboptimal or SwapchainState.OutOfDate, $"{state}");
            using Swapchain second = Swapchain.Create(gpu.Device, commands, surface, Size, first)!;
            Assert.Equal(new FrameSize(411, 307), second.Size);

            SwapchainState Show(Action inTheMiddle)
            {
                CommandBuffer recording = ring.Begin();
                SwapchainState state = first.Acquire(TimeSpan.FromSeconds(10), acquired, out uint index);
                if (state is SwapchainState.OutOfDate or SwapchainState.NotReady)
                {
                    return state;
                }

                inTheMiddle();
                Barriers.Record(gpu.Device, recording, first[index], ImageUse.Acquired, ImageUse.Presented);
                ring.Submit(acquired, first.Drawn(index));
                SwapchainState shown = first.Present(index);
                return shown == SwapchainState.Ready ? state : shown;
            }
        }
        finally
        {
            WaitIdle(gpu);
            gpu.Device.Vk.DestroySemaphore(gpu.Device.Handle, acquired, null);
        }
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
