using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Kernels;
using LiveStyle.Gpu.Memory;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Frames;

/// <summary>
/// A descriptor set for each of a few slots. A slot is free again when the GPU is done with what was recorded with it, so that its
/// set may be pointed at another image then; where the image is the same, nothing is written.
/// </summary>
sealed class SlotSets : IDisposable
{
    readonly DescriptorSets pool;
    readonly DescriptorSet[] sets;
    readonly GpuImage?[][] images;

    /// <param name="device">The device that they belong to.</param>
    /// <param name="layout">The layout of one set.</param>
    /// <param name="slots">How many.</param>
    public SlotSets(GpuDevice device, KernelLayout layout, int slots)
    {
        int bindings = layout.Bindings[0].Length;
        pool = new DescriptorSets(device, slots, bindings);
        sets = new DescriptorSet[slots];
        images = new GpuImage?[slots][];
        for (int i = 0; i < slots; i++)
        {
            sets[i] = pool.Allocate(layout, 0);
            images[i] = new GpuImage?[bindings];
        }
    }

    /// <summary>Points a slot's binding at a buffer, for good.</summary>
    public void Bind(int slot, int binding, GpuBuffer buffer) => pool.Write(sets[slot], binding, buffer);

    /// <summary>Points a free slot's binding at an image.</summary>
    /// <returns>The slot's set.</returns>
    public DescriptorSet Bind(int slot, int binding, GpuImage image, KernelBinding kind)
    {
        if (!ReferenceEquals(images[slot][binding], image))
        {
            pool.Write(sets[slot], binding, image, kind);
            images[slot][binding] = image;
        }

        return sets[slot];
    }

    public void Dispose() => pool.Dispose();
}
