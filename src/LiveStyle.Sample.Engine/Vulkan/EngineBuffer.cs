using Silk.NET.Vulkan;
using Buffer = Silk.NET.Vulkan.Buffer;

namespace LiveStyle.Sample.Vulkan;

/// <summary>A buffer that host and device see, mapped for life.</summary>
sealed unsafe class EngineBuffer : IDisposable
{
    readonly Engine engine;
    readonly DeviceMemory memory;
    readonly void* address;
    readonly int byteLength;

    public EngineBuffer(Engine engine, int byteLength, BufferUsageFlags usage)
    {
        this.engine = engine;
        this.byteLength = byteLength;
        var create = new BufferCreateInfo { SType = StructureType.BufferCreateInfo, Size = (ulong)byteLength, Usage = usage };
        Buffer handle;
        engine.Vk.CreateBuffer(engine.Device, &create, null, &handle).Check("create a buffer");
        Handle = handle;
        MemoryRequirements needs;
        engine.Vk.GetBufferMemoryRequirements(engine.Device, handle, &needs);
        memory = EngineMemory.Allocate(engine, needs, MemoryPropertyFlags.HostVisibleBit | MemoryPropertyFlags.HostCoherentBit);
        engine.Vk.BindBufferMemory(engine.Device, handle, memory, 0).Check("give a buffer its memory");
        void* mapped;
        engine.Vk.MapMemory(engine.Device, memory, 0, Vk.WholeSize, 0, &mapped).Check("map a buffer");
        address = mapped;
    }

    public Buffer Handle { get; }

    public Span<byte> Bytes => new(address, byteLength);

    public void Dispose()
    {
        engine.Vk.DestroyBuffer(engine.Device, Handle, null);
        engine.Vk.FreeMemory(engine.Device, memory, null);
    }
}
