using LiveStyle.Frames;
using LiveStyle.Gpu.Memory;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Devices;

/// <summary>The engine's door for those whose handles are Silk.NET's.</summary>
public static class SilkHandles
{
    /// <summary>A device of an engine that was written with Silk.NET.</summary>
    /// <param name="instance">Stays the engine's, as all of them.</param>
    /// <param name="physical">What the device was opened on.</param>
    /// <param name="device">Vulkan 1.3 with synchronization2, timelineSemaphore and shaderStorageImageWriteWithoutFormat enabled.</param>
    /// <param name="queue">Computes.</param>
    /// <param name="family">The queue's.</param>
    public static AdoptedDevice Adopt(Instance instance, PhysicalDevice physical, Device device, Queue queue, uint family) => new()
    {
        Instance = instance.Handle,
        PhysicalDevice = physical.Handle,
        Device = device.Handle,
        Queue = queue.Handle,
        QueueFamily = family,
    };

    /// <summary>An engine's image, see <see cref="GpuImage.Adopt"/>.</summary>
    public static GpuImage Adopt(this GpuDevice device, Image image, FrameSize size, Format format) => GpuImage.Adopt(device, image.Handle, size, (int)format);
}
