using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Kernels;
using LiveStyle.Gpu.Memory;
using Silk.NET.Vulkan;

namespace LiveStyle.Presentation.Presenting;

/// <summary>Descriptor sets of a composer: one for each three images that came together before.</summary>
sealed class CompositionSets(GpuDevice device, KernelLayout layout, GpuBuffer text) : IDisposable
{
    const int SetsOfPool = 16;

    readonly Dictionary<(long Original, long Stylized, long Canvas), DescriptorSet> sets = [];
    readonly List<DescriptorSets> pools = [];
    int left;

    public DescriptorSet For(GpuImage original, GpuImage stylized, GpuImage canvas, GpuBuffer atlas)
    {
        var images = (original.Serial, stylized.Serial, canvas.Serial);
        if (!sets.TryGetValue(images, out DescriptorSet set))
        {
            if (left == 0)
            {
                pools.Add(new DescriptorSets(device, SetsOfPool, layout.Bindings[0].Length));
                left = SetsOfPool;
            }

            left--;
            DescriptorSets pool = pools[^1];
            set = pool.Allocate(layout, 0);
            pool.Write(set, 0, original, KernelBinding.SampledImage);
            pool.Write(set, 1, stylized, KernelBinding.SampledImage);
            pool.Write(set, 2, canvas, KernelBinding.StorageImage);
            pool.Write(set, 3, atlas);
            pool.Write(set, 4, text);
            sets.Add(images, set);
        }

        return set;
    }

    /// <summary>The sets of images that are gone make room. Sets of recordings that are submitted live until those are done.</summary>
    public void ForgetAll()
    {
        pools.ForEach(device.Retire);
        pools.Clear();
        sets.Clear();
        left = 0;
    }

    public void Dispose() => pools.ForEach(pool => pool.Dispose());
}
