using System.Diagnostics;
using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Presentation.Windowing;
using LiveStyle.TestKit.Windows;
using Xunit;

namespace LiveStyle.Presentation.Tests.Presenting;

[Collection(VirtualScreenCollection.Name)]
public sealed class WindowPresenterTests
{
    static readonly FrameSize Size = new(320, 200);

    readonly VirtualScreen screen;

    public WindowPresenterTests(VirtualScreen screen)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Windows are tested under Xvfb, which only Linux has.");
        this.screen = screen;
    }

    [Theory]
    [InlineData(PresentMode.Ordered)]
    [InlineData(PresentMode.Newest)]
    [InlineData(PresentMode.Immediate)]
    public void The_screen_shows_the_canvas(PresentMode mode)
    {
        using Window window = Open("shows");
        using var gpu = new PresentingGpu(window);
        using GpuImage first = CanvasScene.Upload(gpu.Device, Size, seed: 1);
        using GpuImage second = CanvasScene.Upload(gpu.Device, Size, seed: 2);
        using var presenter = new WindowPresenter(gpu.Instance, gpu.Device, window, new WindowPresenterOptions { Mode = mode });

        Assert.Equal(PresentResult.Presented, presenter.Present(first, window.FramebufferSize));
        AwaitScreen("shows", Size, seed: 1);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(PresentResult.Presented, presenter.Present(first, window.FramebufferSize));
            Assert.Equal(PresentResult.Presented, presenter.Present(second, window.FramebufferSize));
        }

        AwaitScreen("shows", Size, seed: 2);
    }

    [Fact]
    public void A_resized_window_shows_a_canvas_of_its_new_size()
    {
        using Window window = Open("resized");
        using var gpu = new PresentingGpu(window);
        var larger = new FrameSize(501, 333);
        using GpuImage large = CanvasScene.Upload(gpu.Device, larger, seed: 3);
        using GpuImage small = CanvasScene.Upload(gpu.Device, Size, seed: 1);
        using var presenter = new WindowPresenter(gpu.Instance, gpu.Device, window);
        presenter.Present(small, window.FramebufferSize);
        screen.Xdotool($"windowsize {screen.Find("resized")} {larger.Width} {larger.Height}");
        window.Await(WindowEventKind.Resized, happened => happened.Size == larger);
        Assert.Equal(PresentResult.Presented, presenter.Present(large, window.FramebufferSize));

        Assert.Equal(larger, presenter.Size);
        AwaitScreen("resized", larger, seed: 3);
    }

    [Fact]
    public void A_window_may_change_its_size_between_any_two_pictures_unheard()
    {
        using Window window = Open("restless");
        using var gpu = new PresentingGpu(window);
        using GpuImage canvas = CanvasScene.Upload(gpu.Device, Size, seed: 1);
        using var presenter = new WindowPresenter(gpu.Instance, gpu.Device, window);
        nuint id = screen.Find("restless");
        for (int i = 0; i < 12; i++)
        {
            // No event is heard: the presenter is told of a size that the window no longer has.
            screen.Xdotool($"windowsize {id} {200 + 17 * i} {300 - 11 * i}");
            presenter.Present(canvas, Size);
            presenter.Present(canvas, Size);
        }

        var last = new FrameSize(200 + 17 * 11, 300 - 11 * 11);
        for (int i = 0; i < 3; i++)
        {
            presenter.Present(canvas, last);
        }

        Assert.Equal(last, presenter.Size);
    }

    [Fact]
    public void Without_area_nothing_is_presented_and_later_all_is_well()
    {
        using Window window = Open("nothing");
        using var gpu = new PresentingGpu(window);
        using GpuImage canvas = CanvasScene.Upload(gpu.Device, Size, seed: 1);
        using var presenter = new WindowPresenter(gpu.Instance, gpu.Device, window);

        Assert.Equal(PresentResult.NoArea, presenter.Present(canvas, default));
        Assert.Equal(default, presenter.Size);
        presenter.Present(canvas, Size);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(PresentResult.NoArea, presenter.Present(canvas, default));
        }

        Assert.Equal(PresentResult.Presented, presenter.Present(canvas, Size));
        AwaitScreen("nothing", Size, seed: 1);
    }

    [Fact]
    public void Full_screen_fills_the_monitor()
    {
        var monitor = new FrameSize(VirtualScreen.Width, VirtualScreen.Height);
        using Window window = Open("full");
        using var gpu = new PresentingGpu(window);
        using GpuImage canvas = CanvasScene.Upload(gpu.Device, monitor, seed: 5);
        using var presenter = new WindowPresenter(gpu.Instance, gpu.Device, window);
        presenter.Present(canvas, window.FramebufferSize);
        window.IsFullScreen = true;
        window.AwaitState(() => window.FramebufferSize == monitor);

        Assert.Equal(PresentResult.Presented, presenter.Present(canvas, window.FramebufferSize));
        AwaitScreen("full", monitor, seed: 5);
    }

    [Fact]
    public void A_window_may_close_in_mid_frame()
    {
        for (int presented = 0; presented < 5; presented++)
        {
            using Window window = Open("closes");
            using var gpu = new PresentingGpu(window);
            using GpuImage canvas = CanvasScene.Upload(gpu.Device, Size, seed: 1);
            using var presenter = new WindowPresenter(gpu.Instance, gpu.Device, window);
            for (int i = 0; i < presented; i++)
            {
                presenter.Present(canvas, window.FramebufferSize);
            }

            // All goes at once, while the GPU may still be at work.
        }
    }

    [Fact]
    public void Presenting_allocates_nothing()
    {
        using Window window = Open("memory");
        using var gpu = new PresentingGpu(window);
        using GpuImage canvas = CanvasScene.Upload(gpu.Device, Size, seed: 1);
        using var presenter = new WindowPresenter(gpu.Instance, gpu.Device, window);
        for (int i = 0; i < 10; i++)
        {
            presenter.Present(canvas, window.FramebufferSize);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
        {
            presenter.Present(canvas, window.FramebufferSize);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Vulkan_that_was_opened_without_a_window_says_so()
    {
        using Window window = Open("plain");
        using var instance = GpuInstance.Open();
        using var device = GpuDevice.Open(instance, instance.Devices.First(device => device.Kind == GpuKind.Software));

        var problem = Assert.Throws<GpuException>(() => new WindowPresenter(instance, device, window));
        Assert.EndsWith("or run without a window", problem.Message);
        Assert.DoesNotContain('\n', problem.Message);
    }

    static Window Open(string title)
    {
        var window = new Window(new WindowOptions { Title = title, Size = Size });
        window.AwaitState(() => window.HasFocus);
        return window;
    }

    // In every test the canvases go after the presenter, which waits for the GPU when it goes.

    /// <summary>Waits until the window shows the noise of that seed, pixel by pixel.</summary>
    void AwaitScreen(string title, FrameSize size, int seed)
    {
        var place = screen.Xdotool($"getwindowgeometry --shell {screen.Find(title)}").Split('\n')
            .Select(line => line.Split('=')).ToDictionary(parts => parts[0], parts => parts[1]);
        (int left, int top) = (int.Parse(place["X"]), int.Parse(place["Y"]));
        byte[] expected = CanvasScene.Noise(size, seed);
        long begin = Stopwatch.GetTimestamp();
        int wrong;
        do
        {
            byte[] shown = screen.Grab();
            wrong = 0;
            for (int i = 0; i < size.Pixels; i++)
            {
                int at = (int)((top + i / size.Width) * VirtualScreen.Width + left + i % size.Width) * 3;
                wrong += shown.AsSpan(at, 3).SequenceEqual(expected.AsSpan(i * 4, 3)) ? 0 : 1;
            }
        }
        while (wrong > 0 && Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(10));
        Assert.Equal(0, wrong);
    }
}
