using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using LiveStyle.Gpu.Plan;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Network;

/// <summary>A network ready for frames of one size: the memory of its maps, and how to record it.</summary>
/// <remarks>
/// Recording allocates nothing once a pair of images has come before. Passes of one device may be recorded again before earlier
/// recordings are done: commands in one queue wait for each other's maps. Thread-safety: one recording at a time.
/// Dispose it when no submitted commands use it any more.
/// </remarks>
public sealed unsafe class NetworkPass : IDisposable
{
    readonly GpuNetwork network;
    readonly NetworkPlan plan;
    readonly List<NetworkStep> steps;
    readonly List<GpuBuffer> blocks = [];
    readonly Stack<IDisposable> owned = [];
    readonly GpuBuffer normalizations;
    readonly GpuBuffer embedding;
    readonly ImagePairs images;

    internal NetworkPass(GpuNetwork network, NetworkPlan plan)
    {
        this.network = network;
        this.plan = plan;
        GpuDevice device = network.Device;
        try
        {
            foreach (long bytes in plan.Blocks)
            {
                blocks.Add(Own(new GpuBuffer(device, bytes, MemoryPlace.Device, "the network's maps")));
            }

            embedding = Own(new GpuBuffer(device, network.EmbeddingLength * sizeof(float), MemoryPlace.Device, "an embedding"));
            var builder = new NetworkStepBuilder(network, plan);
            Own(builder.Sets);
            normalizations = Own(new GpuBuffer(device, builder.NormalizationBytes, MemoryPlace.Device, "normalizations"));
            GpuBuffer partials = Own(new GpuBuffer(device, builder.PartialBytes, MemoryPlace.Device, "statistics"));
            steps = builder.Build(blocks, normalizations, partials, embedding);
            images = Own(new ImagePairs(device, network.Kernels.Layout));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The width and height in pixels of the source and target images.</summary>
    public FrameSize Size => plan.Frame;

    /// <summary>How many bytes of the device's memory the maps take.</summary>
    public long MemoryBytes => plan.Blocks.Sum();

    internal NetworkPlan Plan => plan;

    internal IReadOnlyList<NetworkStep> Steps => steps;

    /// <summary>Descriptor sets of images that were allocated so far.</summary>
    internal int ImageSets => images.Allocated;

    /// <summary>Memory of the maps, by the plan's number of the block.</summary>
    internal IReadOnlyList<GpuBuffer> Blocks => blocks;

    /// <summary>The numbers of each layer in order and each group of four channels: means, then scales, then shifts.</summary>
    internal GpuBuffer Normalizations => normalizations;

    /// <summary>Records the network over a frame into a command buffer that is being recorded, outside of a render pass.</summary>
    /// <param name="commands">A VkCommandBuffer of a queue that computes.</param>
    /// <param name="source">
    /// An image of this pass's size. An engine's is in layout SHADER_READ_ONLY_OPTIMAL, its pixels visible to sampled reads of compute shaders, and stays so.
    /// </param>
    /// <param name="target">
    /// Another image of that size; alpha becomes the source's. An engine's is in layout GENERAL, free to be written by compute shaders, and stays
    /// so: the engine waits for storage writes of compute shaders before it uses it.
    /// </param>
    /// <param name="embedding">float32, E values, copied into the command buffer.</param>
    /// <exception cref="ArgumentException">An image has another size, or both are one.</exception>
    /// <exception cref="ModelException">The embedding's length is not the network's E.</exception>
    public void Record(nint commands, GpuImage source, GpuImage target, ReadOnlySpan<float> embedding) =>
        RecordKernels(new CommandBuffer(commands), source, target, embedding);

    internal void RecordKernels(CommandBuffer commands, GpuImage source, GpuImage target, ReadOnlySpan<float> embedding, IKernelWatch? watch = null)
    {
        if (source.Size != Size || target.Size != Size || source.RawHandle == target.RawHandle)
        {
            throw new ArgumentException($"source and target must be two images of {Size}", nameof(target));
        }

        if (embedding.Length != network.EmbeddingLength)
        {
            throw new ModelException($"an embedding of {embedding.Length} values, where the network takes {network.EmbeddingLength}; use its own styles");
        }

        GpuDevice device = network.Device;
        Barriers.Transition(device, commands, source, ImageUse.ReadByKernels);
        Barriers.Transition(device, commands, target, ImageUse.WrittenByKernels, keepsPixels: false);
        Barriers.FromKernelsToCopies(device, commands);
        fixed (float* values = embedding)
        {
            device.Vk.CmdUpdateBuffer(commands, this.embedding.Handle, 0, (ulong)embedding.Length * sizeof(float), values);
        }

        Barriers.FromCopiesToKernels(device, commands);
        DescriptorSet* sets = stackalloc DescriptorSet[] { default, images.For(source, target) };
        watch?.Before(commands);
        foreach (NetworkStep step in steps)
        {
            sets[0] = step.Set;
            step.Kernel.Dispatch(commands, new ReadOnlySpan<DescriptorSet>(sets, 2), step.Constants, step.X, step.Y, step.Z);
            Barriers.BetweenKernels(device, commands);
            watch?.After(commands, step);
        }
    }

    /// <summary>Forgets an image that is about to be disposed; its descriptor sets go to other images.</summary>
    /// <param name="image">One of this device, recorded before or not. Command buffers that an engine submitted itself must be done with
    /// it; those that went through this device's own queue are waited for before a set is written anew.</param>
    public void Forget(GpuImage image) => images.Forget(image);

    /// <summary>Frees its memory; no submitted commands may use it.</summary>
    public void Dispose()
    {
        while (owned.TryPop(out IDisposable? resource))
        {
            resource.Dispose();
        }
    }

    T Own<T>(T resource)
        where T : IDisposable
    {
        owned.Push(resource);
        return resource;
    }
}
