using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using Silk.NET.Vulkan;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace LiveStyle.Presentation.Presenting;

/// <summary>Entry points of VK_KHR_swapchain, from the device.</summary>
sealed unsafe class SwapchainCommands(GpuDevice device)
{
    readonly delegate* unmanaged<Device, SwapchainCreateInfoKHR*, AllocationCallbacks*, SwapchainKHR*, Result> create =
        (delegate* unmanaged<Device, SwapchainCreateInfoKHR*, AllocationCallbacks*, SwapchainKHR*, Result>)Load(device, "vkCreateSwapchainKHR");

    readonly delegate* unmanaged<Device, SwapchainKHR, AllocationCallbacks*, void> destroy =
        (delegate* unmanaged<Device, SwapchainKHR, AllocationCallbacks*, void>)Load(device, "vkDestroySwapchainKHR");

    readonly delegate* unmanaged<Device, SwapchainKHR, uint*, Image*, Result> images =
        (delegate* unmanaged<Device, SwapchainKHR, uint*, Image*, Result>)Load(device, "vkGetSwapchainImagesKHR");

    readonly delegate* unmanaged<Device, SwapchainKHR, ulong, Semaphore, Fence, uint*, Result> acquire =
        (delegate* unmanaged<Device, SwapchainKHR, ulong, Semaphore, Fence, uint*, Result>)Load(device, "vkAcquireNextImageKHR");

    readonly delegate* unmanaged<Queue, PresentInfoKHR*, Result> present =
        (delegate* unmanaged<Queue, PresentInfoKHR*, Result>)Load(device, "vkQueuePresentKHR");

    public Result Create(in SwapchainCreateInfoKHR info, out SwapchainKHR made)
    {
        fixed (SwapchainCreateInfoKHR* all = &info)
        fixed (SwapchainKHR* handle = &made)
        {
            return create(device.Handle, all, null, handle);
        }
    }

    public void Destroy(SwapchainKHR swapchain) => destroy(device.Handle, swapchain, null);

    public Image[] Images(SwapchainKHR swapchain)
    {
        uint count;
        images(device.Handle, swapchain, &count, null).Check("list a swapchain's images");
        var all = new Image[count];
        fixed (Image* first = all)
        {
            images(device.Handle, swapchain, &count, first).Check("list a swapchain's images");
        }

        return all;
    }

    public Result Acquire(SwapchainKHR swapchain, ulong nanoseconds, Semaphore signal, out uint index)
    {
        fixed (uint* found = &index)
        {
            return acquire(device.Handle, swapchain, nanoseconds, signal, default, found);
        }
    }

    public Result Present(SwapchainKHR swapchain, uint index, Semaphore wait)
    {
        var info = new PresentInfoKHR
        {
            SType = StructureType.PresentInfoKhr,
            WaitSemaphoreCount = 1,
            PWaitSemaphores = &wait,
            SwapchainCount = 1,
            PSwapchains = &swapchain,
            PImageIndices = &index,
        };
        lock (device.Submissions.Exclusive)
        {
            return present(device.Submissions.Handle, &info);
        }
    }

    static void* Load(GpuDevice device, string name)
    {
        void* entry = device.Vk.GetDeviceProcAddr(device.Handle, name).Handle;
        return entry is null ? throw new GpuException($"{device.Info.Name} was opened without VK_KHR_swapchain; open the window first") { Remedies = Remedies.NoWindow } : entry;
    }
}
