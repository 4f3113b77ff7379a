using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Devices;

/// <summary>Which of a device's queues does our work.</summary>
static unsafe class QueueFamilies
{
    /// <summary>The first family that computes and draws, else that computes; null where none does.</summary>
    /// <remarks>Windows are presented to from the same queue, which every family that draws can do on the systems we know.</remarks>
    public static uint? Find(Vk vk, PhysicalDevice device)
    {
        uint count = 0;
        vk.GetPhysicalDeviceQueueFamilyProperties(device, &count, null);
        var families = new QueueFamilyProperties[count];
        fixed (QueueFamilyProperties* all = families)
        {
            vk.GetPhysicalDeviceQueueFamilyProperties(device, &count, all);
        }

        int both = Array.FindIndex(families, family => family.QueueFlags.HasFlag(QueueFlags.ComputeBit | QueueFlags.GraphicsBit));
        int found = both >= 0 ? both : Array.FindIndex(families, family => family.QueueFlags.HasFlag(QueueFlags.ComputeBit));
        return found < 0 ? null : (uint)found;
    }
}
