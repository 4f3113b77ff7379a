using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Commands;

/// <summary>Copies that are waited for: for setting up and for tests, not for frames.</summary>
public static unsafe class Transfers
{
    /// <summary>Fills a buffer of the device's own from the host, and waits. Thread-safe.</summary>
    /// <param name="device">The device of the buffer.</param>
    /// <param name="target">The buffer, which no unfinished commands use.</param>
    /// <param name="bytes">Its first bytes: 1 or more, at most its length.</param>
    /// <exception cref="GpuException">There is no room for a staging buffer, or the device was lost.</exception>
    public static void Upload(GpuDevice device, GpuBuffer target, ReadOnlySpan<byte> bytes)
    {
        using var staging = new GpuBuffer(device, bytes.Length, MemoryPlace.Upload, "an upload");
        bytes.CopyTo(staging.Bytes);
        Run(device, commands =>
        {
            var region = new BufferCopy(0, 0, (ulong)staging.ByteLength);
            device.Vk.CmdCopyBuffer(commands, staging.Handle, target.Handle, 1, &region);
            Barriers.FromCopiesToKernels(device, commands);
        });
    }

    /// <summary>Fills a buffer, of a multiple of four bytes, with one pattern, and waits.</summary>
    internal static void Fill(GpuDevice device, GpuBuffer target, uint pattern) => Run(device, commands =>
    {
        device.Vk.CmdFillBuffer(commands, target.Handle, 0, Vk.WholeSize, pattern);
        Barriers.FromCopiesToKernels(device, commands);
    });

    /// <summary>A buffer's bytes, once all that was submitted before is done.</summary>
    internal static byte[] Read(GpuDevice device, GpuBuffer source)
    {
        using var staging = new GpuBuffer(device, source.ByteLength, MemoryPlace.Readback, "a readback");
        Run(device, commands =>
        {
            Barriers.FromKernelsToCopies(device, commands);
            var region = new BufferCopy(0, 0, (ulong)source.ByteLength);
            device.Vk.CmdCopyBuffer(commands, source.Handle, staging.Handle, 1, &region);
            Barriers.ToHost(device, commands);
        });
        return staging.Bytes.ToArray();
    }

    /// <summary>An image from tightly packed pixels.</summary>
    internal static void Upload(GpuDevice device, GpuImage target, ReadOnlySpan<byte> pixels)
    {
        using var staging = new GpuBuffer(device, pixels.Length, MemoryPlace.Upload, "an upload");
        pixels.CopyTo(staging.Bytes);
        Run(device, commands =>
        {
            Barriers.Transition(device, commands, target, ImageUse.CopiedTo, keepsPixels: false);
            BufferImageCopy region = Region(target);
            device.Vk.CmdCopyBufferToImage(commands, staging.Handle, target.Handle, ImageUse.CopiedTo.Layout, 1, &region);
        });
    }

    /// <summary>An image's pixels, tightly packed.</summary>
    /// <param name="device">The device of the image.</param>
    /// <param name="source">The image.</param>
    /// <param name="bytesPerPixel">The bytes of a pixel in the image's format.</param>
    internal static byte[] Read(GpuDevice device, GpuImage source, int bytesPerPixel)
    {
        using var staging = new GpuBuffer(device, source.Size.Pixels * bytesPerPixel, MemoryPlace.Readback, "a readback");
        Run(device, commands =>
        {
            Barriers.Transition(device, commands, source, ImageUse.CopiedFrom);
            BufferImageCopy region = Region(source);
            device.Vk.CmdCopyImageToBuffer(commands, source.Handle, ImageUse.CopiedFrom.Layout, staging.Handle, 1, &region);
            Barriers.ToHost(device, commands);
        });
        return staging.Bytes.ToArray();
    }

    /// <summary>Records, submits and waits.</summary>
    internal static void Run(GpuDevice device, Action<CommandBuffer> record)
    {
        using var ring = new CommandRing(device, 1);
        record(ring.Begin());
        device.Submissions.Wait(ring.Submit());
    }

    static BufferImageCopy Region(GpuImage image) => new()
    {
        ImageSubresource = new ImageSubresourceLayers(ImageAspectFlags.ColorBit, 0, 0, 1),
        ImageExtent = new Extent3D((uint)image.Size.Width, (uint)image.Size.Height, 1),
    };
}
