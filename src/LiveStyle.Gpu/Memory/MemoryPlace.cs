using System.Globalization;
using LiveStyle.Gpu.Devices;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Memory;

/// <summary>Where a resource's memory lies, by what it is for.</summary>
public enum MemoryPlace
{
    /// <summary>In the device's own memory, which the host does not see.</summary>
    Device,

    /// <summary>In memory that the host writes in order and the device reads.</summary>
    Upload,

    /// <summary>In memory that the device writes and the host reads at random.</summary>
    Readback,
}

/// <summary>One allocation for one long-lived resource.</summary>
/// <remarks>A frame path has a few dozen of them, far below any driver's limit of 4,096; sharing one block would save nothing that was measurable.</remarks>
static unsafe class MemoryAllocation
{
    static readonly Dictionary<MemoryPlace, MemoryPropertyFlags[]> Wishes = new()
    {
        [MemoryPlace.Device] = [MemoryPropertyFlags.DeviceLocalBit, 0],
        [MemoryPlace.Upload] = [MemoryPropertyFlags.HostVisibleBit | MemoryPropertyFlags.HostCoherentBit],
        [MemoryPlace.Readback] =
        [
            MemoryPropertyFlags.HostVisibleBit | MemoryPropertyFlags.HostCoherentBit | MemoryPropertyFlags.HostCachedBit,
            MemoryPropertyFlags.HostVisibleBit | MemoryPropertyFlags.HostCoherentBit,
        ],
    };

    /// <exception cref="GpuException">There is no room, or no memory of that kind.</exception>
    public static DeviceMemory Allocate(GpuDevice device, MemoryRequirements needs, MemoryPlace place, string what)
    {
        var create = new MemoryAllocateInfo
        {
            SType = StructureType.MemoryAllocateInfo,
            AllocationSize = needs.Size,
            MemoryTypeIndex = FindType(device, needs.MemoryTypeBits, place),
        };
        DeviceMemory memory;
        device.Vk.AllocateMemory(device.Handle, &create, null, &memory).Check(Attempt(what, needs.Size));
        return memory;
    }

    /// <summary>What an allocation tries, for its error.</summary>
    public static string Attempt(string what, ulong bytes) => string.Create(CultureInfo.InvariantCulture, $"make room for {what} ({bytes / 1e6:0.0} MB)");

    static uint FindType(GpuDevice device, uint allowed, MemoryPlace place)
    {
        PhysicalDeviceMemoryProperties memory;
        device.Vk.GetPhysicalDeviceMemoryProperties(device.Physical, &memory);
        foreach (MemoryPropertyFlags wish in Wishes[place])
        {
            for (int i = 0; i < memory.MemoryTypeCount; i++)
            {
                if ((allowed & (1u << i)) != 0 && (memory.MemoryTypes[i].PropertyFlags & wish) == wish)
                {
                    return (uint)i;
                }
            }
        }

        throw new GpuException($"{device.Info.Name} has no memory that the processor can reach; use another device");
    }
}
