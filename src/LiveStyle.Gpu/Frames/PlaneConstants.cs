using System.Globalization;
using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Frames;

/// <summary>What the shaders between planes and RGB know of a frame when they are compiled.</summary>
public static class PlaneConstants
{
    /// <summary>The specialization constants that shaders/include/planes.glsl declares, in its order.</summary>
    /// <exception cref="ArgumentException">The format is none of pictures.</exception>
    internal static uint[] Of(FrameSize size, FrameFormat format)
    {
        if (!format.IsPicture)
        {
            throw new ArgumentException($"{format.Layout} frames are no pictures; the shaders take RGB, or luma and chroma", nameof(format));
        }

        var color = new ColorArithmetic(format);
        return
        [
            (uint)size.Width,
            (uint)size.Height,
            (uint)format.PlaneCount,
            (uint)format.BytesPerSample,
            (uint)color.Shift,
            (uint)format.ChromaColumns,
            (uint)format.ChromaRows,
            format.Siting == ChromaSiting.Center ? 1u : 0u,
            format.Siting != ChromaSiting.TopLeft ? 1u : 0u,
            Bits(color.Red),
            Bits(color.Blue),
            Bits(color.LumaZero),
            Bits(color.LumaSpan),
            Bits(color.ChromaZero),
            Bits(color.ChromaSpan),
            Bits(color.Largest),
        ];
    }

    /// <summary>
    /// The format of an image that holds a frame's RGB. 8 bits of UNORM hold 8-bit RGB as it is. For 10 bits float16, which every device can store to, while UNORM of 16 bits is
    /// optional: its steps are at most 1/2048 below 1, half of a 10-bit code's.
    /// </summary>
    /// <param name="bitsPerSample">The bits of a sample in the frame's planes, 8 to 16.</param>
    public static Format ImageFormat(int bitsPerSample) => bitsPerSample > 8 ? Format.R16G16B16A16Sfloat : Format.R8G8B8A8Unorm;

    /// <summary>Bytes of a frame's planes in whole words.</summary>
    /// <exception cref="GpuException">More than a shader of the device can reach.</exception>
    internal static long BufferLength(GpuDevice device, FrameSize size, FrameFormat format)
    {
        long bytes = (format.ByteLength(size) + 3) / 4 * 4;
        long most = Math.Min(device.Info.LargestBufferBytes, GpuBuffer.LargestHostView);
        return bytes <= most ? bytes : throw new GpuException(string.Create(
            CultureInfo.InvariantCulture, $"a {size} frame has {bytes / 1e6:0.0} MB, more than the {most / 1e6:0.0} MB that {device.Info.Name} can reach at once"))
        {
            Remedies = Remedies.SmallerFrames | Remedies.Processor,
        };
    }

    static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);
}
