using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Kernels;

/// <summary>What a kernel finds at a binding of a descriptor set.</summary>
public enum KernelBinding
{
    /// <summary>A storage buffer, read or written.</summary>
    Buffer,

    /// <summary>An image read by texelFetch, without a sampler.</summary>
    SampledImage,

    /// <summary>An image that is written.</summary>
    StorageImage,
}

static class KernelBindings
{
    public static DescriptorType DescriptorType(this KernelBinding binding) => binding switch
    {
        KernelBinding.Buffer => Silk.NET.Vulkan.DescriptorType.StorageBuffer,
        KernelBinding.SampledImage => Silk.NET.Vulkan.DescriptorType.SampledImage,
        _ => Silk.NET.Vulkan.DescriptorType.StorageImage,
    };
}
