using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Memory;
using LiveStyle.Gpu.Network;
using LiveStyle.Gpu.Plan;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Onnx;
using LiveStyle.Stylization.Vulkan;
using LiveStyle.TestKit.Gpu;
using Silk.NET.Vulkan;

namespace LiveStyle.Stylization.Tests.Parity;

/// <summary>The same frame and embedding through ONNX Runtime and through the compute shaders.</summary>
sealed class NetworkParity(SoftwareGpu gpu, string model, bool isHalf) : IDisposable
{
    readonly GpuNetwork network = BundleNetwork.Create(ModelBundle.Open(model), gpu.Device, new GpuNetworkOptions { HalfStorage = isHalf });
    readonly OnnxStylizer reference = OnnxStylizer.Create(ModelBundle.Open(model), new StylizerOptions { Device = StylizerDevice.Cpu });
    NetworkPass? pass;

    public ModelBundle Bundle => reference.Bundle;

    public NetworkKernels Kernels => network.Kernels;

    /// <returns>Mean and largest difference of the bytes, and PSNR in dB.</returns>
    public (double Mean, int Largest, double Psnr) Compare(HostFrame frame, ReadOnlySpan<float> embedding)
    {
        using HostFrame expected = HostFrame.Allocate(frame.Size);
        reference.Stylize(frame, expected, embedding);
        byte[] actual = Run(frame, embedding);
        long sum = 0, squares = 0;
        int largest = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            int difference = Math.Abs(actual[i] - expected.Pixels[i]);
            sum += difference;
            squares += difference * difference;
            largest = Math.Max(largest, difference);
        }

        return ((double)sum / actual.Length, largest, 10 * Math.Log10(255.0 * 255 * actual.Length / Math.Max(squares, 1e-9)));
    }

    /// <summary>RGB bytes of the frame through the shaders.</summary>
    public byte[] Run(HostFrame frame, ReadOnlySpan<float> embedding)
    {
        if (pass?.Size != frame.Size)
        {
            pass?.Dispose();
            pass = network.Prepare(frame.Size);
        }

        using GpuImage source = GpuImage.Create(gpu.Device, frame.Size, Format.R8G8B8A8Unorm, "a test");
        using GpuImage target = GpuImage.Create(gpu.Device, frame.Size, Format.R8G8B8A8Unorm, "a test");
        Transfers.Upload(gpu.Device, source, WithAlpha(frame.Pixels));
        float[] values = embedding.ToArray();
        Transfers.Run(gpu.Device, commands => pass.RecordKernels(commands, source, target, values));
        byte[] pixels = Transfers.Read(gpu.Device, target, 4);
        pass.Forget(source);
        return [.. pixels.Where((_, i) => i % 4 != 3)];
    }

    public void Dispose()
    {
        pass?.Dispose();
        network.Dispose();
        reference.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    static byte[] WithAlpha(ReadOnlySpan<byte> rgb)
    {
        var rgba = new byte[rgb.Length / 3 * 4];
        for (int i = 0; i < rgb.Length / 3; i++)
        {
            rgb.Slice(3 * i, 3).CopyTo(rgba.AsSpan(4 * i));
            rgba[4 * i + 3] = 255;
        }

        return rgba;
    }
}
