using System.Globalization;
using LiveStyle.Gpu.Devices;
using Silk.NET.Vulkan;
using Buffer = Silk.NET.Vulkan.Buffer;

namespace LiveStyle.Gpu.Memory;

/// <summary>A buffer and its memory. The owner disposes it when the GPU is done with it (<see cref="GpuDevice.Retire"/> waits for that).</summary>
/// <remarks>Thread-safety: the host's view is the caller's to guard.</remarks>
public sealed unsafe class GpuBuffer : IDisposable
{
    /// <summary>The most bytes of a buffer in a host-visible place: what one <see cref="Span{T}"/> of bytes covers.</summary>
    public const long LargestHostView = int.MaxValue;

    readonly GpuDevice device;
    readonly DeviceMemory memory;
    readonly void* mapped;

    /// <summary>Makes a buffer of undefined content, which kernels read and write and which is copied from and to.</summary>
    /// <param name="device">The device of the buffer; it outlives it.</param>
    /// <param name="byteLength">The bytes of the buffer, 1 or more; at most <see cref="LargestHostView"/> in a host-visible place.</param>
    /// <param name="place">Where its memory lies; in a host-visible place it stays mapped for life.</param>
    /// <param name="what">What it is for, as error messages name it.</param>
    /// <exception cref="GpuException">There is no room, or the host can't see so much at once.</exception>
    public GpuBuffer(GpuDevice device, long byteLength, MemoryPlace place, string what)
    {
        if (place != MemoryPlace.Device && byteLength > LargestHostView)
        {
            throw new GpuException(string.Create(
                CultureInfo.InvariantCulture,
                $"{byteLength:N0} bytes for {what} are more than the {LargestHostView:N0} that the processor can see of a GPU's memory at once"))
            {
                Remedies = Remedies.SmallerFrames | Remedies.Processor,
            };
        }

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

    /// <summary>The VkBuffer, destroyed on disposal.</summary>
    public Buffer Handle { get; }

    /// <summary>The bytes that were asked for.</summary>
    public long ByteLength { get; }

    /// <summary>The host's view of a buffer in a host-visible place, coherent with the device's; valid until disposal.</summary>
    /// <exception cref="InvalidOperationException">The buffer lies in the device's own memory.</exception>
    public Span<byte> Bytes => mapped is null
        ? throw new InvalidOperationException("a buffer in the device's own memory has no host view")
        : new Span<byte>(mapped, (int)ByteLength);

    /// <summary>Destroys the buffer, which no unfinished commands may use.</summary>
    public void Dispose()
    {
        device.Vk.DestroyBuffer(device.Handle, Handle, null);
        device.Vk.FreeMemory(device.Handle, memory, null);
    }
}
