using LiveStyle.Frames;
using LiveStyle.Gpu.Memory;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Devices;

/// <summary>The engine's door for those whose handles are Silk.NET's.</summary>
public static class SilkHandles
{
    /// <summary>A device of an engine that was written with Silk.NET.</summary>
    /// <param name="instance">The instance; it stays the engine's, as all of these handles.</param>
    /// <param name="physical">The physical device that the device was opened on.</param>
    /// <param name="device">A device of Vulkan 1.3 with synchronization2, timelineSemaphore and shaderStorageImageWriteWithoutFormat enabled.</param>
    /// <param name="queue">A queue of the device that computes.</param>
    /// <param name="family">The number of the queue's family.</param>
    /// <returns>The handles, for <see cref="GpuDevice.Adopt"/>; no matrices are promised.</returns>
    public static AdoptedDevice Adopt(Instance instance, PhysicalDevice physical, Device device, Queue queue, uint family) => new()
    {
        Instance = instance.Handle,
        PhysicalDevice = physical.Handle,
        Device = device.Handle,
        Queue = queue.Handle,
        QueueFamily = family,
    };

    /// <summary>Adopts an engine's image, see <see cref="GpuImage.Adopt"/>.</summary>
    /// <param name="device">The engine's device, adopted.</param>
    /// <param name="image">The image, which stays the engine's.</param>
    /// <param name="size">Its width and height in pixels.</param>
    /// <param name="format">The format that it is viewed in.</param>
    /// <returns>The image, which the caller disposes when no submitted commands use it any more.</returns>
    /// <exception cref="GpuException">The driver refuses the view.</exception>
    public static GpuImage Adopt(this GpuDevice device, Image image, FrameSize size, Format format) => GpuImage.Adopt(device, image.Handle, size, (int)format);
}
