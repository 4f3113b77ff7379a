using System.Collections.Concurrent;
using LiveStyle.Gpu.Devices;
using Xunit;

namespace LiveStyle.TestKit.Gpu;

/// <summary>
/// Mesa's Vulkan on the processor, with the validation layer on (synchronization too). It is there on every machine that has
/// mesa-vulkan-drivers; where it is missing the tests fail.
/// </summary>
public sealed class SoftwareGpu : IDisposable
{
    readonly ConcurrentQueue<string> messages = [];

    public SoftwareGpu()
    {
        Instance = GpuInstance.Open(new GpuInstanceOptions { Validation = messages.Enqueue });
        PhysicalDeviceInfo info = Instance.Devices.First(device => device.Kind == GpuKind.Software);
        Device = GpuDevice.Open(Instance, info);
    }

    public GpuInstance Instance { get; }

    public GpuDevice Device { get; }

    /// <summary>Fails where the validation layer has said anything since the last call.</summary>
    public void AssertSilent()
    {
        var said = messages.ToArray();
        messages.Clear();
        Assert.Empty(said);
    }

    public void Dispose()
    {
        Device.Dispose();
        Instance.Dispose();
        AssertSilent();
    }
}
