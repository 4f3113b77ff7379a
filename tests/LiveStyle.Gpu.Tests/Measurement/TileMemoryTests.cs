using System.Text.Json;
using LiveStyle.Frames;
using LiveStyle.Gpu.Network;
using LiveStyle.Gpu.Plan;
using LiveStyle.Gpu.Tuning;
using LiveStyle.TestKit.Gpu;
using Xunit;

namespace LiveStyle.Gpu.Tests.Measurement;

[Collection(SoftwareGpuCollection.Name)]
public sealed class TileMemoryTests(SoftwareGpu gpu) : IDisposable
{
    static readonly ConvolutionTile Chosen = new(8, 4, 2, 1, 1, 1, true);

    readonly string folder = Directory.CreateTempSubdirectory("livestyle-tiles-").FullName;

    string Remembered => Path.Combine(folder, $"tiles-{gpu.Device.Info.Identity}.json");

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        gpu.AssertSilent();
    }

    [Fact]
    public void A_choice_is_remembered_and_read_back()
    {
        using GpuNetwork first = Create(TileTuning.None);
        TileChoice.For(first.Placed, TileTuning.Measure, folder, new TileTuner(first.Placed, new FrameSize(48, 32))
        {
            Limit = TimeSpan.FromMinutes(5), Candidates = _ => [Chosen], Measure = (_, tile) => tile == Chosen ? 1 : 2,
        });
        using GpuNetwork second = Create(TileTuning.Remembered);

        Assert.Equal(2, second.Kernels.Tiles.Count);
        Assert.All(second.Kernels.Tiles.Values, tile => Assert.Equal(Chosen, tile));
        using NetworkPass pass = second.Prepare(new FrameSize(40, 24));
        Assert.All(pass.Plan.Convolutions, convolution => Assert.Equal(Chosen, second.Kernels.Tile(convolution)));
    }

    [Fact]
    public void Measured_tiles_are_remembered_without_being_asked_again()
    {
        using GpuNetwork network = Create(TileTuning.Measure);
        using GpuNetwork again = Create(TileTuning.Remembered);

        Assert.NotEmpty(network.Kernels.Tiles);
        Assert.Equal(network.Kernels.Tiles, again.Kernels.Tiles);
    }

    [Fact]
    public void Software_measures_nothing_unasked()
    {
        using GpuNetwork network = Create(TileTuning.Remembered);

        Assert.Empty(network.Kernels.Tiles);
        Assert.False(File.Exists(Remembered));
    }

    [Fact]
    public void None_reads_nothing()
    {
        Memory().Write(Choices(Chosen));

        using GpuNetwork network = Create(TileTuning.None);

        Assert.Empty(network.Kernels.Tiles);
    }

    [Theory, InlineData("{"), InlineData("[]"), InlineData("null"), InlineData(""), InlineData("""{"a":null,"b":[1]}""")]
    public void A_damaged_file_is_ignored_and_replaced(string text)
    {
        File.WriteAllText(Remembered, text);

        Assert.Empty(Memory().Read(Convolutions()));
        Memory().Write(Choices(Chosen));
        Assert.Equal(Choices(Chosen), Memory().Read(Convolutions()));
    }

    [Fact]
    public void A_tile_that_no_shader_is_written_for_is_ignored()
    {
        foreach (ConvolutionTile unsound in new[] { Chosen with { Columns = 12 }, Chosen with { Rows = 0 }, Chosen with { Depth = 2 }, Chosen with { Pixels = 99 } })
        {
            Memory().Write(Choices(unsound));

            Assert.DoesNotContain(unsound, Memory().Read(Convolutions()).Values);
        }
    }

    [Fact]
    public void Choices_of_another_shader_or_storage_are_not_taken()
    {
        Memory().Write(Choices(Chosen));

        Assert.Empty(new TileMemory(gpu.Device.Info, ["network/convolve.half"], folder).Read(Convolutions()));
    }

    [Fact]
    public async Task What_several_programs_add_at_once_is_all_kept()
    {
        ConvolutionForm form = ConvolutionForm.Of(Convolutions()[0]);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            for (int i = 0; i < 3; i++)
            {
                Memory().Write(new Dictionary<ConvolutionForm, ConvolutionTile> { [form with { OutputGroups = 100 * writer + i }] = Chosen });
            }
        }, TestContext.Current.CancellationToken)));

        Assert.Equal(12, JsonSerializer.Deserialize<Dictionary<string, int[]>>(File.ReadAllBytes(Remembered))!.Count);
        Assert.Empty(Directory.GetFiles(folder, "*.part"));
    }

    [Fact]
    public void Where_nothing_can_be_written_nothing_fails()
    {
        string file = Path.Combine(folder, "a file, no folder");
        File.WriteAllText(file, "");
        var memory = new TileMemory(gpu.Device.Info, ["network/convolve"], Path.Combine(file, "deeper"));

        memory.Write(Choices(Chosen));

        Assert.Empty(memory.Read(Convolutions()));
    }

    TileMemory Memory() => new(gpu.Device.Info, ["network/convolve"], folder);

    static IReadOnlyList<PlannedConvolution> Convolutions() => new NetworkPlan(new TunedArchitecture(), new FrameSize(48, 32), isHalf: false).Convolutions;

    static Dictionary<ConvolutionForm, ConvolutionTile> Choices(ConvolutionTile tile) => Convolutions().ToDictionary(ConvolutionForm.Of, _ => tile);

    GpuNetworkOptions Options(TileTuning tuning) => new() { HalfStorage = false, Tuning = tuning, TuningFolder = folder };

    GpuNetwork Create(TileTuning tuning) => new TunedArchitecture().Create(gpu.Device, Options(tuning));
}
