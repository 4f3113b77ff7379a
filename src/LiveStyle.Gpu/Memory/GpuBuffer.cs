using LiveStyle.Gpu.Devices;
using Silk.NET.Vulkan;
using Buffer = Silk.NET.Vulkan.Buffer;

namespace LiveStyle.Gpu.Memory;

/// <summary>A buffer and its memory. The owner disposes it when the GPU is done with it (<see cref="GpuDevice.Retire"/> waits for that).</summary>
public sealed unsafe class GpuBuffer : IDisposable
{
    readonly GpuDevice device;
    readonly DeviceMemory memory;
    readonly void* mapped;

    /// <param name="device">Whose it is.</param>
    /// <param name="byteLength">1 or more.</param>
    /// <param name="place">Host-visible places stay mapped for life.</param>
    /// <param name="what">It is for, in error messages.</param>
    /// <exception cref="GpuException">There is no room.</exception>
    public GpuBuffer(GpuDevice device, long byteLength, MemoryPlace place, string what)
    {
        this.device = device;
        ByteLength = byteLength;
        var create = new BufferCreateInfo
        {
            SType = StructureType.BufferCreateInfo,
            Size = (ulong)byteLength,
            Usage = BufferUsageFlags.StorageBufferBit | BufferUsageFlags.TransferSrcBit | BufferUsageFlags.TransferDstBit,
        };
        Buffer handle;
        device.Vk.CreateBuffer(device.Handle, &create, null, &handle).Check($"create a buffer for {what}");
        Handle = handle;
        MemoryRequirements needs;
        device.Vk.GetBufferMemoryRequirements(device.Handle, handle, &needs);
        try
        {
            memory = MemoryAllocation.Allocate(device, needs, place, what);
            device.Vk.BindBufferMemory(device.Handle, handle, memory, 0).Check($"give {what} its memory");
            if (place != MemoryPlace.Device)
            {
                void* address;
                device.Vk.MapMemory(device.Handle, memory, 0, Vk.WholeSize, 0, &address).Check($"map {what}");
                mapped = address;
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public Buffer Handle { get; }

    public long ByteLength { get; }

    /// <summary>The host's view, of a buffer in a host-visible place; coherent.</summary>
    public Span<byte> Bytes => mapped is null
        ? throw new InvalidOperationException("a buffer in the device's own memory has no host view")
        : new Span<byte>(mapped, checked((int)ByteLength));

    public void Dispose()
    {
        device.Vk.DestroyBuffer(device.Handle, Handle, null);
        device.Vk.FreeMemory(device.Handle, memory, null);
    }
}
