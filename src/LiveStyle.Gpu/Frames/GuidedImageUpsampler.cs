using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Kernels;
using LiveStyle.Gpu.Memory;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Frames;

/// <summary>
/// Brings what a network made of a reduced image to the original's size: enlarged by a cubic, with a share of the brightness that the
/// reduction had taken from the original, so that edges and small letters stay as they were. Encoded values count as they are.
/// </summary>
/// <remarks>A slot is free again when the GPU has done what was recorded with it. Thread-safety: one call a slot at a time.</remarks>
public sealed class GuidedImageUpsampler : IDisposable
{
    readonly GpuDevice device;
    readonly FrameSize from;
    readonly FrameSize to;
    readonly KernelLayout layout;
    readonly ComputeKernel kernel;
    readonly SlotSets sets;

    /// <summary>Compiles the kernel for two sizes.</summary>
    /// <param name="device">The device that draws; it outlives this.</param>
    /// <param name="from">The size of the reduced images, in pixels.</param>
    /// <param name="to">The size of the originals, in pixels.</param>
    /// <param name="slots">How many recordings may be on their way at once.</param>
    /// <exception cref="GpuException">The device has no room, or its driver refuses the shader.</exception>
    public GuidedImageUpsampler(GpuDevice device, FrameSize from, FrameSize to, int slots)
    {
        this.device = device;
        this.from = from;
        this.to = to;
        layout = new KernelLayout(device, 0, [KernelBinding.SampledImage, KernelBinding.SampledImage, KernelBinding.SampledImage, KernelBinding.StorageImage]);
        kernel = new ComputeKernel(device, layout, "color/guide", (uint)from.Width, (uint)from.Height, (uint)to.Width, (uint)to.Height);
        sets = new SlotSets(device, layout, slots);
    }

    /// <summary>Records the enlarging of an answer; allocates nothing.</summary>
    /// <param name="commands">The command buffer that is being recorded.</param>
    /// <param name="slot">A free slot, from 0.</param>
    /// <param name="answer">What the network made of <paramref name="reduced"/>; left as <see cref="ImageUse.ReadByKernels"/>, as all that is read.</param>
    /// <param name="reduced">The original at the size of the answer.</param>
    /// <param name="original">The original, whose alpha goes along.</param>
    /// <param name="target">The image that is overwritten, all of it; left as <see cref="ImageUse.WrittenByKernels"/>.</param>
    /// <exception cref="ArgumentException">An image has another size.</exception>
    public void Record(CommandBuffer commands, int slot, GpuImage answer, GpuImage reduced, GpuImage original, GpuImage target)
    {
        if (answer.Size != from || reduced.Size != from || original.Size != to || target.Size != to)
        {
            throw new ArgumentException($"the images are {answer.Size}, {reduced.Size}, {original.Size} and {target.Size}, not {from} and {to}", nameof(answer));
        }

        Barriers.Transition(device, commands, answer, ImageUse.ReadByKernels);
        Barriers.Transition(device, commands, reduced, ImageUse.ReadByKernels);
        Barriers.Transition(device, commands, original, ImageUse.ReadByKernels);
        Barriers.Transition(device, commands, target, ImageUse.WrittenByKernels, keepsPixels: false);
        sets.Bind(slot, 0, answer, KernelBinding.SampledImage);
        sets.Bind(slot, 1, reduced, KernelBinding.SampledImage);
        sets.Bind(slot, 2, original, KernelBinding.SampledImage);
        kernel.Dispatch(commands, [sets.Bind(slot, 3, target, KernelBinding.StorageImage)], ((to.Width + 15) / 16, (to.Height + 15) / 16));
    }

    /// <summary>Frees it once the GPU is done with what was submitted so far.</summary>
    public void Dispose()
    {
        device.Retire(sets);
        device.Retire(kernel);
        device.Retire(layout);
    }
}
