using System.Runtime.InteropServices;
using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Measurement;
using LiveStyle.Gpu.Memory;
using LiveStyle.Gpu.Network;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Vulkan;
using LiveStyle.TestKit.Gpu;
using Silk.NET.Vulkan;
using Xunit;

namespace LiveStyle.Stylization.Tests.Parity;

[Collection(SoftwareGpuCollection.Name)]
public sealed class MeasurementTests(SoftwareGpu gpu) : IDisposable
{
    const int Side = MatrixProduct.Tile;

    public void Dispose() => gpu.AssertSilent();

    [Fact]
    public void Each_step_of_a_network_is_timed()
    {
        var size = new FrameSize(37, 29);
        ModelBundle bundle = ModelBundle.Open("live");
        using GpuNetwork network = BundleNetwork.Create(bundle, gpu.Device);
        using NetworkPass pass = network.Prepare(size);
        using GpuImage source = GpuImage.Create(gpu.Device, size, Format.R8G8B8A8Unorm, "a test");
        using GpuImage target = GpuImage.Create(gpu.Device, size, Format.R8G8B8A8Unorm, "a test");
        using var timer = new GpuTimer(gpu.Device, pass.Steps.Count + 1);
        float[] embedding = bundle.Styles.Row(1).ToArray();

        // Twice: marks are forgotten with each turn.
        for (int turn = 0; turn < 2; turn++)
        {
            Transfers.Run(gpu.Device, commands => pass.RecordKernels(commands, source, target, embedding, timer));
            double[] times = timer.Intervals();

            Assert.Equal(pass.Steps.Count, times.Length);
            Assert.All(times, time => Assert.InRange(time, 0, 60_000));
            Assert.True(times.Sum() > 0);
        }
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public void The_product_whose_speed_is_measured_is_the_matrices_product(int which)
    {
        var kind = (ProductKind)which;
        var random = new Random(1);
        float[] left = [.. Enumerable.Range(0, Side * Side).Select(_ => (float)(Half)random.NextSingle())];
        float[] right = [.. Enumerable.Range(0, Side * Side).Select(_ => (float)(Half)random.NextSingle())];
        using var product = new MatrixProduct(gpu.Device, Side, kind, depth: 32);
        Transfers.Upload(gpu.Device, product.Left, Bytes(left, kind != ProductKind.Single));
        Transfers.Upload(gpu.Device, product.Right, Bytes(right, kind != ProductKind.Single));

        Transfers.Run(gpu.Device, product.Record);

        float[] made = Values(Transfers.Read(gpu.Device, product.Product), kind == ProductKind.Half);
        Assert.Equal(Side * Side, made.Length);
        for (int i = 0; i < made.Length; i++)
        {
            int row = i / Side, column = i % Side;
            float expected = 0;
            for (int k = 0; k < Side; k++)
            {
                expected += (kind == ProductKind.Matrix ? left[row * Side + k] : left[k * Side + row]) * right[k * Side + column];
            }

            Assert.Equal(expected, made[i], kind == ProductKind.Half ? 1.0f : 1e-3f);
        }
    }

    [Fact]
    public void A_device_s_peaks_are_measured()
    {
        GpuPeaks peaks = GpuPeaks.Measure(gpu.Device);

        Assert.True(peaks.SingleOperations > 0 && double.IsFinite(peaks.SingleOperations));
        Assert.Equal(gpu.Device.Info.HasFloat16, peaks.HalfOperations is > 0);
        Assert.True(peaks.CopiedBytes > 0 && double.IsFinite(peaks.CopiedBytes));
    }

    static byte[] Bytes(float[] values, bool isHalf) => isHalf
        ? MemoryMarshal.AsBytes<Half>(values.Select(value => (Half)value).ToArray()).ToArray()
        : MemoryMarshal.AsBytes<float>(values).ToArray();

    static float[] Values(byte[] bytes, bool isHalf) => isHalf
        ? [.. MemoryMarshal.Cast<byte, Half>(bytes).ToArray().Select(value => (float)value)]
        : MemoryMarshal.Cast<byte, float>(bytes).ToArray();
}
