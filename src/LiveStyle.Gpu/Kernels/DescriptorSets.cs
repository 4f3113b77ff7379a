using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Kernels;

/// <summary>Descriptor sets of fixed number, whose memory is allocated at once and freed at once.</summary>
/// <remarks>Thread-safety: one thread at a time. Disposed when the GPU is done with its sets.</remarks>
public sealed unsafe class DescriptorSets : IDisposable
{
    readonly GpuDevice device;
    readonly DescriptorPool pool;

    /// <summary>Makes room for the sets.</summary>
    /// <param name="device">The device of the sets; it outlives this.</param>
    /// <param name="sets">How many sets can be allocated.</param>
    /// <param name="bindingsOfSet">How many bindings each has at most.</param>
    /// <exception cref="GpuException">There is no room.</exception>
    public DescriptorSets(GpuDevice device, int sets, int bindingsOfSet)
    {
        this.device = device;
        uint count = (uint)(sets * bindingsOfSet);
        DescriptorPoolSize* sizes = stackalloc DescriptorPoolSize[]
        {
            new DescriptorPoolSize(DescriptorType.StorageBuffer, count),
            new DescriptorPoolSize(DescriptorType.SampledImage, count),
            new DescriptorPoolSize(DescriptorType.StorageImage, count),
        };
        var create = new DescriptorPoolCreateInfo { SType = StructureType.DescriptorPoolCreateInfo, MaxSets = (uint)sets, PoolSizeCount = 3, PPoolSizes = sizes };
        DescriptorPool made;
        device.Vk.CreateDescriptorPool(device.Handle, &create, null, &made).Check("create a descriptor pool");
        pool = made;
    }

    /// <summary>Allocates a set, whose bindings are still unset.</summary>
    /// <param name="layout">The layout that has the set.</param>
    /// <param name="set">The set's number in the layout, from 0.</param>
    /// <returns>The set, valid until this is disposed.</returns>
    /// <exception cref="GpuException">All were allocated.</exception>
    public DescriptorSet Allocate(KernelLayout layout, int set)
    {
        DescriptorSetLayout handle = layout.Sets[set];
        var allocate = new DescriptorSetAllocateInfo
        {
            SType = StructureType.DescriptorSetAllocateInfo, DescriptorPool = pool, DescriptorSetCount = 1, PSetLayouts = &handle,
        };
        DescriptorSet made;
        device.Vk.AllocateDescriptorSets(device.Handle, &allocate, &made).Check("allocate a descriptor set");
        return made;
    }

    /// <summary>Points a binding at a whole buffer.</summary>
    /// <param name="set">A set that the GPU does not use now.</param>
    /// <param name="binding">The binding's number, from 0.</param>
    /// <param name="buffer">The buffer, which outlives the set's use.</param>
    public void Write(DescriptorSet set, int binding, GpuBuffer buffer)
    {
        var info = new DescriptorBufferInfo(buffer.Handle, 0, Vk.WholeSize);
        var write = new WriteDescriptorSet
        {
            SType = StructureType.WriteDescriptorSet,
            DstSet = set,
            DstBinding = (uint)binding,
            DescriptorCount = 1,
            DescriptorType = DescriptorType.StorageBuffer,
            PBufferInfo = &info,
        };
        device.Vk.UpdateDescriptorSets(device.Handle, 1, &write, 0, null);
    }

    /// <summary>Points a binding at an image.</summary>
    /// <param name="set">A set that the GPU does not use now.</param>
    /// <param name="binding">The binding's number, from 0.</param>
    /// <param name="image">The image, which outlives the set's use.</param>
    /// <param name="kind">Whether kernels read or write it.</param>
    public void Write(DescriptorSet set, int binding, GpuImage image, KernelBinding kind)
    {
        ImageLayout layout = kind == KernelBinding.SampledImage ? ImageUse.ReadByKernels.Layout : ImageUse.WrittenByKernels.Layout;
        var info = new DescriptorImageInfo(default, image.View, layout);
        var write = new WriteDescriptorSet
        {
            SType = StructureType.WriteDescriptorSet,
            DstSet = set,
            DstBinding = (uint)binding,
            DescriptorCount = 1,
            DescriptorType = kind.DescriptorType(),
            PImageInfo = &info,
        };
        device.Vk.UpdateDescriptorSets(device.Handle, 1, &write, 0, null);
    }

    /// <summary>Frees all sets, which no unfinished commands may use.</summary>
    public void Dispose() => device.Vk.DestroyDescriptorPool(device.Handle, pool, null);
}
