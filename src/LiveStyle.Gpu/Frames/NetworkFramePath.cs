using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using LiveStyle.Gpu.Network;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Frames;

/// <summary>Frames of one size and format through a device: planes up, network, planes back, one submission a frame.</summary>
/// <remarks>
/// Each slot has buffers and images of its own, so that one frame is copied in and another one out while the GPU works on a third; the
/// network's maps are shared, since the GPU runs one network at a time. Thread-safety: one call a slot at a time; slots at once.
/// </remarks>
public sealed class NetworkFramePath : IDisposable
{
    readonly GpuDevice device;
    readonly NetworkPass pass;
    readonly PlaneUpload upload;
    readonly PlaneReadback readback;
    readonly Slot[] slots;
    readonly Lock recording = new();

    /// <summary>Makes room for the slots' frames and the network's maps.</summary>
    /// <param name="network">The network; it outlives this.</param>
    /// <param name="size">The frames' width and height in pixels.</param>
    /// <param name="format">The frames' planes.</param>
    /// <param name="slots">How many frames may be on their way at once, 1 or more.</param>
    /// <exception cref="GpuException">There is no room; the exception names a size that fits.</exception>
    public NetworkFramePath(GpuNetwork network, FrameSize size, FrameFormat format, int slots)
    {
        device = network.Device;
        Size = size;
        Format = format;
        Pool = new FramePool(size, format);
        pass = network.Prepare(size);
        this.slots = new Slot[slots];
        try
        {
            upload = new PlaneUpload(device, size, format, slots);
            readback = new PlaneReadback(device, size, format, slots);
            for (int i = 0; i < slots; i++)
            {
                this.slots[i] = new Slot(device, size, format);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The frames' width and height in pixels.</summary>
    public FrameSize Size { get; }

    /// <summary>The planes of the frames that go in and come out.</summary>
    public FrameFormat Format { get; }

    /// <summary>The pool that lends the frames that come out; disposed with this.</summary>
    public FramePool Pool { get; }

    /// <summary>Stylizes a frame; returns when the target holds the result.</summary>
    /// <param name="index">The slot, from 0, which no other call uses.</param>
    /// <param name="source">A frame of this size and format; it stays the caller's.</param>
    /// <param name="target">A frame of this size and format, which is overwritten; it gets the source's timestamp and duration.</param>
    /// <param name="embedding">float32, as many values as the network's <see cref="GpuNetwork.EmbeddingLength"/>.</param>
    /// <exception cref="GpuException">The device failed or was lost.</exception>
    /// <exception cref="ModelException">The embedding has another length.</exception>
    public void Run(int index, HostFrame source, HostFrame target, ReadOnlySpan<float> embedding)
    {
        Slot slot = slots[index];
        upload.Fill(index, source);
        ulong value;
        lock (recording)
        {
            value = slot.Record(index, upload, pass, readback, embedding);
        }

        device.Submissions.Wait(value);
        readback.Fetch(index, target, source);
        target.Timestamp = source.Timestamp;
        target.DurationTicks = source.DurationTicks;
    }

    /// <summary>Frees the slots and the pool. No run may be under way.</summary>
    public void Dispose()
    {
        foreach (Slot? slot in slots)
        {
            slot?.Dispose();
        }

        upload?.Dispose();
        readback?.Dispose();
        device.Retire(pass);
        Pool.Dispose();
    }

    sealed class Slot(GpuDevice device, FrameSize size, FrameFormat format) : IDisposable
    {
        readonly CommandRing ring = new(device, 1);
        readonly GpuImage original = GpuImage.Create(device, size, PlaneConstants.ImageFormat(format.BitsPerSample), "a frame");
        readonly GpuImage stylized = GpuImage.Create(device, size, PlaneConstants.ImageFormat(format.BitsPerSample), "a frame");

        public ulong Record(int index, PlaneUpload upload, NetworkPass pass, PlaneReadback readback, ReadOnlySpan<float> embedding)
        {
            CommandBuffer commands = ring.Begin();
            upload.Record(commands, index, original);
            pass.RecordKernels(commands, original, stylized, embedding);
            readback.Record(commands, index, stylized);
            return ring.Submit();
        }

        public void Dispose()
        {
            ring.Dispose();
            original.Dispose();
            stylized.Dispose();
        }
    }
}
