using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Kernels;

/// <summary>Descriptor sets of fixed number, allocated at once and freed at once.</summary>
public sealed unsafe class DescriptorSets : IDisposable
{
    readonly GpuDevice device;
    readonly DescriptorPool pool;

    /// <param name="device">Whose they are.</param>
    /// <param name="sets">How many can be had.</param>
    /// <param name="bindingsOfSet">At most in each.</param>
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

    /// <summary>A set for one of a layout's sets, whose bindings are still unset.</summary>
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

    /// <summary>Points a binding at a whole buffer. The set must not be in use by the GPU.</summary>
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

    /// <summary>Points a binding at an image. The set must not be in use by the GPU.</summary>
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

    public void Dispose() => device.Vk.DestroyDescriptorPool(device.Handle, pool, null);
}
