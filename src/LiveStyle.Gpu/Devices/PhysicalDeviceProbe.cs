using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Devices;

/// <summary>Asks physical devices what they are and what they can do.</summary>
static unsafe class PhysicalDeviceProbe
{
    /// <summary>That one shader of the network takes at once.</summary>
    public const int StorageBuffers = 8;

    const string MatrixExtension = "VK_KHR_cooperative_matrix";

    public static IReadOnlyList<PhysicalDeviceInfo> All(Vk vk, Instance instance)
    {
        uint count = 0;
        if (vk.EnumeratePhysicalDevices(instance, &count, null) != Result.Success || count == 0)
        {
            return [];
        }

        var handles = new PhysicalDevice[count];
        fixed (PhysicalDevice* all = handles)
        {
            vk.EnumeratePhysicalDevices(instance, &count, all).Check("list devices");
        }

        return [.. handles.Select(handle => Describe(vk, instance, handle)).OrderBy(device => device.Kind)
            .Select((device, number) => device with { Number = number })];
    }

    static PhysicalDeviceInfo Describe(Vk vk, Instance instance, PhysicalDevice handle)
    {
        var subgroup = new PhysicalDeviceSubgroupProperties { SType = StructureType.PhysicalDeviceSubgroupProperties };
        var sizes = new PhysicalDeviceMaintenance4Properties { SType = StructureType.PhysicalDeviceMaintenance4Properties, PNext = &subgroup };
        var allocations = new PhysicalDeviceMaintenance3Properties { SType = StructureType.PhysicalDeviceMaintenance3Properties, PNext = &sizes };
        var driver = new PhysicalDeviceDriverProperties { SType = StructureType.PhysicalDeviceDriverProperties, PNext = &allocations };
        var properties = new PhysicalDeviceProperties2 { SType = StructureType.PhysicalDeviceProperties2, PNext = &driver };
        vk.GetPhysicalDeviceProperties2(handle, &properties);
        PhysicalDeviceProperties all = properties.Properties;
        Version version = VersionOf(all.ApiVersion);
        bool isRecent = version >= new Version(1, 3, 0);

        var features13 = new PhysicalDeviceVulkan13Features { SType = StructureType.PhysicalDeviceVulkan13Features };
        var features12 = new PhysicalDeviceVulkan12Features { SType = StructureType.PhysicalDeviceVulkan12Features, PNext = &features13 };
        var features11 = new PhysicalDeviceVulkan11Features { SType = StructureType.PhysicalDeviceVulkan11Features, PNext = &features12 };
        var features = new PhysicalDeviceFeatures2 { SType = StructureType.PhysicalDeviceFeatures2, PNext = isRecent ? &features11 : null };
        vk.GetPhysicalDeviceFeatures2(handle, &features);

        bool half = features12.ShaderFloat16 && features11.StorageBuffer16BitAccess;
        return new PhysicalDeviceInfo(
            0,
            NativeStrings.Read(all.DeviceName),
            all.DeviceType switch
            {
                PhysicalDeviceType.DiscreteGpu => GpuKind.Discrete,
                PhysicalDeviceType.IntegratedGpu => GpuKind.Integrated,
                PhysicalDeviceType.Cpu => GpuKind.Software,
                _ => GpuKind.Virtual,
            },
            isRecent ? $"{NativeStrings.Read(driver.DriverName)} {NativeStrings.Read(driver.DriverInfo)}".Trim() : "",
            version.ToString(),
            OwnMemory(vk, handle),
            isRecent ? Smallest(all.Limits.MaxStorageBufferRange, sizes.MaxBufferSize, allocations.MaxMemoryAllocationSize) : all.Limits.MaxStorageBufferRange,
            half,
            half && features12.VulkanMemoryModel && features13.ComputeFullSubgroups && HasExtension(vk, handle, MatrixExtension) && MatrixSupport.Has16(vk, instance, handle),
            (int)subgroup.SubgroupSize,
            FindMissing(version, features, features12, features13, all.Limits, vk, handle))
        {
            Handle = handle.Handle,
            LargestImageSide = (int)Math.Min(all.Limits.MaxImageDimension2D, int.MaxValue),
            Identity = $"{all.VendorID:x4}-{all.DeviceID:x4}-{all.DriverVersion:x8}",
        };
    }

    static string? FindMissing(
        Version version, PhysicalDeviceFeatures2 features, PhysicalDeviceVulkan12Features features12, PhysicalDeviceVulkan13Features features13,
        PhysicalDeviceLimits limits, Vk vk, PhysicalDevice handle) =>
        version < new Version(1, 3, 0) ? $"Vulkan 1.3 (it has {version})"
        : !features13.Synchronization2 ? "synchronization2"
        : !features12.TimelineSemaphore ? "timelineSemaphore"
        : !features.Features.ShaderStorageImageWriteWithoutFormat ? "shaderStorageImageWriteWithoutFormat"
        : limits.MaxComputeWorkGroupInvocations < 256 || limits.MaxComputeSharedMemorySize < 32768 ? "workgroups of 256 invocations with 32 KiB of shared memory"
        : limits.MaxPerStageDescriptorStorageBuffers < StorageBuffers ? $"{StorageBuffers} storage buffers for one shader"
        : QueueFamilies.Find(vk, handle) is null ? "a queue that computes"
        : null;

    public static bool HasExtension(Vk vk, PhysicalDevice handle, string name)
    {
        uint count = 0;
        vk.EnumerateDeviceExtensionProperties(handle, (byte*)null, &count, null).Check("list extensions");
        var extensions = new ExtensionProperties[count];
        fixed (ExtensionProperties* all = extensions)
        {
            vk.EnumerateDeviceExtensionProperties(handle, (byte*)null, &count, all).Check("list extensions");
            for (uint i = 0; i < count; i++)
            {
                if (NativeStrings.Read(all[i].ExtensionName) == name)
                {
                    return true;
                }
            }
        }

        return false;
    }

    static long OwnMemory(Vk vk, PhysicalDevice handle)
    {
        PhysicalDeviceMemoryProperties memory;
        vk.GetPhysicalDeviceMemoryProperties(handle, &memory);
        ulong largest = 0;
        for (int i = 0; i < memory.MemoryHeapCount; i++)
        {
            MemoryHeap heap = memory.MemoryHeaps[i];
            largest = heap.Flags.HasFlag(MemoryHeapFlags.DeviceLocalBit) ? Math.Max(largest, heap.Size) : largest;
        }

        return (long)Math.Min(largest, long.MaxValue);
    }

    static long Smallest(params ReadOnlySpan<ulong> limits)
    {
        ulong smallest = long.MaxValue;
        foreach (ulong limit in limits)
        {
            smallest = limit == 0 ? smallest : Math.Min(smallest, limit);
        }

        return (long)smallest;
    }

    static Version VersionOf(uint version) => new((int)(version >> 22) & 0x7F, (int)(version >> 12) & 0x3FF, (int)version & 0xFFF);
}
