using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Memory;

/// <summary>What commands do with an image: its layout, and the stages and accesses that a barrier must name.</summary>
/// <param name="Layout">The layout that the image is in.</param>
/// <param name="Stages">The pipeline stages that use it.</param>
/// <param name="Access">How those stages use it.</param>
public readonly record struct ImageUse(ImageLayout Layout, PipelineStageFlags2 Stages, AccessFlags2 Access)
{
    /// <summary>Never used: its pixels may be thrown away.</summary>
    public static ImageUse None => new(ImageLayout.Undefined, PipelineStageFlags2.None, AccessFlags2.None);

    /// <summary>Compute shaders read it without a sampler.</summary>
    public static ImageUse ReadByKernels => new(ImageLayout.ShaderReadOnlyOptimal, PipelineStageFlags2.ComputeShaderBit, AccessFlags2.ShaderSampledReadBit);

    /// <summary>Compute shaders write it.</summary>
    public static ImageUse WrittenByKernels => new(ImageLayout.General, PipelineStageFlags2.ComputeShaderBit, AccessFlags2.ShaderStorageWriteBit);

    /// <summary>Copies and blits read it.</summary>
    public static ImageUse CopiedFrom => new(ImageLayout.TransferSrcOptimal, PipelineStageFlags2.AllTransferBit, AccessFlags2.TransferReadBit);

    /// <summary>Copies and blits write it.</summary>
    public static ImageUse CopiedTo => new(ImageLayout.TransferDstOptimal, PipelineStageFlags2.AllTransferBit, AccessFlags2.TransferWriteBit);

    /// <summary>A swapchain's image that was just acquired: after the semaphore, on which every stage waits; its pixels may be thrown away.</summary>
    public static ImageUse Acquired => new(ImageLayout.Undefined, PipelineStageFlags2.AllTransferBit, AccessFlags2.None);

    /// <summary>A swapchain's image that goes to the screen: the semaphore, not the barrier, makes its pixels visible.</summary>
    public static ImageUse Presented => new(ImageLayout.PresentSrcKhr, PipelineStageFlags2.None, AccessFlags2.None);

    internal bool Writes => (Access & (AccessFlags2.ShaderStorageWriteBit | AccessFlags2.TransferWriteBit | AccessFlags2.MemoryWriteBit | AccessFlags2.ShaderWriteBit | AccessFlags2.ColorAttachmentWriteBit)) != 0;
}
