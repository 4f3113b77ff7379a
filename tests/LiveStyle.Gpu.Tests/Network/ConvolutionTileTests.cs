using LiveStyle.Frames;
using LiveStyle.Gpu.Plan;
using LiveStyle.Networks;
using Xunit;

namespace LiveStyle.Gpu.Tests.Network;

public sealed class ConvolutionTileTests
{
    public static TheoryData<TransformArchitecture> Networks =>
    [
        new ClassicArchitecture(), new ClassicArchitecture(5, 1), new ClassicArchitecture(24, 2), new LiveArchitecture(), new LiveArchitecture(6, 1),
        new LiveArchitecture(96, 5), new OddArchitecture(),
    ];

    [Theory, MemberData(nameof(Networks))]
    public void Every_layer_has_tiles_that_fit_any_device_and_cover_its_channels(TransformArchitecture architecture)
    {
        foreach (PlannedConvolution convolution in new NetworkPlan(architecture, new FrameSize(640, 360), isHalf: true).Convolutions)
        {
            ConvolutionTile[] candidates = [.. ConvolutionTile.Candidates(convolution)];

            Assert.NotEmpty(candidates);
            Assert.Equal(candidates.Length, candidates.Distinct().Count());
            foreach (ConvolutionTile tile in candidates)
            {
                Assert.InRange(tile.Invocations, 16, 256);
                Assert.True(int.IsPow2(tile.Columns * tile.Rows), "sums go by halves");
                Assert.Equal(0, convolution.OutputGroups % (tile.Lanes * tile.Depth));
                Assert.Equal(0, convolution.InputGroups % tile.Chunk);
                int width = (tile.Width - 1) * convolution.Layer.Stride + convolution.Layer.Side, height = (tile.Height - 1) * convolution.Layer.Stride + convolution.Layer.Side;
                Assert.InRange(tile.Chunk * width * height * 16, 1, 32768);
            }
        }
    }
}
