using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Measurement;

/// <summary>What a device does at most, as measured on it: what the network's own times are held against.</summary>
/// <param name="SingleOperations">A second in a large matrix product in float32, two a multiply-add.</param>
/// <param name="HalfOperations">The same in packed float16; null: the device has none.</param>
/// <param name="MatrixOperations">The same with cooperative matrices of float16, summed in float32; null: the device has none.</param>
/// <param name="CopiedBytes">A second in a large copy, those read and those written.</param>
sealed record GpuPeaks(double SingleOperations, double? HalfOperations, double? MatrixOperations, double CopiedBytes)
{
    const int Rounds = 3;
    const int LargestSide = 4096;
    const long LargestCopy = 256 << 20;

    /// <summary>The time that a product has to take to be measured well.</summary>
    const double LongEnough = 20;

    /// <summary>Measures for a second or less; the device should have nothing else to do.</summary>
    /// <exception cref="GpuException">The device tells no times, or has no room.</exception>
    public static GpuPeaks Measure(GpuDevice device)
    {
        using var timer = new GpuTimer(device, 2);
        return new GpuPeaks(
            MeasureProduct(device, timer, ProductKind.Single),
            device.Info.HasFloat16 ? MeasureProduct(device, timer, ProductKind.Half) : null,
            device.Info.HasMatrices ? MeasureProduct(device, timer, ProductKind.Matrix) : null,
            MeasureCopy(device, timer));
    }

    /// <summary>The fastest of several depths: barriers cost a processor more than they cost a GPU, and shared memory less.</summary>
    static double MeasureProduct(GpuDevice device, GpuTimer timer, ProductKind kind) =>
        (device.Info.Kind == GpuKind.Software ? new[] { 32 } : kind == ProductKind.Matrix ? [16, 32] : [8, 16]).Max(depth => MeasureProduct(device, timer, kind, depth));

    static double MeasureProduct(GpuDevice device, GpuTimer timer, ProductKind kind, int depth)
    {
        for (int side = 2 * MatrixProduct.Tile; ; side *= 2)
        {
            using var product = new MatrixProduct(device, side, kind, depth);

            // 1/16 in float16, a little more than 1 in float32: sums stay in range.
            uint pattern = kind == ProductKind.Single ? 0x3F803F80u : 0x2C002C00u;
            Transfers.Fill(device, product.Left, pattern);
            Transfers.Fill(device, product.Right, pattern);
            double milliseconds = Fastest(device, timer, product.Record);
            if (milliseconds >= LongEnough || side >= LargestSide)
            {
                return product.Operations / milliseconds * 1e3;
            }
        }
    }

    static unsafe double MeasureCopy(GpuDevice device, GpuTimer timer)
    {
        long bytes = Math.Min(LargestCopy, device.Info.MemoryBytes / 16 / 4 * 4);
        using var source = new GpuBuffer(device, bytes, MemoryPlace.Device, "a copy");
        using var target = new GpuBuffer(device, bytes, MemoryPlace.Device, "a copy");
        Transfers.Fill(device, source, 0x3F803F80u);
        var region = new BufferCopy(0, 0, (ulong)bytes);
        double milliseconds = Fastest(device, timer, commands => device.Vk.CmdCopyBuffer(commands, source.Handle, target.Handle, 1, in region));
        return 2.0 * bytes / milliseconds * 1e3;
    }

    /// <summary>Milliseconds of the fastest of a few rounds after an unmeasured one.</summary>
    static double Fastest(GpuDevice device, GpuTimer timer, Action<CommandBuffer> record)
    {
        double fastest = double.PositiveInfinity;
        for (int round = 0; round <= Rounds; round++)
        {
            Transfers.Run(device, commands =>
            {
                timer.Begin(commands);
                record(commands);
                timer.Mark(commands);
            });
            fastest = round == 0 ? fastest : Math.Min(fastest, timer.Intervals()[0]);
        }

        return fastest;
    }
}
