using Silk.NET.Vulkan;

namespace LiveStyle.Gpu;

/// <summary>Descriptor sets of source and target images: one for each pair that came before.</summary>
/// <remarks>A set is never rewritten, so that recordings under way keep theirs. Sets come in pools, which are freed together.</remarks>
sealed class ImagePairs(GpuDevice device, KernelLayout layout) : IDisposable
{
    const int SetsOfPool = 16;

    readonly Dictionary<(ulong Source, ulong Target), DescriptorSet> sets = [];
    readonly List<DescriptorSets> pools = [];
    int left;

    public DescriptorSet For(GpuImage source, GpuImage target)
    {
        var pair = (source.View.Handle, target.View.Handle);
        if (!sets.TryGetValue(pair, out DescriptorSet set))
        {
            if (left == 0)
            {
                pools.Add(new DescriptorSets(device, SetsOfPool, 2));
                left = SetsOfPool;
            }

            left--;
            set = pools[^1].Allocate(layout, 1);
            pools[^1].Write(set, 0, source, KernelBinding.SampledImage);
            pools[^1].Write(set, 1, target, KernelBinding.StorageImage);
            sets.Add(pair, set);
        }

        return set;
    }

    /// <summary>Forgets an image's sets: another image may get its handle.</summary>
    public void Forget(GpuImage image)
    {
        foreach ((ulong Source, ulong Target) pair in sets.Keys.Where(pair => pair.Source == image.View.Handle || pair.Target == image.View.Handle).ToList())
        {
            sets.Remove(pair);
        }
    }

    public void Dispose() => pools.ForEach(pool => pool.Dispose());
}
