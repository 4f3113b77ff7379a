using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Kernels;
using LiveStyle.Gpu.Memory;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Frames;

/// <summary>RGB images to host frames of one size and format: a kernel, and for each of a few slots a buffer that the host reads.</summary>
/// <remarks>
/// A turn of a slot: <see cref="Record"/>, submit, wait for the GPU, <see cref="Fetch(int, HostFrame)"/>; then it is free again.
/// Thread-safety: one call a slot at a time. A turn allocates nothing.
/// </remarks>
/// <param name="device">The device that converts; it outlives this.</param>
/// <param name="size">The frames' width and height in pixels.</param>
/// <param name="format">The frames' planes.</param>
/// <param name="slots">How many frames may be on their way at once.</param>
/// <exception cref="GpuException">There is no room, or the frames are larger than the device can reach.</exception>
public sealed unsafe class PlaneReadback(GpuDevice device, FrameSize size, FrameFormat format, int slots) : IDisposable
{
    readonly PlaneKernel kernel = new(
        device, size, format.WithoutAlpha(), slots, "color/rgb_to_planes", KernelBinding.SampledImage, MemoryPlace.Readback, Groups(format.WithoutAlpha().ByteLength(size)));

    /// <summary>Records the conversion of an image to a slot's planes, to be seen by the host.</summary>
    /// <param name="commands">The command buffer that is being recorded.</param>
    /// <param name="slot">A free slot, from 0.</param>
    /// <param name="source">An image of the frames' size, sRGB-encoded RGB in [0, 1]; left as <see cref="ImageUse.ReadByKernels"/>.</param>
    /// <exception cref="ArgumentException">The image has another size.</exception>
    public void Record(CommandBuffer commands, int slot, GpuImage source)
    {
        kernel.Check(source);
        Barriers.Transition(device, commands, source, ImageUse.ReadByKernels);
        kernel.Record(commands, slot, source);
        Barriers.ToHost(device, commands);
    }

    /// <summary>Copies a slot's planes to a frame, once the GPU has done what was recorded.</summary>
    /// <param name="slot">The slot that was recorded.</param>
    /// <param name="frame">The frame that is overwritten; it stays the caller's.</param>
    /// <exception cref="ArgumentException">The frame has another size or format.</exception>
    public void Fetch(int slot, HostFrame frame) => Fetch(slot, frame, frame);

    /// <summary>The same, with the alpha samples of another frame where the format has some.</summary>
    internal void Fetch(int slot, HostFrame frame, HostFrame original)
    {
        if (frame.Size != size || frame.Format != format)
        {
            throw new ArgumentException($"the frame is {frame.Size} {frame.Format.Layout}; {size} {format.Layout} was promised", nameof(frame));
        }

        Span<byte> planes = kernel.Planes(slot);
        if (frame.IsContiguous && !format.HasAlphaSamples)
        {
            planes.CopyTo(new Span<byte>((void*)frame.Address, planes.Length));
        }
        else
        {
            FramePacking.Unpack(planes, frame, original);
        }
    }

    /// <summary>Frees it once the GPU is done with what was submitted so far.</summary>
    public void Dispose() => kernel.Dispose();

    /// <summary>An invocation a word, 256 a workgroup, in rows, since the longest row that every device takes is 65,535.</summary>
    static (int X, int Y) Groups(long bytes)
    {
        int groups = (int)((bytes + 1023) / 1024);
        int across = Math.Min(groups, 32768);
        return (across, (groups + across - 1) / across);
    }
}
