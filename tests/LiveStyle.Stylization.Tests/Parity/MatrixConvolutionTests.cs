using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Network;
using LiveStyle.Gpu.Plan;
using LiveStyle.Gpu.Tuning;
using LiveStyle.Media.Stills;
using LiveStyle.Networks;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Gpu;
using Xunit;

namespace LiveStyle.Stylization.Tests.Parity;

/// <summary>The kernel for cooperative matrices, with the matrices spelled out: all but the multiplication that only hardware does.</summary>
[Collection(SoftwareGpuCollection.Name)]
public sealed class MatrixConvolutionTests(SoftwareGpu gpu, ITestOutputHelper output) : IDisposable
{
    public void Dispose() => gpu.AssertSilent();

    [Fact]
    public void Matrices_make_what_the_plain_kernel_makes_but_for_rounding()
    {
        var architecture = new LiveArchitecture(32, 2);
        var random = new Random(1);
        var kernels = architecture.Layers.ToDictionary(
            layer => layer.Name,
            layer => Enumerable.Range(0, layer.Outputs * layer.Inputs * layer.Side * layer.Side).Select(_ => random.NextSingle() - 0.5f).ToArray());
        using var network = new GpuNetwork(gpu.Device, architecture, kernels, true, new GpuNetworkOptions { HalfStorage = true, Tuning = TileTuning.None });
        using var shaders = new NetworkKernels(gpu.Device, isHalf: true);
        var plan = new NetworkPlan(architecture, new FrameSize(52, 36), isHalf: true);
        int compared = 0, sums = 0;
        foreach (PlannedConvolution convolution in plan.Convolutions.DistinctBy(ConvolutionForm.Of))
        {
            ConvolutionTile plain = ConvolutionTile.Default(convolution, GpuKind.Software);
            if (Tile(convolution) is not { } tile)
            {
                continue;
            }

            using var trial = new ConvolutionTrial(network.Placed, shaders, plan, convolution, [plain, tile]);
            ConvolutionOutcome expected = trial.Run(plain), made = trial.Run(tile);

            output.WriteLine($"{convolution.Layer.Name} {tile} {expected.Output.Zip(made.Output, (a, b) => Math.Abs(a - b)).Max()}");
            Assert.True(made.IsCloseTo(expected, isHalf: true, isMatrix: true), $"{convolution.Layer.Name} {tile}");
            Assert.Equal(convolution.OutputSize.Pixels * convolution.OutputGroups * 4, made.Output.Length);
            compared++;
            sums += made.Sum.Length;
        }

        Assert.Equal(5, compared);
        Assert.True(sums > 0, "One of them keeps its input's sum.");
    }

    [Fact]
    public void A_network_that_multiplies_matrices_paints_real_and_flat_pictures_as_the_reference_does()
    {
        var size = new FrameSize(45, 37);
        using var parity = new NetworkParity(gpu, "live", isHalf: true);
        int multiplied = 0;
        parity.Kernels.Tile = convolution =>
        {
            multiplied += Tile(convolution) is null ? 0 : 1;
            return Tile(convolution) ?? ConvolutionTile.Default(convolution, GpuKind.Software);
        };
        using HostFrame whole = StillImage.Load(Repository.PathOf("media/sample.jpg"));
        using HostFrame real = StillImage.Resize(whole, size), flat = HostFrame.Allocate(size);
        flat.Pixels.Fill(90);

        foreach (HostFrame frame in new[] { real, flat })
        {
            double psnr = parity.Compare(frame, parity.Bundle.Styles.Row(3)).Psnr;
            output.WriteLine($"{psnr:0.0} dB");
            Assert.True(psnr >= 45, $"{psnr} dB");
        }

        Assert.True(multiplied > 0);
    }

    [Fact]
    public void Matrices_are_tried_only_where_channels_come_in_sixteens_and_fit_the_shared_memory()
    {
        foreach (TransformArchitecture architecture in new TransformArchitecture[] { new LiveArchitecture(), new ClassicArchitecture(32, 1) })
        {
            foreach (PlannedConvolution convolution in new NetworkPlan(architecture, new FrameSize(64, 48), isHalf: true).Convolutions)
            {
                bool fits = convolution.Layer.Inputs % 16 == 0 && convolution.Layer.Outputs % 16 == 0;
                foreach (int subgroup in new[] { 16, 32, 64 })
                {
                    List<ConvolutionTile> tiles = [.. ConvolutionTile.MatrixCandidates(convolution, subgroup)];

                    Assert.Equal(fits, tiles.Count > 0);
                    Assert.All(tiles, tile => Assert.True(tile.Invocations is >= 64 and <= 256 && tile.Subgroup == subgroup));
                }
            }
        }
    }

    /// <summary>Several of all that a workgroup may have several of, in one layer or another; null: its channels don't come in sixteens.</summary>
    ConvolutionTile? Tile(PlannedConvolution convolution)
    {
        var small = new ConvolutionTile(16, 2, 2, 1, 4, 4, false, gpu.Device.Info.SubgroupSize);
        ConvolutionTile tile = convolution.Layer.Name switch
        {
            "encoder.1" => small with { Lanes = 2 },
            "residual.0.0" => small with { Depth = 8, Chunk = 8 },
            "decoder.1" => small with { Rows = 4, Pixels = 1 },
            _ => small,
        };
        return tile.IsSound(convolution) ? tile : null;
    }
}
