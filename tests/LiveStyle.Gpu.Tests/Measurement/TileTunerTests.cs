using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Network;
using LiveStyle.Gpu.Plan;
using LiveStyle.Gpu.Tuning;
using LiveStyle.TestKit.Gpu;
using Xunit;

namespace LiveStyle.Gpu.Tests.Measurement;

[Collection(SoftwareGpuCollection.Name)]
public sealed class TileTunerTests(SoftwareGpu gpu) : IDisposable
{
    static readonly FrameSize Frame = new(48, 32);

    /// <summary>Right for both layers, and neither's default.</summary>
    static readonly ConvolutionTile Right = new(8, 4, 2, 1, 1, 1, false);

    public void Dispose() => gpu.AssertSilent();

    [Theory, InlineData(false), InlineData(true)]
    public void The_fastest_tile_is_chosen(bool isHalf)
    {
        using GpuNetwork network = Create(isHalf);
        ConvolutionTile slow = Right with { Rows = 8 };
        var tuner = new TileTuner(network.Placed, Frame) { Limit = TimeSpan.FromMinutes(5), Candidates = _ => [slow, Right], Measure = (_, tile) => tile == Right ? 1 : 2 };

        var tiles = tuner.Tune([]);

        Assert.Equal(2, tiles.Count);
        Assert.All(tiles.Values, tile => Assert.Equal(Right, tile));
    }

    /// <summary>A width that is no power of two spoils the statistics; depths beyond the channels leave some unwritten.</summary>
    [Theory, InlineData(12, 1), InlineData(8, 2)]
    public void A_tile_whose_results_are_wrong_is_not_chosen_however_fast_it_is(int columns, int depth)
    {
        using GpuNetwork network = Create();
        ConvolutionTile wrong = Right with { Columns = columns, Depth = depth };
        var tuner = new TileTuner(network.Placed, Frame) { Limit = TimeSpan.FromMinutes(5), Candidates = _ => [wrong], Measure = (_, tile) => tile == wrong ? 1 : 2 };

        var tiles = tuner.Tune([]);

        Assert.All(tuner.Convolutions, convolution => Assert.Equal(
            ConvolutionTile.Default(convolution, GpuKind.Software), tiles[ConvolutionForm.Of(convolution)]));
    }

    [Fact]
    public void Only_forms_that_are_not_known_are_measured_and_none_when_the_time_is_over()
    {
        using GpuNetwork network = Create();
        var tuner = new TileTuner(network.Placed, Frame) { Limit = TimeSpan.FromMinutes(5), Candidates = _ => [] };
        List<ConvolutionForm> forms = [.. tuner.Convolutions.Select(ConvolutionForm.Of)];

        Assert.Equal(forms[1..], tuner.Tune(forms[..1]).Keys);
        Assert.Empty(new TileTuner(network.Placed, Frame) { Limit = TimeSpan.Zero }.Tune([]));
    }

    [Fact]
    public void Tiles_are_timed_on_the_device_s_clock()
    {
        using GpuNetwork network = Create();
        var seen = new List<double>();
        var tuner = new TileTuner(network.Placed, Frame)
        {
            Limit = TimeSpan.FromMinutes(5),
            Candidates = _ => [Right],
            Measure = (trial, tile) =>
            {
                seen.Add(trial.Milliseconds(tile));
                return seen[^1];
            },
        };

        tuner.Tune([]);

        Assert.Equal(4, seen.Count);
        Assert.All(seen, time => Assert.InRange(time, double.Epsilon, 60_000));
    }

    GpuNetwork Create(bool isHalf = false) =>
        new TunedArchitecture().Create(gpu.Device, new GpuNetworkOptions { HalfStorage = isHalf, Tuning = TileTuning.None });
}
