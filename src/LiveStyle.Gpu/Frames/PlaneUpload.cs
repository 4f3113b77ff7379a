using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Kernels;
using LiveStyle.Gpu.Memory;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Frames;

/// <summary>Host frames of one size and format to RGB images: a kernel, and for each of a few slots a staging buffer.</summary>
/// <remarks>
/// A turn of a slot: <see cref="Fill"/>, <see cref="Record"/>, submit; the slot is free again when the GPU has done that.
/// Thread-safety: one call a slot at a time. A turn allocates nothing.
/// </remarks>
/// <param name="device">The device that converts; it outlives this.</param>
/// <param name="size">The frames' width and height in pixels.</param>
/// <param name="format">The frames' planes; alpha samples are left behind.</param>
/// <param name="slots">How many frames may be on their way at once.</param>
/// <exception cref="GpuException">There is no room, or the frames are larger than the device can reach.</exception>
public sealed unsafe class PlaneUpload(GpuDevice device, FrameSize size, FrameFormat format, int slots) : IDisposable
{
    readonly PlaneKernel kernel = new(
        device, size, format.WithoutAlpha(), slots, "color/planes_to_rgb", KernelBinding.StorageImage, MemoryPlace.Upload, ((size.Width + 31) / 32, (size.Height + 7) / 8));

    /// <summary>Copies a frame, which stays the caller's, to a free slot's staging buffer.</summary>
    /// <param name="slot">A free slot, from 0.</param>
    /// <param name="frame">The frame, whose pixels are not needed any more on return.</param>
    /// <exception cref="ArgumentException">It has another size or format.</exception>
    public void Fill(int slot, HostFrame frame)
    {
        if (frame.Size != size || frame.Format != format)
        {
            throw new ArgumentException($"the frame is {frame.Size} {frame.Format.Layout}; {size} {format.Layout} was promised", nameof(frame));
        }

        Span<byte> planes = kernel.Planes(slot);
        if (frame.IsContiguous && !format.HasAlphaSamples)
        {
            new ReadOnlySpan<byte>((void*)frame.Address, planes.Length).CopyTo(planes);
        }
        else
        {
            FramePacking.Pack(frame, planes);
        }
    }

    /// <summary>Records the conversion of a slot's planes to sRGB-encoded RGB in [0, 1], alpha 1.</summary>
    /// <param name="commands">The command buffer that is being recorded.</param>
    /// <param name="slot">A slot that was filled.</param>
    /// <param name="target">An image of the frames' size; all of it is overwritten, and it is left as <see cref="ImageUse.WrittenByKernels"/>.</param>
    /// <exception cref="ArgumentException">The image has another size.</exception>
    public void Record(CommandBuffer commands, int slot, GpuImage target)
    {
        kernel.Check(target);
        Barriers.Transition(device, commands, target, ImageUse.WrittenByKernels, keepsPixels: false);
        kernel.Record(commands, slot, target);
    }

    /// <summary>Frees it once the GPU is done with what was submitted so far.</summary>
    public void Dispose() => kernel.Dispose();
}
