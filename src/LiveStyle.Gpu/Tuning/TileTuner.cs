using System.Diagnostics;
using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Plan;

namespace LiveStyle.Gpu.Tuning;

/// <summary>
/// Measures for each form of a network's convolutions which tile is the fastest on its device. A tile whose results differ from the
/// default's beyond rounding is never chosen: drivers have faults.
/// </summary>
sealed class TileTuner
{
    /// <summary>The share of the best time so far that a tile's time must stay below: times waver.</summary>
    const double Gain = 0.97;

    /// <summary>Small and awkward, to see whether results agree at the edges too.</summary>
    static readonly FrameSize CheckedFrame = new(76, 52);

    readonly PlacedNetwork network;
    readonly NetworkPlan plan;
    readonly NetworkPlan checkedPlan;

    /// <param name="network">The network whose device measures.</param>
    /// <param name="frame">The size of frames; null for 1280×720, or 640×360 on a processor.</param>
    public TileTuner(PlacedNetwork network, FrameSize? frame = null)
    {
        this.network = network;
        FrameSize size = frame ?? (network.Device.Info.Kind == GpuKind.Software ? new FrameSize(640, 360) : new FrameSize(1280, 720));
        plan = new NetworkPlan(network.Architecture, size, network.IsHalf);
        checkedPlan = new NetworkPlan(network.Architecture, CheckedFrame, network.IsHalf);
        PhysicalDeviceInfo info = network.Device.Info;
        Candidates = network.IsHalf && info.HasMatrices
            ? convolution => ConvolutionTile.MatrixCandidates(convolution, info.SubgroupSize).Concat(ConvolutionTile.Candidates(convolution))
            : ConvolutionTile.Candidates;
    }

    /// <summary>One of each form.</summary>
    public IEnumerable<PlannedConvolution> Convolutions => plan.Convolutions.DistinctBy(ConvolutionForm.Of);

    /// <summary>All measurements together take no longer, but for the one under way when it is over.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>What is tried, the most promising first.</summary>
    public Func<PlannedConvolution, IEnumerable<ConvolutionTile>> Candidates { get; init; }

    /// <summary>Milliseconds that a tile takes.</summary>
    public Func<ConvolutionTrial, ConvolutionTile, double> Measure { get; init; } = (trial, tile) => trial.Milliseconds(tile);

    /// <param name="known">Forms that need no measurement.</param>
    /// <returns>The other forms' tiles, each the best of those that there was time for; those that there was no time for at all are missing.</returns>
    /// <exception cref="GpuException">There is no room, or the device was lost.</exception>
    public IReadOnlyDictionary<ConvolutionForm, ConvolutionTile> Tune(IReadOnlyCollection<ConvolutionForm> known)
    {
        var tiles = new Dictionary<ConvolutionForm, ConvolutionTile>();
        List<PlannedConvolution> open = [.. Convolutions.Where(convolution => !known.Contains(ConvolutionForm.Of(convolution)))];
        var watch = Stopwatch.StartNew();
        using var kernels = new NetworkKernels(network.Device, network.IsHalf);
        for (int i = 0; i < open.Count && watch.Elapsed < Limit; i++)
        {
            // What one form leaves over goes to the others.
            TimeSpan end = watch.Elapsed + (Limit - watch.Elapsed) / (open.Count - i);
            tiles.Add(ConvolutionForm.Of(open[i]), Choose(kernels, open[i], () => watch.Elapsed < end));
        }

        return tiles;
    }

    ConvolutionTile Choose(NetworkKernels kernels, PlannedConvolution convolution, Func<bool> hasTime)
    {
        ConvolutionTile best = ConvolutionTile.Default(convolution, network.Device.Info.Kind);
        List<ConvolutionTile> candidates = [.. Candidates(convolution).Where(tile => tile != best)];
        using var trial = new ConvolutionTrial(network, kernels, plan, convolution, [best, .. candidates]);
        using var check = new ConvolutionTrial(network, kernels, checkedPlan, checkedPlan.Convolutions[convolution.Index], [best, .. candidates]);
        ConvolutionOutcome expected = check.Run(best);
        double fastest = Measure(trial, best);
        foreach (ConvolutionTile tile in candidates)
        {
            if (!hasTime())
            {
                break;
            }

            try
            {
                double milliseconds = Measure(trial, tile);
                if (milliseconds < fastest * Gain && check.Run(tile).IsCloseTo(expected, network.IsHalf, tile.IsMatrix))
                {
                    (best, fastest) = (tile, milliseconds);
                }
            }
            catch (GpuException problem) when (!problem.IsDeviceLost && !problem.IsOutOfMemory)
            {
                // The driver refuses this one's shader.
            }
        }

        return best;
    }
}
