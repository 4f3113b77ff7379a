using System.Runtime.InteropServices;
using LiveStyle.Frames;
using LiveStyle.Gpu;

namespace LiveStyle.Tests.Gpu.Frames;

/// <summary>One picture at a time through the kernels, waited for.</summary>
static class PlaneConversion
{
    /// <summary>All that differ: without subsampling a siting means nothing, and RGB has neither matrix nor range.</summary>
    public static IEnumerable<FrameFormat> Formats =>
        from layout in Enum.GetValues<PixelLayout>()
        from matrix in Enum.GetValues<ColorMatrix>()
        from range in Enum.GetValues<ColorRange>()
        from siting in Enum.GetValues<ChromaSiting>()
        let format = new FrameFormat(layout, matrix, range, siting)
        where layout != PixelLayout.Rgb24 && (format.ChromaColumns == 2 || siting == ChromaSiting.Left)
        select format;

    /// <summary>R, G, B of each pixel, as the kernel left them in an image.</summary>
    public static double[] ToRgb(GpuDevice device, HostFrame frame)
    {
        using GpuImage image = CreateImage(device, frame.Size, frame.Format.BitsPerSample);
        using var upload = new PlaneUpload(device, frame.Size, frame.Format, 1);
        upload.Fill(0, frame);
        Transfers.Run(device, commands => upload.Record(commands, 0, image));
        return Pixels(device, image, frame.Format.BitsPerSample);
    }

    /// <summary>An image of R, G, B as planes.</summary>
    public static HostFrame ToPlanes(GpuDevice device, double[] rgb, FrameSize size, FrameFormat format)
    {
        using GpuImage image = CreateImage(device, size, format.BitsPerSample);
        Transfers.Upload(device, image, Texels(rgb, format.BitsPerSample));
        using var readback = new PlaneReadback(device, size, format, 1);
        Transfers.Run(device, commands => readback.Record(commands, 0, image));
        HostFrame frame = HostFrame.Allocate(size, format);
        readback.Fetch(0, frame);
        return frame;
    }

    /// <summary>Frames of one format, each to an image and back.</summary>
    public static HostFrame[] RoundTrip(GpuDevice device, params HostFrame[] frames)
    {
        (FrameSize size, FrameFormat format) = (frames[0].Size, frames[0].Format);
        using GpuImage image = CreateImage(device, size, format.BitsPerSample);
        using var upload = new PlaneUpload(device, size, format, 1);
        using var readback = new PlaneReadback(device, size, format, 1);
        return [.. frames.Select(frame =>
        {
            upload.Fill(0, frame);
            Transfers.Run(device, commands =>
            {
                upload.Record(commands, 0, image);
                readback.Record(commands, 0, image);
            });
            HostFrame back = HostFrame.Allocate(size, format);
            readback.Fetch(0, back);
            return back;
        })];
    }

    public static GpuImage CreateImage(GpuDevice device, FrameSize size, int bits) =>
        GpuImage.Create(device, size, PlaneConstants.ImageFormat(bits), "a test");

    public static double[] Pixels(GpuDevice device, GpuImage image, int bits)
    {
        byte[] bytes = Transfers.Read(device, image, bits == 8 ? 4 : 8);
        double[] texels = bits == 8
            ? [.. bytes.Select(value => value / 255.0)]
            : [.. MemoryMarshal.Cast<byte, Half>(bytes).ToArray().Select(value => (double)value)];
        return [.. texels.Where((_, i) => i % 4 != 3)];
    }

    /// <summary>Bytes of an image of R, G, B in [0, 1].</summary>
    public static byte[] Texels(double[] rgb, int bits)
    {
        double[] texels = [.. rgb.Chunk(3).SelectMany(pixel => pixel.Append(1))];
        return bits == 8
            ? [.. texels.Select(value => (byte)Math.Round(value * 255))]
            : MemoryMarshal.AsBytes<Half>(texels.Select(value => (Half)value).ToArray()).ToArray();
    }

    /// <summary>What an image keeps of a value.</summary>
    public static double Kept(double value, int bits) => bits == 8 ? Math.Round(value * 255) / 255 : (double)(Half)value;
}
