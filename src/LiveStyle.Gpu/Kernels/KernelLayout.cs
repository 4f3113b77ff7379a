using LiveStyle.Gpu.Devices;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Kernels;

/// <summary>The bindings and push constants that kernels of one family share. Immutable, so thread-safe. Disposed after those kernels.</summary>
public sealed unsafe class KernelLayout : IDisposable
{
    readonly GpuDevice device;

    /// <summary>Makes the layout.</summary>
    /// <param name="device">The device of the kernels; it outlives this.</param>
    /// <param name="pushedBytes">The bytes of the push constants, a multiple of 4; at most 128, which every device has.</param>
    /// <param name="sets">For each descriptor set its bindings, from 0.</param>
    /// <exception cref="GpuException">The driver has no room.</exception>
    public KernelLayout(GpuDevice device, int pushedBytes, params KernelBinding[][] sets)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pushedBytes, 128);
        this.device = device;
        PushedBytes = pushedBytes;
        Bindings = sets;
        Sets = [.. sets.Select(CreateSet)];
        fixed (DescriptorSetLayout* layouts = Sets)
        {
            var range = new PushConstantRange(ShaderStageFlags.ComputeBit, 0, (uint)pushedBytes);
            var create = new PipelineLayoutCreateInfo
            {
                SType = StructureType.PipelineLayoutCreateInfo,
                SetLayoutCount = (uint)Sets.Length,
                PSetLayouts = layouts,
                PushConstantRangeCount = pushedBytes == 0 ? 0u : 1u,
                PPushConstantRanges = &range,
            };
            PipelineLayout handle;
            device.Vk.CreatePipelineLayout(device.Handle, &create, null, &handle).Check("create a pipeline layout");
            Handle = handle;
        }
    }

    internal int PushedBytes { get; }

    /// <summary>For each descriptor set its bindings, from 0; not to be changed.</summary>
    public KernelBinding[][] Bindings { get; }

    internal DescriptorSetLayout[] Sets { get; }

    internal PipelineLayout Handle { get; }

    /// <summary>Destroys the layout; its kernels are gone before.</summary>
    public void Dispose()
    {
        device.Vk.DestroyPipelineLayout(device.Handle, Handle, null);
        foreach (DescriptorSetLayout set in Sets)
        {
            device.Vk.DestroyDescriptorSetLayout(device.Handle, set, null);
        }
    }

    DescriptorSetLayout CreateSet(KernelBinding[] bindings)
    {
        DescriptorSetLayoutBinding* all = stackalloc DescriptorSetLayoutBinding[bindings.Length];
        for (int i = 0; i < bindings.Length; i++)
        {
            all[i] = new DescriptorSetLayoutBinding((uint)i, bindings[i].DescriptorType(), 1, ShaderStageFlags.ComputeBit);
        }

        var create = new DescriptorSetLayoutCreateInfo { SType = StructureType.DescriptorSetLayoutCreateInfo, BindingCount = (uint)bindings.Length, PBindings = all };
        DescriptorSetLayout handle;
        device.Vk.CreateDescriptorSetLayout(device.Handle, &create, null, &handle).Check("create a descriptor set layout");
        return handle;
    }
}
