using System.Collections.Concurrent;
using LiveStyle.Gpu.Devices;
using LiveStyle.Presentation.Windowing;
using Xunit;

namespace LiveStyle.Presentation.Tests.Presenting;

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
