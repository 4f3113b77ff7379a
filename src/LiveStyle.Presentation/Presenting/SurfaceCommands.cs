using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using Silk.NET.Vulkan;

namespace LiveStyle.Presentation.Presenting;

/// <summary>Entry points of VK_KHR_surface, from the instance.</summary>
sealed unsafe class SurfaceCommands(GpuInstance instance)
{
    readonly delegate* unmanaged<Instance, SurfaceKHR, AllocationCallbacks*, void> destroy =
        (delegate* unmanaged<Instance, SurfaceKHR, AllocationCallbacks*, void>)Load(instance, "vkDestroySurfaceKHR");

    readonly delegate* unmanaged<PhysicalDevice, uint, SurfaceKHR, uint*, Result> support =
        (delegate* unmanaged<PhysicalDevice, uint, SurfaceKHR, uint*, Result>)Load(instance, "vkGetPhysicalDeviceSurfaceSupportKHR");

    readonly delegate* unmanaged<PhysicalDevice, SurfaceKHR, SurfaceCapabilitiesKHR*, Result> capabilities =
        (delegate* unmanaged<PhysicalDevice, SurfaceKHR, SurfaceCapabilitiesKHR*, Result>)Load(instance, "vkGetPhysicalDeviceSurfaceCapabilitiesKHR");

    readonly delegate* unmanaged<PhysicalDevice, SurfaceKHR, uint*, SurfaceFormatKHR*, Result> formats =
        (delegate* unmanaged<PhysicalDevice, SurfaceKHR, uint*, SurfaceFormatKHR*, Result>)Load(instance, "vkGetPhysicalDeviceSurfaceFormatsKHR");

    readonly delegate* unmanaged<PhysicalDevice, SurfaceKHR, uint*, PresentModeKHR*, Result> modes =
        (delegate* unmanaged<PhysicalDevice, SurfaceKHR, uint*, PresentModeKHR*, Result>)Load(instance, "vkGetPhysicalDeviceSurfacePresentModesKHR");

    public void Destroy(SurfaceKHR surface) => destroy(instance.Handle, surface, null);

    public bool CanPresent(GpuDevice device, SurfaceKHR surface)
    {
        uint can;
        support(device.Physical, device.QueueFamily, surface, &can).Check("ask whether it can present");
        return can != 0;
    }

    public SurfaceCapabilitiesKHR Capabilities(GpuDevice device, SurfaceKHR surface)
    {
        SurfaceCapabilitiesKHR found;
        capabilities(device.Physical, surface, &found).Check("ask for the window's size");
        return found;
    }

    public SurfaceFormatKHR[] Formats(GpuDevice device, SurfaceKHR surface)
    {
        uint count;
        formats(device.Physical, surface, &count, null).Check("list the window's formats");
        var all = new SurfaceFormatKHR[count];
        fixed (SurfaceFormatKHR* first = all)
        {
            formats(device.Physical, surface, &count, first).Check("list the window's formats");
        }

        return all;
    }

    public PresentModeKHR[] Modes(GpuDevice device, SurfaceKHR surface)
    {
        uint count;
        modes(device.Physical, surface, &count, null).Check("list the ways to present");
        var all = new PresentModeKHR[count];
        fixed (PresentModeKHR* first = all)
        {
            modes(device.Physical, surface, &count, first).Check("list the ways to present");
        }

        return all;
    }

    static void* Load(GpuInstance instance, string name)
    {
        void* entry = instance.Vk.GetInstanceProcAddr(instance.Handle, name).Handle;
        return entry is null ? throw new GpuException("Vulkan was opened without a window's extensions; open the window first") { Remedies = Remedies.NoWindow } : entry;
    }
}
