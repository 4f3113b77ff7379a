using Silk.NET.Vulkan;

namespace LiveStyle.Sample.Vulkan;

/// <summary>What a frame does with an image at one point: layout, stages, accesses.</summary>
readonly record struct ImageState(ImageLayout Layout, PipelineStageFlags2 Stages, AccessFlags2 Access)
{
    public static ImageState ColorAttachment => new(
        ImageLayout.ColorAttachmentOptimal, PipelineStageFlags2.ColorAttachmentOutputBit, AccessFlags2.ColorAttachmentReadBit | AccessFlags2.ColorAttachmentWriteBit);

    public static ImageState DepthAttachment => new(
        ImageLayout.DepthAttachmentOptimal,
        PipelineStageFlags2.EarlyFragmentTestsBit | PipelineStageFlags2.LateFragmentTestsBit,
        AccessFlags2.DepthStencilAttachmentReadBit | AccessFlags2.DepthStencilAttachmentWriteBit);

    /// <summary>As LiveStyle wants its source, and leaves it.</summary>
    public static ImageState StyleSource => new(ImageLayout.ShaderReadOnlyOptimal, PipelineStageFlags2.ComputeShaderBit, AccessFlags2.ShaderSampledReadBit);

    /// <summary>As LiveStyle wants its target, and leaves it.</summary>
    public static ImageState StyleTarget => new(ImageLayout.General, PipelineStageFlags2.ComputeShaderBit, AccessFlags2.ShaderStorageWriteBit);

    public static ImageState CopySource => new(ImageLayout.TransferSrcOptimal, PipelineStageFlags2.AllTransferBit, AccessFlags2.TransferReadBit);

    public static ImageState CopyTarget => new(ImageLayout.TransferDstOptimal, PipelineStageFlags2.AllTransferBit, AccessFlags2.TransferWriteBit);

    /// <summary>A semaphore goes on from here.</summary>
    public static ImageState Presented => new(ImageLayout.PresentSrcKhr, PipelineStageFlags2.None, AccessFlags2.None);

    /// <summary>After this use the pixels may go.</summary>
    public ImageState Discarded => this with { Layout = ImageLayout.Undefined };

    /// <summary>Records the barrier that takes an image from one state to another.</summary>
    public static unsafe void Change(Vk vk, CommandBuffer commands, Image image, ImageState from, ImageState to, ImageAspectFlags aspect = ImageAspectFlags.ColorBit)
    {
        var barrier = new ImageMemoryBarrier2
        {
            SType = StructureType.ImageMemoryBarrier2,
            SrcStageMask = from.Stages,
            SrcAccessMask = from.Access,
            DstStageMask = to.Stages,
            DstAccessMask = to.Access,
            OldLayout = from.Layout,
            NewLayout = to.Layout,
            SrcQueueFamilyIndex = Vk.QueueFamilyIgnored,
            DstQueueFamilyIndex = Vk.QueueFamilyIgnored,
            Image = image,
            SubresourceRange = new ImageSubresourceRange(aspect, 0, 1, 0, 1),
        };
        var dependency = new DependencyInfo { SType = StructureType.DependencyInfo, ImageMemoryBarrierCount = 1, PImageMemoryBarriers = &barrier };
        vk.CmdPipelineBarrier2(commands, &dependency);
    }
}
