using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Kernels;
using LiveStyle.Gpu.Memory;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Frames;

/// <summary>
/// A kernel between planes in host-visible memory and an RGB image, and for each of a few slots a buffer of the planes.
/// A slot's image may be another at each recording.
/// </summary>
/// <remarks>Thread-safety: one call a slot at a time; slots are independent of each other. Recording allocates nothing.</remarks>
sealed class PlaneKernel : IDisposable
{
    readonly GpuDevice device;
    readonly KernelBinding imageKind;
    readonly ComputeKernel kernel;
    readonly KernelLayout layout;
    readonly SlotSets sets;
    readonly GpuBuffer[] buffers;
    readonly (int X, int Y) groups;

    public PlaneKernel(
        GpuDevice device, FrameSize size, FrameFormat format, int slots, string shader, KernelBinding imageKind, MemoryPlace place, (int X, int Y) groups)
    {
        this.device = device;
        this.imageKind = imageKind;
        this.groups = groups;
        Size = size;
        Format = format;
        long bytes = PlaneConstants.BufferLength(device, size, format);
        buffers = new GpuBuffer[slots];
        layout = new KernelLayout(device, 0, [KernelBinding.Buffer, imageKind]);
        try
        {
            kernel = new ComputeKernel(device, layout, shader, PlaneConstants.Of(size, format));
            sets = new SlotSets(device, layout, slots);
            for (int i = 0; i < slots; i++)
            {
                buffers[i] = new GpuBuffer(device, bytes, place, $"planes of {size} frames");
                sets.Bind(i, 0, buffers[i]);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public FrameSize Size { get; }

    public FrameFormat Format { get; }

    /// <summary>The host's view of a slot's planes. It's the host's while no submitted commands use the slot.</summary>
    public Span<byte> Planes(int slot) => buffers[slot].Bytes[..(int)Format.ByteLength(Size)];

    /// <summary>Refuses an image of another size: before a barrier is recorded, so that the image's use stays what its commands say.</summary>
    public void Check(GpuImage image)
    {
        if (image.Size != Size)
        {
            throw new ArgumentException($"the image is {image.Size}, the planes are {Size}", nameof(image));
        }
    }

    /// <summary>Records the dispatch for a slot that no unfinished commands use; barriers, and checking the image, are the caller's.</summary>
    public void Record(CommandBuffer commands, int slot, GpuImage image) =>
        kernel.Dispatch(commands, [sets.Bind(slot, 1, image, imageKind)], groups);

    /// <summary>Once the GPU is done with what was submitted so far.</summary>
    public void Dispose()
    {
        foreach (IDisposable? part in new IDisposable?[] { sets, kernel, layout })
        {
            if (part is not null)
            {
                device.Retire(part);
            }
        }

        foreach (GpuBuffer? buffer in buffers)
        {
            if (buffer is not null)
            {
                device.Retire(buffer);
            }
        }
    }
}
