using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Kernels;
using LiveStyle.Gpu.Memory;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Frames;

/// <summary>
/// Draws an image into one of another size: along each axis the mean of the pixels covered where the target is smaller, bilinear
/// where it is larger. Encoded values are averaged as they are.
/// </summary>
/// <remarks>A slot is free again when the GPU has done what was recorded with it. Thread-safety: one call a slot at a time.</remarks>
public sealed class ImageResampler : IDisposable
{
    readonly GpuDevice device;
    readonly FrameSize source;
    readonly FrameSize target;
    readonly KernelLayout layout;
    readonly ComputeKernel kernel;
    readonly SlotSets sets;

    /// <summary>Compiles the kernel for two sizes.</summary>
    /// <param name="device">The device that draws; it outlives this.</param>
    /// <param name="source">The size in pixels of the images that are read.</param>
    /// <param name="target">The size in pixels of the images that are written.</param>
    /// <param name="slots">How many recordings may be on their way at once.</param>
    /// <exception cref="GpuException">The device has no room, or its driver refuses the shader.</exception>
    public ImageResampler(GpuDevice device, FrameSize source, FrameSize target, int slots)
    {
        this.device = device;
        this.source = source;
        this.target = target;
        layout = new KernelLayout(device, 0, [KernelBinding.SampledImage, KernelBinding.StorageImage]);
        kernel = new ComputeKernel(
            device, layout, "color/resample", (uint)source.Width, (uint)source.Height, (uint)target.Width, (uint)target.Height);
        sets = new SlotSets(device, layout, slots);
    }

    /// <summary>Records the drawing of one image into another; allocates nothing.</summary>
    /// <param name="commands">The command buffer that is being recorded.</param>
    /// <param name="slot">A free slot, from 0.</param>
    /// <param name="from">The image that is read; left as <see cref="ImageUse.ReadByKernels"/>.</param>
    /// <param name="to">The image that is overwritten, all of it; left as <see cref="ImageUse.WrittenByKernels"/>.</param>
    /// <exception cref="ArgumentException">An image has another size.</exception>
    public void Record(CommandBuffer commands, int slot, GpuImage from, GpuImage to)
    {
        if (from.Size != source || to.Size != target)
        {
            throw new ArgumentException($"the images are {from.Size} and {to.Size}, not {source} and {target}", nameof(from));
        }

        Barriers.Transition(device, commands, from, ImageUse.ReadByKernels);
        Barriers.Transition(device, commands, to, ImageUse.WrittenByKernels, keepsPixels: false);
        sets.Bind(slot, 0, from, KernelBinding.SampledImage);
        kernel.Dispatch(commands, [sets.Bind(slot, 1, to, KernelBinding.StorageImage)], ((target.Width + 15) / 16, (target.Height + 15) / 16));
    }

    /// <summary>Frees it once the GPU is done with what was submitted so far.</summary>
    public void Dispose()
    {
        device.Retire(sets);
        device.Retire(kernel);
        device.Retire(layout);
    }
}
