using System.Runtime.InteropServices;
using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Frames;
using LiveStyle.Gpu.Memory;

namespace LiveStyle.TestKit.Gpu;

/// <summary>One picture at a time through the kernels of one size and format, waited for.</summary>
sealed class GpuPlaneConversion : IDisposable
{
    readonly GpuDevice device;
    readonly GpuImage image;
    readonly PlaneUpload upload;
    readonly PlaneReadback readback;

    public GpuPlaneConversion(GpuDevice device, FrameSize size, FrameFormat format)
    {
        this.device = device;
        Reference = new PlaneReference(size, format);
        Size = size;
        Format = format;
        image = CreateImage(device, size, format.BitsPerSample);
        upload = new PlaneUpload(device, size, format, 1);
        readback = new PlaneReadback(device, size, format, 1);
    }

    public FrameSize Size { get; }

    public FrameFormat Format { get; }

    /// <summary>What the kernels should do.</summary>
    public PlaneReference Reference { get; }

    /// <summary>R, G, B of each pixel, as the kernel left them in an image.</summary>
    public double[] ToRgb(HostFrame frame)
    {
        upload.Fill(0, frame);
        Transfers.Run(device, commands => upload.Record(commands, 0, image));
        return Pixels(device, image, Format.BitsPerSample);
    }

    /// <summary>Codes of an image of R, G, B.</summary>
    public int[] ToCodes(double[] rgb)
    {
        Transfers.Upload(device, image, Texels(rgb, Format.BitsPerSample));
        Transfers.Run(device, commands => readback.Record(commands, 0, image));
        return Fetch();
    }

    /// <summary>Codes of planes that went to an image and back.</summary>
    public int[] RoundTrip(int[] codes)
    {
        using HostFrame frame = Reference.Frame(codes);
        upload.Fill(0, frame);
        Transfers.Run(device, commands =>
        {
            upload.Record(commands, 0, image);
            readback.Record(commands, 0, image);
        });
        return Fetch();
    }

    public void Dispose()
    {
        image.Dispose();
        upload.Dispose();
        readback.Dispose();
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

    int[] Fetch()
    {
        using HostFrame frame = HostFrame.Allocate(Size, Format);
        readback.Fetch(0, frame);
        return Reference.Codes(frame);
    }
}
