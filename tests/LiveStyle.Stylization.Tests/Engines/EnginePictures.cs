using System.Runtime.InteropServices;
using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using LiveStyle.Stylization.Engines;
using Silk.NET.Vulkan;
using Buffer = Silk.NET.Vulkan.Buffer;

namespace LiveStyle.Stylization.Tests.Engines;

/// <summary>
/// A source and a target of an engine's. Records, in one command buffer: the picture's upload, the engine's barriers around the
/// stylizer's commands, and the copy back.
/// </summary>
sealed unsafe class EnginePictures
{
    readonly RawEngine engine;
    readonly FrameSize size;
    readonly bool isHalf;
    readonly Image source;
    readonly Image target;
    readonly (Buffer Buffer, nint Address) upload;
    readonly (Buffer Buffer, nint Address) readback;

    /// <param name="isHalf">RGBA of float16 in linear light; otherwise of 8 bits, encoded.</param>
    public EnginePictures(RawEngine engine, EngineStylizer stylizer, FrameSize size, bool isHalf = false)
    {
        this.engine = engine;
        this.size = size;
        this.isHalf = isHalf;
        Format format = isHalf ? Format.R16G16B16A16Sfloat : Format.R8G8B8A8Unorm;
        source = engine.CreateImage(size, format, ImageUsageFlags.SampledBit | ImageUsageFlags.TransferDstBit);
        target = engine.CreateImage(size, format, ImageUsageFlags.StorageBit | ImageUsageFlags.TransferSrcBit);
        int bytes = (int)size.Pixels * (isHalf ? 8 : 4);
        upload = engine.CreateBuffer(bytes);
        readback = engine.CreateBuffer(bytes);
        Source = stylizer.Adopt(source.Handle, (int)format, size);
        Target = stylizer.Adopt(target.Handle, (int)format, size);
    }

    public GpuImage Source { get; }

    public GpuImage Target { get; }

    /// <summary>RGB as a file would hold it, of what was copied back.</summary>
    public byte[] Result
    {
        get
        {
            var rgb = new byte[size.Pixels * 3];
            for (int i = 0; i < rgb.Length; i++)
            {
                int at = i / 3 * 4 + i % 3;
                rgb[i] = isHalf ? Encode((float)((Half*)readback.Address)[at]) : ((byte*)readback.Address)[at];
            }

            return rgb;
        }
    }

    public byte Alpha => ((byte*)readback.Address)[3];

    public void Fill(HostFrame frame)
    {
        for (int i = 0; i < size.Pixels * 4; i++)
        {
            byte value = i % 4 == 3 ? (byte)200 : frame.Pixels[i / 4 * 3 + i % 4];
            if (isHalf)
            {
                ((Half*)upload.Address)[i] = (Half)Decode(value);
            }
            else
            {
                ((byte*)upload.Address)[i] = value;
            }
        }
    }

    /// <param name="stylize">Records the stylizer's commands.</param>
    public void Record(CommandBuffer commands, Action<nint> stylize)
    {
        Change(commands, source, ImageUse.None with { Stages = ImageUse.ReadByKernels.Stages }, ImageUse.CopiedTo);
        Change(commands, target, ImageUse.None with { Stages = PipelineStageFlags2.AllTransferBit }, ImageUse.WrittenByKernels);
        BufferImageCopy region = Region;
        engine.Vk.CmdCopyBufferToImage(commands, upload.Buffer, source, ImageUse.CopiedTo.Layout, 1, &region);
        Change(commands, source, ImageUse.CopiedTo, ImageUse.ReadByKernels);
        stylize(commands.Handle);
        Change(commands, target, ImageUse.WrittenByKernels, ImageUse.CopiedFrom);
        engine.Vk.CmdCopyImageToBuffer(commands, target, ImageUse.CopiedFrom.Layout, readback.Buffer, 1, &region);
    }

    BufferImageCopy Region => new()
    {
        ImageSubresource = new ImageSubresourceLayers(ImageAspectFlags.ColorBit, 0, 0, 1),
        ImageExtent = new Extent3D((uint)size.Width, (uint)size.Height, 1),
    };

    void Change(CommandBuffer commands, Image image, ImageUse from, ImageUse to)
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
            SubresourceRange = new ImageSubresourceRange(ImageAspectFlags.ColorBit, 0, 1, 0, 1),
        };
        var dependency = new DependencyInfo { SType = StructureType.DependencyInfo, ImageMemoryBarrierCount = 1, PImageMemoryBarriers = &barrier };
        engine.Vk.CmdPipelineBarrier2(commands, &dependency);
    }

    static float Decode(byte value) => value / 255.0 is var encoded && encoded <= 0.04045 ? (float)(encoded / 12.92) : (float)Math.Pow((encoded + 0.055) / 1.055, 2.4);

    static byte Encode(float linear) =>
        (byte)Math.Round(255 * Math.Clamp(linear <= 0.0031308 ? linear * 12.92 : 1.055 * Math.Pow(linear, 1 / 2.4) - 0.055, 0, 1));
}
