using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Devices;

/// <summary>The system's Vulkan loader.</summary>
static class VulkanLibrary
{
    /// <summary>
    /// A table of entry points of its own, since those of a device belong to its driver. Never unloaded: drivers leave threads behind.
    /// </summary>
    /// <exception cref="GpuException">There is no loader.</exception>
    public static Vk Open()
    {
        try
        {
            return Vk.GetApi();
        }
        catch (Exception problem) when (problem is FileNotFoundException or DllNotFoundException)
        {
            throw new GpuException(
                "there is no Vulkan loader on this machine; install the GPU's driver (on Debian also libvulkan1, and mesa-vulkan-drivers for Vulkan without a GPU)",
                problem) { Remedies = Remedies.Processor };
        }
    }
}
