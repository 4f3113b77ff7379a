using LiveStyle.Sample.Vulkan;
using Silk.NET.Vulkan;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace LiveStyle.Sample.Presentation;

/// <summary>Entry points of VK_KHR_surface and VK_KHR_swapchain.</summary>
sealed unsafe class SwapchainCommands(Engine engine)
{
    public readonly delegate* unmanaged<Instance, SurfaceKHR, AllocationCallbacks*, void> DestroySurface =
        (delegate* unmanaged<Instance, SurfaceKHR, AllocationCallbacks*, void>)OfInstance(engine, "vkDestroySurfaceKHR");

    public readonly delegate* unmanaged<PhysicalDevice, uint, SurfaceKHR, uint*, Result> GetSupport =
        (delegate* unmanaged<PhysicalDevice, uint, SurfaceKHR, uint*, Result>)OfInstance(engine, "vkGetPhysicalDeviceSurfaceSupportKHR");

    public readonly delegate* unmanaged<PhysicalDevice, SurfaceKHR, SurfaceCapabilitiesKHR*, Result> GetCapabilities =
        (delegate* unmanaged<PhysicalDevice, SurfaceKHR, SurfaceCapabilitiesKHR*, Result>)OfInstance(engine, "vkGetPhysicalDeviceSurfaceCapabilitiesKHR");

    public readonly delegate* unmanaged<PhysicalDevice, SurfaceKHR, uint*, SurfaceFormatKHR*, Result> GetFormats =
        (delegate* unmanaged<PhysicalDevice, SurfaceKHR, uint*, SurfaceFormatKHR*, Result>)OfInstance(engine, "vkGetPhysicalDeviceSurfaceFormatsKHR");

    public readonly delegate* unmanaged<Device, SwapchainCreateInfoKHR*, AllocationCallbacks*, SwapchainKHR*, Result> Create =
        (delegate* unmanaged<Device, SwapchainCreateInfoKHR*, AllocationCallbacks*, SwapchainKHR*, Result>)OfDevice(engine, "vkCreateSwapchainKHR");

    public readonly delegate* unmanaged<Device, SwapchainKHR, AllocationCallbacks*, void> Destroy =
        (delegate* unmanaged<Device, SwapchainKHR, AllocationCallbacks*, void>)OfDevice(engine, "vkDestroySwapchainKHR");

    public readonly delegate* unmanaged<Device, SwapchainKHR, uint*, Image*, Result> GetImages =
        (delegate* unmanaged<Device, SwapchainKHR, uint*, Image*, Result>)OfDevice(engine, "vkGetSwapchainImagesKHR");

    public readonly delegate* unmanaged<Device, SwapchainKHR, ulong, Semaphore, Fence, uint*, Result> Acquire =
        (delegate* unmanaged<Device, SwapchainKHR, ulong, Semaphore, Fence, uint*, Result>)OfDevice(engine, "vkAcquireNextImageKHR");

    public readonly delegate* unmanaged<Queue, PresentInfoKHR*, Result> Present =
        (delegate* unmanaged<Queue, PresentInfoKHR*, Result>)OfDevice(engine, "vkQueuePresentKHR");

    static void* OfInstance(Engine engine, string name) => engine.Vk.GetInstanceProcAddr(engine.Instance, name).Handle;

    static void* OfDevice(Engine engine, string name) => engine.Vk.GetDeviceProcAddr(engine.Device, name).Handle;
}
