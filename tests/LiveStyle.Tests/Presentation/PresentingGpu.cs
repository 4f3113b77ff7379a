using System.Collections.Concurrent;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Windowing;
using LiveStyle.Tests.Windowing;
using Xunit;

namespace LiveStyle.Tests.Presentation;

/// <summary>Mesa's Vulkan on the processor, able to present to windows of the virtual screen, with the validation layer on.</summary>
sealed class PresentingGpu : IDisposable
{
    readonly ConcurrentQueue<string> messages = [];

    public PresentingGpu(Window window)
    {
        Instance = GpuInstance.Open(new GpuInstanceOptions
        {
            Validation = messages.Enqueue,
            SurfaceExtensions = window.RequiredInstanceExtensions,
        });
        Device = GpuDevice.Open(Instance, Instance.Devices.First(device => device.Kind == GpuKind.Software));
    }

    public GpuInstance Instance { get; }

    public GpuDevice Device { get; }

    public void Dispose()
    {
        Device.Dispose();
        Instance.Dispose();
        Assert.Empty(messages);
    }
}
