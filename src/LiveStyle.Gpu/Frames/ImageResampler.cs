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

    /// <param name="device">Whose it is.</param>
    /// <param name="source">Size of the images that are read.</param>
    /// <param name="target">Size of the images that are written.</param>
    /// <param name="slots">Recordings that may be on their way at once.</param>
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

    /// <summary>Records the drawing.</summary>
    /// <param name="commands">Is being recorded.</param>
    /// <param name="slot">Free.</param>
    /// <param name="from">Read; left as <see cref="ImageUse.ReadByKernels"/>.</param>
    /// <param name="to">All of it is overwritten; left as <see cref="ImageUse.WrittenByKernels"/>.</param>
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

    /// <summary>Once the GPU is done with what was submitted so far.</summary>
    public void Dispose()
    {
        device.Retire(sets);
        device.Retire(kernel);
        device.Retire(layout);
    }
}
