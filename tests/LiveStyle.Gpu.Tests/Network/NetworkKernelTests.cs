using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Network;
using LiveStyle.Gpu.Plan;
using LiveStyle.Networks;
using LiveStyle.TestKit.Gpu;
using Xunit;

namespace LiveStyle.Gpu.Tests.Network;

/// <summary>Every kernel in every form that the planner gives it, against double precision.</summary>
[Collection(SoftwareGpuCollection.Name)]
public sealed class NetworkKernelTests(SoftwareGpu gpu, ITestOutputHelper output) : IDisposable
{
    /// <summary>Of arithmetic in float32, of the map's own magnitude.</summary>
    const double SingleTolerance = 1e-4;

    /// <summary>
    /// Of storage in float16: a value, of 4 magnitudes at most, is rounded by up to 2⁻¹¹ of itself in each of up to fifteen maps on the way:
    /// 15 · 4 · 2⁻¹¹ if all went one way.
    /// </summary>
    const double HalfTolerance = 0.03;

    static readonly FrameSize[] Sizes = [new(1, 1), new(1, 13), new(127, 13), new(33, 31)];

    static readonly Dictionary<string, TransformArchitecture> Architectures = new()
    {
        ["classic"] = new ClassicArchitecture(4, 3),
        ["live"] = new LiveArchitecture(8, 2),
        ["odd"] = new OddArchitecture(),
    };

    public void Dispose() => gpu.AssertSilent();

    [Theory]
    [InlineData("classic", false), InlineData("classic", true)]
    [InlineData("live", false), InlineData("live", true)]
    [InlineData("odd", false)]
    public void Every_layer_makes_what_double_precision_makes(string architecture, bool isHalf)
    {
        var test = new TestNetwork(Architectures[architecture], new GpuNetworkOptions { HalfStorage = isHalf });
        using GpuNetwork network = test.Create(gpu.Device);

        foreach (FrameSize size in Sizes)
        {
            AssertAgrees(test, network, size, isHalf ? HalfTolerance : SingleTolerance);
        }
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Linear_light_is_encoded_for_the_network_and_decoded_for_the_target(bool isInBlocks)
    {
        TransformArchitecture architecture = isInBlocks ? Architectures["live"] : new SingleArchitecture(3);
        var test = new TestNetwork(architecture, new GpuNetworkOptions { HalfStorage = false, Source = ColorEncoding.Linear, Target = ColorEncoding.Linear });
        using GpuNetwork network = test.Create(gpu.Device);

        AssertAgrees(test, network, new FrameSize(33, 31), SingleTolerance);
    }

    /// <summary>Hardware stores float16 and holds columns of inputs in registers; software does neither by itself.</summary>
    [Fact]
    public void The_kernels_that_hardware_gets_make_the_same()
    {
        using GpuDevice device = GpuDevice.Open(gpu.Instance, gpu.Device.Info with { Kind = GpuKind.Discrete });
        var test = new TestNetwork(new LiveArchitecture(8, 1), new GpuNetworkOptions());
        using GpuNetwork network = test.Create(device);

        Assert.True(network.IsHalf);
        AssertAgrees(test, network, new FrameSize(127, 33), HalfTolerance);
    }

    /// <summary>Of each shape of tile one, with its channels cut and not, in turn.</summary>
    [Fact]
    public void Tiles_of_every_shape_make_the_same()
    {
        var test = new TestNetwork(new WideArchitecture(), new GpuNetworkOptions { HalfStorage = false });
        using GpuNetwork network = test.Create(gpu.Device);
        HashSet<ConvolutionTile> tried = [];
        for (int shape = 0; shape < 8; shape++)
        {
            network.Kernels.Tile = convolution =>
            {
                ConvolutionTile[][] candidates =
                    [.. ConvolutionTile.Candidates(convolution).GroupBy(tile => (tile.Columns, tile.Rows, tile.Pixels)).Select(tiles => tiles.ToArray())];
                ConvolutionTile[] alike = candidates[shape % candidates.Length];

                // Columns in registers have their own test; processors take a minute to compile all of these with them.
                ConvolutionTile tile = alike[shape % alike.Length] with { KeepsColumn = false };
                tried.Add(tile);
                return tile;
            };
            AssertAgrees(test, network, new FrameSize(45, 33), SingleTolerance);
        }

        Assert.True(tried.Count >= 16, $"only {tried.Count} tiles were tried");
    }

    void AssertAgrees(TestNetwork test, GpuNetwork network, FrameSize size, double tolerance)
    {
        float[] frame = Noise(size);
        ReferenceOperations reference = test.Reference();
        double[] painted = ReferencePainter.Paint(test, reference, size, frame);
        using var trace = new NetworkTrace(network, size, frame, test.Embedding);
        double worst = 0;
        foreach (ConvolutionLayer layer in test.Architecture.Layers)
        {
            AssertNear($"{layer.Name}'s output", reference.Raw[layer.Name], trace.Raw(layer));
            AssertNear($"{layer.Name}'s sum", reference.Inputs[layer.Name], trace.Sum(layer));
            AssertNear($"{layer.Name} smoothed", reference.Smoothed.GetValueOrDefault(layer.Name), trace.Smoothed(layer));
        }

        output.WriteLine($"{test.Architecture} {size}: {worst:0.0e0}");
        for (int i = 0; i < painted.Length; i++)
        {
            Assert.True(Math.Abs(painted[i] - trace.Painted[i]) <= tolerance,
                $"{test.Architecture} {size}: value {i} is painted {trace.Painted[i]} instead of {painted[i]}");
        }

        void AssertNear(string what, ReferenceMap? expected, ReferenceMap? actual)
        {
            if (actual is null)
            {
                return;
            }

            double magnitude = Math.Max(expected!.Magnitude, 0.1);
            Assert.Equal(expected.Size, actual.Size);
            for (int i = 0; i < actual.Values.Length; i++)
            {
                double difference = Math.Abs(actual.Values[i] - expected.Values[i]) / magnitude;
                worst = Math.Max(worst, difference);
                Assert.True(difference <= tolerance, $"{test.Architecture} {size}, {what}: value {i} is {actual.Values[i]} instead of {expected.Values[i]}");
            }
        }
    }

    static float[] Noise(FrameSize size)
    {
        var random = new Random(size.Width * 1000 + size.Height);
        return [.. Enumerable.Range(0, (int)size.Pixels * 4).Select(_ => random.NextSingle())];
    }
}
