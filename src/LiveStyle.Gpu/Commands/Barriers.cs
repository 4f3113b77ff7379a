using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Commands;

/// <summary>The one owner of barriers: nobody else records any.</summary>
public static unsafe class Barriers
{
    /// <summary>What kernels wrote to buffers is seen by the kernels that follow, and what they read may be written.</summary>
    public static void BetweenKernels(GpuDevice device, CommandBuffer commands) => Record(device, commands,
        PipelineStageFlags2.ComputeShaderBit, AccessFlags2.ShaderStorageReadBit | AccessFlags2.ShaderStorageWriteBit,
        PipelineStageFlags2.ComputeShaderBit, AccessFlags2.ShaderStorageReadBit | AccessFlags2.ShaderStorageWriteBit);

    /// <summary>What copies wrote to buffers is seen by the kernels that follow.</summary>
    public static void FromCopiesToKernels(GpuDevice device, CommandBuffer commands) => Record(device, commands,
        PipelineStageFlags2.AllTransferBit, AccessFlags2.TransferWriteBit,
        PipelineStageFlags2.ComputeShaderBit, AccessFlags2.ShaderStorageReadBit | AccessFlags2.ShaderStorageWriteBit);

    /// <summary>Copies that follow may write to buffers that kernels before them read or wrote, or read from those.</summary>
    public static void FromKernelsToCopies(GpuDevice device, CommandBuffer commands) => Record(device, commands,
        PipelineStageFlags2.ComputeShaderBit, AccessFlags2.ShaderStorageReadBit | AccessFlags2.ShaderStorageWriteBit,
        PipelineStageFlags2.AllTransferBit, AccessFlags2.TransferReadBit | AccessFlags2.TransferWriteBit);

    /// <summary>What kernels and copies wrote to buffers is seen by the host once the submission is done.</summary>
    public static void ToHost(GpuDevice device, CommandBuffer commands) => Record(device, commands,
        PipelineStageFlags2.ComputeShaderBit | PipelineStageFlags2.AllTransferBit, AccessFlags2.ShaderStorageWriteBit | AccessFlags2.TransferWriteBit,
        PipelineStageFlags2.HostBit, AccessFlags2.HostReadBit);

    /// <summary>Makes an image ready for its next use, after its last one; records nothing where none is needed, or where the image is an engine's.</summary>
    /// <param name="keepsPixels">False where all of them are about to be written.</param>
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

    /// <summary>The same for an image that nobody follows, such as a swapchain's.</summary>
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
