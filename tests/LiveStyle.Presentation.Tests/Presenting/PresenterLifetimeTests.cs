using LiveStyle.Frames;
using LiveStyle.Gpu.Memory;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Presentation.Tests.Windowing;
using LiveStyle.Presentation.Windowing;
using LiveStyle.TestKit.Windows;
using Xunit;

namespace LiveStyle.Presentation.Tests.Presenting;

[Collection(VirtualScreenCollection.Name)]
public sealed class PresenterLifetimeTests
{
    const int Warm = 60;
    const int Cycles = 200;

    /// <summary>One image of 64 KB kept of each window would make 12.5 MiB; allocators and the runtime's compiler make some by themselves.</summary>
    const long Tolerance = 10 << 20;

    static readonly FrameSize Size = new(160, 100);

    readonly VirtualScreen screen;

    public PresenterLifetimeTests(VirtualScreen screen)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Windows are tested under Xvfb, which only Linux has.");
        this.screen = screen;
    }

    [Fact]
    public void Two_hundred_windows_with_swapchains_leave_nothing_behind()
    {
        using var first = new Window(new WindowOptions { Title = "first", Size = Size });
        using var gpu = new PresentingGpu(first);
        using GpuImage canvas = CanvasScene.Upload(gpu.Device, Size, seed: 1);
        OpenAndClose(gpu, canvas, Warm);
        long here = ProcessMemory.Resident(Environment.ProcessId);
        long server = ProcessMemory.Resident(screen.ServerProcess);
        OpenAndClose(gpu, canvas, Cycles);

        Assert.InRange(ProcessMemory.Resident(screen.ServerProcess) - server, long.MinValue, Tolerance);
        Assert.InRange(ProcessMemory.Resident(Environment.ProcessId) - here, long.MinValue, Tolerance);
    }

    static void OpenAndClose(PresentingGpu gpu, GpuImage canvas, int times)
    {
        for (int i = 0; i < times; i++)
        {
            using var window = new Window(new WindowOptions { Title = "again", Size = Size });
            using var presenter = new WindowPresenter(gpu.Instance, gpu.Device, window);
            Assert.Equal(PresentResult.Presented, presenter.Present(canvas, window.FramebufferSize));
            Assert.Equal(PresentResult.Presented, presenter.Present(canvas, window.FramebufferSize));
        }

        GC.Collect();
    }
}
