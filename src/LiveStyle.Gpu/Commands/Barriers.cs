using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Commands;

/// <summary>The one owner of barriers: nobody else records any.</summary>
/// <remarks>Recording allocates nothing. Thread-safety: one thread a command buffer, and one an image, at a time.</remarks>
public static unsafe class Barriers
{
    /// <summary>What kernels wrote to buffers is seen by the kernels that follow, and what they read may be written.</summary>
    internal static void BetweenKernels(GpuDevice device, CommandBuffer commands) => Record(device, commands,
        PipelineStageFlags2.ComputeShaderBit, AccessFlags2.ShaderStorageReadBit | AccessFlags2.ShaderStorageWriteBit,
        PipelineStageFlags2.ComputeShaderBit, AccessFlags2.ShaderStorageReadBit | AccessFlags2.ShaderStorageWriteBit);

    /// <summary>Makes what copies wrote to buffers visible to the kernels that follow.</summary>
    /// <param name="device">The device whose command buffer it is.</param>
    /// <param name="commands">The command buffer that is being recorded.</param>
    public static void FromCopiesToKernels(GpuDevice device, CommandBuffer commands) => Record(device, commands,
        PipelineStageFlags2.AllTransferBit, AccessFlags2.TransferWriteBit,
        PipelineStageFlags2.ComputeShaderBit, AccessFlags2.ShaderStorageReadBit | AccessFlags2.ShaderStorageWriteBit);

    /// <summary>Lets copies that follow write to buffers that kernels before them read or wrote, or read from those.</summary>
    /// <param name="device">The device whose command buffer it is.</param>
    /// <param name="commands">The command buffer that is being recorded.</param>
    public static void FromKernelsToCopies(GpuDevice device, CommandBuffer commands) => Record(device, commands,
        PipelineStageFlags2.ComputeShaderBit, AccessFlags2.ShaderStorageReadBit | AccessFlags2.ShaderStorageWriteBit,
        PipelineStageFlags2.AllTransferBit, AccessFlags2.TransferReadBit | AccessFlags2.TransferWriteBit);

    /// <summary>What kernels and copies wrote to buffers is seen by the host once the submission is done.</summary>
    internal static void ToHost(GpuDevice device, CommandBuffer commands) => Record(device, commands,
        PipelineStageFlags2.ComputeShaderBit | PipelineStageFlags2.AllTransferBit, AccessFlags2.ShaderStorageWriteBit | AccessFlags2.TransferWriteBit,
        PipelineStageFlags2.HostBit, AccessFlags2.HostReadBit);

    /// <summary>Makes an image ready for its next use, after its last one; records nothing where none is needed, or where the image is an engine's.</summary>
    /// <param name="device">The device whose command buffer it is.</param>
    /// <param name="commands">The command buffer that is being recorded.</param>
    /// <param name="image">The image, whose use changes with the recording.</param>
    /// <param name="use">What the commands that follow do with it.</param>
    /// <param name="keepsPixels">False where all of its pixels are about to be written, so that the old ones may be thrown away.</param>
    public static void Transition(GpuDevice device, CommandBuffer commands, GpuImage image, ImageUse use, bool keepsPixels = true)
    {
        ImageUse last = image.Use;
        if (image.IsAdopted || (last == use && !use.Writes))
        {
            return;
        }

        Record(device, commands, image.Handle, last with { Layout = keepsPixels ? last.Layout : ImageLayout.Undefined }, use);
        image.Use = use;
    }

    /// <summary>Makes an image that nobody follows, such as a swapchain's, ready for its next use.</summary>
    /// <param name="device">The device whose command buffer it is.</param>
    /// <param name="commands">The command buffer that is being recorded.</param>
    /// <param name="image">An image of one level and layer.</param>
    /// <param name="from">What the commands before do with it.</param>
    /// <param name="to">What the commands that follow do with it.</param>
    public static void Record(GpuDevice device, CommandBuffer commands, Image image, ImageUse from, ImageUse to)
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
            SubresourceRange = GpuImage.Whole,
        };
        var dependency = new DependencyInfo { SType = StructureType.DependencyInfo, ImageMemoryBarrierCount = 1, PImageMemoryBarriers = &barrier };
        device.Vk.CmdPipelineBarrier2(commands, &dependency);
    }

    static void Record(
        GpuDevice device, CommandBuffer commands, PipelineStageFlags2 stages, AccessFlags2 access, PipelineStageFlags2 nextStages, AccessFlags2 nextAccess)
    {
        var barrier = new MemoryBarrier2
        {
            SType = StructureType.MemoryBarrier2,
            SrcStageMask = stages,
            SrcAccessMask = access,
            DstStageMask = nextStages,
            DstAccessMask = nextAccess,
        };
        var dependency = new DependencyInfo { SType = StructureType.DependencyInfo, MemoryBarrierCount = 1, PMemoryBarriers = &barrier };
        device.Vk.CmdPipelineBarrier2(commands, &dependency);
    }
}
