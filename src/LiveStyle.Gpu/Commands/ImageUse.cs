using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Commands;

/// <summary>What commands do with an image: its layout, and the stages and accesses that a barrier must name.</summary>
public readonly record struct ImageUse(ImageLayout Layout, PipelineStageFlags2 Stages, AccessFlags2 Access)
{
    /// <summary>Never used: its pixels may be thrown away.</summary>
    public static ImageUse None => new(ImageLayout.Undefined, PipelineStageFlags2.None, AccessFlags2.None);

    public static ImageUse ReadByKernels => new(ImageLayout.ShaderReadOnlyOptimal, PipelineStageFlags2.ComputeShaderBit, AccessFlags2.ShaderSampledReadBit);

    public static ImageUse WrittenByKernels => new(ImageLayout.General, PipelineStageFlags2.ComputeShaderBit, AccessFlags2.ShaderStorageWriteBit);

    public static ImageUse CopiedFrom => new(ImageLayout.TransferSrcOptimal, PipelineStageFlags2.AllTransferBit, AccessFlags2.TransferReadBit);

    public static ImageUse CopiedTo => new(ImageLayout.TransferDstOptimal, PipelineStageFlags2.AllTransferBit, AccessFlags2.TransferWriteBit);

    /// <summary>A swapchain's image that was just acquired: after the semaphore, on which every stage waits; its pixels may be thrown away.</summary>
    public static ImageUse Acquired => new(ImageLayout.Undefined, PipelineStageFlags2.AllTransferBit, AccessFlags2.None);

    /// <summary>A swapchain's image that goes to the screen: the semaphore, not the barrier, makes its pixels visible.</summary>
    public static ImageUse Presented => new(ImageLayout.PresentSrcKhr, PipelineStageFlags2.None, AccessFlags2.None);

    public bool Writes => (Access & (AccessFlags2.ShaderStorageWriteBit | AccessFlags2.TransferWriteBit | AccessFlags2.MemoryWriteBit | AccessFlags2.ShaderWriteBit | AccessFlags2.ColorAttachmentWriteBit)) != 0;
}
