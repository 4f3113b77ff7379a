using Silk.NET.Vulkan;

namespace LiveStyle.Sample.Vulkan;

/// <summary>One allocation a resource: the sample has a dozen.</summary>
static unsafe class EngineMemory
{
    public static DeviceMemory Allocate(Engine engine, MemoryRequirements needs, MemoryPropertyFlags wanted)
    {
        PhysicalDeviceMemoryProperties memory;
        engine.Vk.GetPhysicalDeviceMemoryProperties(engine.Physical, &memory);
        for (int i = 0; i < memory.MemoryTypeCount; i++)
        {
            if ((needs.MemoryTypeBits & (1u << i)) != 0 && memory.MemoryTypes[i].PropertyFlags.HasFlag(wanted))
            {
                var allocate = new MemoryAllocateInfo { SType = StructureType.MemoryAllocateInfo, AllocationSize = needs.Size, MemoryTypeIndex = (uint)i };
                DeviceMemory made;
                engine.Vk.AllocateMemory(engine.Device, &allocate, null, &made).Check("make room");
                return made;
            }
        }

        throw new EngineException($"the device has no memory that is {wanted}; use another device");
    }
}
