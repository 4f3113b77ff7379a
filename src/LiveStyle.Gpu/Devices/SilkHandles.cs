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
}
