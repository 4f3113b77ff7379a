using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Kernels;
using LiveStyle.Gpu.Memory;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Plan;

/// <summary>Descriptor sets of source and target images: one for each pair that came before.</summary>
/// <remarks>
/// A set is rewritten only for another pair, after an image of its own was forgotten and what was submitted until then is done: so
/// recordings under way keep theirs. Sets come in pools, which are freed together. Pairs are told apart by their objects, since the
/// driver gives the handle of an image that is gone to another one.
/// </remarks>
sealed class ImagePairs(GpuDevice device, KernelLayout layout) : IDisposable
{
    const int SetsOfPool = 16;

    readonly Dictionary<(GpuImage Source, GpuImage Target), DescriptorSet> sets = [];
    readonly List<DescriptorSets> pools = [];
    readonly Queue<(ulong Value, DescriptorSet Set)> forgotten = [];
    int left;

    /// <summary>Sets that were allocated, in use or free for other pairs.</summary>
    public int Allocated => pools.Count * SetsOfPool - left;

    public DescriptorSet For(GpuImage source, GpuImage target)
    {
        if (!sets.TryGetValue((source, target), out DescriptorSet set))
        {
            set = Take();

            // Any pool writes into any set.
            pools[^1].Write(set, 0, source, KernelBinding.SampledImage);
            pools[^1].Write(set, 1, target, KernelBinding.StorageImage);
            sets.Add((source, target), set);
        }

        return set;
    }

    /// <summary>Forgets an image's sets, which other pairs get once all that the device was given so far is done.</summary>
    public void Forget(GpuImage image)
    {
        foreach ((GpuImage Source, GpuImage Target) pair in sets.Keys.Where(pair => pair.Source == image || pair.Target == image).ToList())
        {
            sets.Remove(pair, out DescriptorSet set);
            forgotten.Enqueue((device.LastSubmission, set));
        }
    }

    public void Dispose() => pools.ForEach(pool => pool.Dispose());

    DescriptorSet Take()
    {
        if (forgotten.TryPeek(out (ulong Value, DescriptorSet Set) oldest) && device.IsDone(oldest.Value))
        {
            return forgotten.Dequeue().Set;
        }

        if (left == 0)
        {
            pools.Add(new DescriptorSets(device, SetsOfPool, 2));
            left = SetsOfPool;
        }

        left--;
        return pools[^1].Allocate(layout, 1);
    }
}
