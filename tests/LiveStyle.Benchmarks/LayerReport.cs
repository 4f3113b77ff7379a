using System.Diagnostics;
using System.Globalization;
using LiveStyle.Cpu.Network;
using LiveStyle.Cpu.Planning;
using LiveStyle.Cpu.Threads;
using LiveStyle.Frames;

namespace LiveStyle.Benchmarks;

/// <summary>Where a frame's time goes in our own engine: each step on one thread, held against the machine's peak.</summary>
static class LayerReport
{
    /// <param name="pass">Of one thread.</param>
    /// <param name="embedding">E values.</param>
    /// <param name="source">Of the pass's size.</param>
    /// <param name="target">Of the pass's size.</param>
    /// <param name="rounds">How often each is measured.</param>
    public static void Print(CpuPass pass, float[] embedding, HostFrame source, HostFrame target, int rounds)
    {
        double peak = MachinePeak.Gigaflops(pass.Network.Instructions);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  by step in {pass.Network.Instructions}, one thread; the machine's peak is {peak:0} GFLOP/s"));

        // A whole run first: steps read the frames and the embedding that it leaves.
        pass.Run(embedding, source, target);
        double[] seconds = [.. pass.Steps.Select(_ => double.MaxValue)];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < seconds.Length; i++)
            {
                seconds[i] = Math.Min(seconds[i], Time(pass.Steps[i]));
            }
        }

        for (int i = 0; i < seconds.Length; i++)
        {
            PlannedConvolution? convolution = i < pass.Plan.Convolutions.Count ? pass.Plan.Convolutions[i] : null;
            double speed = 2e-9 * (convolution?.MultiplyAdds ?? 0) / seconds[i];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"    {pass.Steps[i].Name,-14} {1e3 * seconds[i],8:0.000} ms {(convolution is null ? "" : $"{speed,8:0.0} GFLOP/s of its definition, {speed / peak:0.00} of the peak")}"));
        }
    }

    static double Time(IStep step)
    {
        long start = Stopwatch.GetTimestamp();
        step.Begin();
        for (int task = 0; task < step.Tasks; task++)
        {
            step.Run(task, worker: 0);
        }

        step.End();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
