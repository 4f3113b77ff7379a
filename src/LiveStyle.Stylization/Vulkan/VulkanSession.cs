using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Frames;
using LiveStyle.Gpu.Network;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Stylization.Vulkan;

/// <summary>An open device with a bundle's network on it, and the path of frames of the size and format that came last.</summary>
/// <remarks>Thread-safe as far as <see cref="VulkanStylizer"/> sees to it that no run is under way when the path changes.</remarks>
sealed class VulkanSession : IDisposable
{
    readonly GpuInstance instance;
    readonly GpuDevice device;
    readonly GpuNetwork network;

    VulkanSession(GpuInstance instance, GpuDevice device, GpuNetwork network)
    {
        this.instance = instance;
        this.device = device;
        this.network = network;
    }

    public PhysicalDeviceInfo Info => device.Info;

    public GpuDevice Device => device;

    /// <summary>Null until a frame has come.</summary>
    public NetworkFramePath? Path { get; private set; }

    /// <summary>The device was seen to be lost: no run begins on it.</summary>
    public bool IsLost { get; set; }

    /// <exception cref="GpuException">There is no such device, or it can't run the network.</exception>
    public static VulkanSession Open(ModelBundle bundle, StylizerOptions options)
    {
        GpuInstance instance = GpuInstance.Open(options.GpuInstance);
        GpuDevice? device = null;
        try
        {
            device = GpuDevice.Open(instance, instance.Choose(options.VulkanDevice));
            return new VulkanSession(instance, device, BundleNetwork.Create(bundle, device, options.GpuNetwork));
        }
        catch
        {
            device?.Dispose();
            instance.Dispose();
            throw;
        }
    }

    /// <exception cref="GpuException">The frames don't fit the device's memory.</exception>
    public void CheckSize(FrameSize size) => NetworkMemory.Check(network, size);

    /// <summary>Whether the path is there and takes such frames.</summary>
    public bool Fits(HostFrame frame) => !IsLost && Path is { } path && path.Size == frame.Size && path.Format == frame.Format;

    /// <summary>Makes the path fit a frame; no run may be under way.</summary>
    public void Fit(HostFrame frame, int slots)
    {
        Path?.Dispose();
        Path = null;
        Path = new NetworkFramePath(network, frame.Size, frame.Format, slots);
    }

    public void Dispose()
    {
        // Waits for the path's last frames.
        Path?.Dispose();
        network.Dispose();
        device.Dispose();
        instance.Dispose();
    }
}
