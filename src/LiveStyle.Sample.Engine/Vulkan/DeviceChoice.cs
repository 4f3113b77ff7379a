using Silk.NET.Vulkan;

namespace LiveStyle.Sample.Vulkan;

/// <summary>Which of the machine's devices the engine runs on.</summary>
static unsafe class DeviceChoice
{
    /// <summary>The first of Vulkan 1.3 with a queue that draws and computes: discrete before integrated before the rest.</summary>
    public static (PhysicalDevice Device, uint QueueFamily) Best(Vk vk, Instance instance)
    {
        uint count = 0;
        vk.EnumeratePhysicalDevices(instance, &count, null);
        var devices = new PhysicalDevice[count];
        fixed (PhysicalDevice* all = devices)
        {
            vk.EnumeratePhysicalDevices(instance, &count, all);
        }

        (PhysicalDevice Device, uint? Family, int Rank)[] able =
        [
            .. devices.Select(device => (device, FamilyOf(vk, device), RankOf(vk, device)))
                .Where(device => device.Item2 is not null && device.Item3 is not null)
                .Select(device => (device.device, device.Item2, device.Item3!.Value))
                .OrderBy(device => device.Value),
        ];
        return able is [(var best, { } family, _), ..]
            ? (best, family)
            : throw new EngineException("no device here draws and computes with Vulkan 1.3; install the GPU's driver (on Debian also mesa-vulkan-drivers)");
    }

    static uint? FamilyOf(Vk vk, PhysicalDevice device)
    {
        uint count = 0;
        vk.GetPhysicalDeviceQueueFamilyProperties(device, &count, null);
        var families = new QueueFamilyProperties[count];
        fixed (QueueFamilyProperties* all = families)
        {
            vk.GetPhysicalDeviceQueueFamilyProperties(device, &count, all);
        }

        int found = Array.FindIndex(families, family => family.QueueFlags.HasFlag(QueueFlags.GraphicsBit | QueueFlags.ComputeBit));
        return found < 0 ? null : (uint)found;
    }

    static int? RankOf(Vk vk, PhysicalDevice device)
    {
        PhysicalDeviceProperties properties;
        vk.GetPhysicalDeviceProperties(device, &properties);
        return properties.ApiVersion < Vk.Version13 ? null : properties.DeviceType switch
        {
            PhysicalDeviceType.DiscreteGpu => 0,
            PhysicalDeviceType.IntegratedGpu => 1,
            _ => 2,
        };
    }
}
