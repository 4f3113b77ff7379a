using System.Globalization;
using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Measurement;
using LiveStyle.Gpu.Memory;
using LiveStyle.Gpu.Network;
using Silk.NET.Vulkan;

namespace LiveStyle.Benchmarks;

/// <summary>Milliseconds of each kernel of a network on a device, by the device's own clock.</summary>
sealed class KernelTimes
{
    const int Rounds = 5;
    static readonly TimeSpan Enough = TimeSpan.FromSeconds(10);

    readonly List<(string Name, int Count, double Milliseconds, double Operations, double Bytes, bool IsMatrix)> rows;

    KernelTimes(IEnumerable<(string Name, int Count, double Milliseconds, double Operations, double Bytes, bool IsMatrix)> rows) => this.rows = [.. rows];

    /// <summary>Of a whole frame in the network, upload and readback aside.</summary>
    public double Milliseconds => rows.Sum(row => row.Milliseconds);

    /// <summary>Of each kernel the fastest of a few rounds, or of one where a round takes long.</summary>
    /// <exception cref="GpuException">The frames don't fit, or the device tells no times.</exception>
    public static KernelTimes Measure(GpuNetwork network, FrameSize size, float[] embedding)
    {
        GpuDevice device = network.Device;
        using NetworkPass pass = network.Prepare(size);
        using GpuImage source = GpuImage.Create(device, size, Format.R8G8B8A8Unorm, "a measurement");
        using GpuImage target = GpuImage.Create(device, size, Format.R8G8B8A8Unorm, "a measurement");
        using var timer = new GpuTimer(device, pass.Steps.Count + 1);
        double[] fastest = [.. pass.Steps.Select(_ => double.PositiveInfinity)];
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (int round = 0; round <= Rounds && (round < 1 || watch.Elapsed < Enough); round++)
        {
            Transfers.Run(device, commands => pass.RecordKernels(commands, source, target, embedding, timer));
            fastest = [.. fastest.Zip(timer.Intervals(), Math.Min)];
        }

        return new KernelTimes(pass.Steps.Zip(fastest).GroupBy(step => Kind(step.First.Name)).Select(group => (
            group.Key, group.Count(), group.Sum(step => step.Second),
            group.Sum(step => (double)step.First.Operations), group.Sum(step => (double)step.First.Bytes),
            group.All(step => step.First.Kernel.Name.Contains("_matrix", StringComparison.Ordinal)))));
    }

    /// <summary>Shares are of the product in float32, or with cooperative matrices where an m says so, and of the copy.</summary>
    public void Print(GpuPeaks peaks)
    {
        bool isMatrix = rows.Any(row => row.IsMatrix);
        foreach ((string name, int count, double milliseconds, double operations, double bytes, bool usesMatrices) in rows.Append(
            ("all kernels", rows.Sum(row => row.Count), Milliseconds, rows.Sum(row => row.Operations), rows.Sum(row => row.Bytes), isMatrix)))
        {
            double peak = usesMatrices ? peaks.MatrixOperations!.Value : peaks.SingleOperations;
            string arithmetic = operations == 0 ? $"{"",28}" : string.Create(CultureInfo.InvariantCulture,
                $"{operations / 1e9,9:0.000} GFLOP {100 * operations / milliseconds * 1e3 / peak,8:0.0} %{(usesMatrices ? 'm' : ' ')}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"    {$"{name}{(count > 1 ? $" ({count})" : "")}",-24} {milliseconds,10:0.000} ms {arithmetic} {bytes / 1e6,9:0.0} MB {100 * bytes / milliseconds * 1e3 / peaks.CopiedBytes,8:0.0} %"));
        }
    }

    /// <summary>Equal layers together.</summary>
    static string Kind(string step) =>
        step.EndsWith(" statistics", StringComparison.Ordinal) ? "statistics"
        : step.StartsWith("residual.", StringComparison.Ordinal) ? "residual"
        : step;
}
