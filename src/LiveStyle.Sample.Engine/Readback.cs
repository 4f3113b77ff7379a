using LiveStyle.Frames;
using LiveStyle.Sample.Vulkan;
using Silk.NET.Vulkan;

namespace LiveStyle.Sample;

/// <summary>Brings an image of 8-bit RGBA to the host.</summary>
sealed unsafe class Readback(Engine engine, FrameSize size) : IDisposable
{
    readonly EngineBuffer buffer = new(engine, checked((int)size.Pixels * 4), BufferUsageFlags.TransferDstBit);

    /// <param name="commands">Is being recorded.</param>
    /// <param name="image">Of this size; left ready to be copied from.</param>
    /// <param name="state">The image's.</param>
    public void Record(CommandBuffer commands, EngineImage image, ImageState state)
    {
        if (state != ImageState.CopySource)
        {
            ImageState.Change(engine.Vk, commands, image.Handle, state, ImageState.CopySource);
        }

        var region = new BufferImageCopy
        {
            ImageSubresource = new ImageSubresourceLayers(ImageAspectFlags.ColorBit, 0, 0, 1),
            ImageExtent = new Extent3D((uint)size.Width, (uint)size.Height, 1),
        };
        engine.Vk.CmdCopyImageToBuffer(commands, image.Handle, ImageState.CopySource.Layout, buffer.Handle, 1, &region);
        var toHost = new MemoryBarrier2
        {
            SType = StructureType.MemoryBarrier2,
            SrcStageMask = PipelineStageFlags2.AllTransferBit,
            SrcAccessMask = AccessFlags2.TransferWriteBit,
            DstStageMask = PipelineStageFlags2.HostBit,
            DstAccessMask = AccessFlags2.HostReadBit,
        };
        var dependency = new DependencyInfo { SType = StructureType.DependencyInfo, MemoryBarrierCount = 1, PMemoryBarriers = &toHost };
        engine.Vk.CmdPipelineBarrier2(commands, &dependency);
    }

    /// <summary>Red, green and blue of what was copied, once the commands are done.</summary>
    public void Fetch(HostFrame frame)
    {
        ReadOnlySpan<byte> from = buffer.Bytes;
        Span<byte> to = frame.Pixels;
        for (int i = 0; i < size.Pixels; i++)
        {
            from.Slice(i * 4, 3).CopyTo(to[(i * 3)..]);
        }
    }

    public void Dispose() => buffer.Dispose();
}
