using LiveStyle.Frames;
using LiveStyle.Gpu.Plan;
using LiveStyle.Networks;
using Xunit;

namespace LiveStyle.Gpu.Tests.Network;

public sealed class NetworkPlanTests
{
    public static IEnumerable<TheoryDataRow<TransformArchitecture, int, int>> NetworksAndSizes =>
        from architecture in new TransformArchitecture[]
        {
            new ClassicArchitecture(), new ClassicArchitecture(8, 1), new LiveArchitecture(), new LiveArchitecture(64, 5), new OddArchitecture(), new SingleArchitecture(9),
        }
        from size in new[] { (16, 16), (427, 239), (1920, 1080), (7, 4320) }
        select new TheoryDataRow<TransformArchitecture, int, int>(architecture, size.Item1, size.Item2);

    [Theory, MemberData(nameof(NetworksAndSizes))]
    public void No_map_is_overwritten_before_it_is_last_read(TransformArchitecture architecture, int width, int height)
    {
        var plan = new NetworkPlan(architecture, new FrameSize(width, height), isHalf: true);
        var held = new MapBuffer?[plan.Blocks.Count];

        foreach (PlannedConvolution convolution in plan.Convolutions)
        {
            Assert.All(convolution.Terms, term => Assert.Same(term.Map, held[term.Map.Block]));
            MapBuffer[] written = [.. new[] { convolution.Sum, convolution.Output }.OfType<MapBuffer>()];

            // One dispatch reads and writes all of these.
            MapBuffer[] together = [.. convolution.Terms.Select(term => term.Map).Distinct(), .. written];
            Assert.Equal(together.Length, together.DistinctBy(map => map.Block).Count());
            Array.ForEach(written, Hold);
            if (convolution.Smoothed is { } smoothed)
            {
                Assert.NotEqual(convolution.Output!.Block, smoothed.Block);
                Hold(smoothed);
            }
        }

        Assert.Same(plan.Painted, held[plan.Painted.Block]);

        void Hold(MapBuffer map)
        {
            Assert.True(map.ByteLength(true) <= plan.Blocks[map.Block]);
            held[map.Block] = map;
        }
    }

    /// <summary>
    /// Classic: the maps of the first and second convolution, 32 channels of each pixel and 64 of a quarter of them, and two of the residual
    /// blocks' maps besides, 128 of a sixteenth: (32 + 16 + 8 + 8) values a pixel. Live: two maps at half the size with 16 channels, one
    /// with 12, and two at a quarter with 32: (4 + 4 + 3 + 2 + 2) values a pixel.
    /// </summary>
    [Theory]
    [InlineData("classic", 64, true), InlineData("classic", 64, false)]
    [InlineData("live", 15, true), InlineData("live", 15, false)]
    public void Maps_share_memory_as_counted_by_hand(string family, int valuesPerPixel, bool isHalf)
    {
        var plan = new NetworkPlan(TransformArchitecture.Create(family, 32, family == "live" ? 3 : 5), new FrameSize(1920, 1080), isHalf);

        Assert.Equal(1920L * 1080 * valuesPerPixel * (isHalf ? 2 : 4), plan.Blocks.Sum());
    }

    [Theory, InlineData("classic", 1), InlineData("classic", 5), InlineData("live", 3)]
    public void A_sum_is_kept_once_where_two_read_it(string family, int blocks)
    {
        var plan = new NetworkPlan(TransformArchitecture.Create(family, 32, blocks), new FrameSize(64, 64), isHalf: true);

        // Each residual block's sum but the last is read by the next block and by the next sum.
        Assert.Equal(blocks - 1, plan.Convolutions.Count(convolution => convolution.Sum is not null));
        Assert.All(plan.Convolutions, convolution => Assert.InRange(convolution.Terms.Count, convolution.Index == 0 ? 0 : 1, 2));
        Assert.All(plan.Convolutions.Where(convolution => convolution.Sum is not null), keeper =>
            Assert.Contains(plan.Convolutions, other => other.Index > keeper.Index && other.Terms.Any(term => term.Map == keeper.Sum && term.Normalization is null)));
    }

    [Fact]
    public void A_convolution_with_a_stride_keeps_no_sum()
    {
        var plan = new NetworkPlan(new OddArchitecture(), new FrameSize(33, 31), isHalf: false);

        Assert.Equal(["again"], plan.Convolutions.Where(convolution => convolution.Sum is not null).Select(convolution => convolution.Layer.Name));
    }

    [Fact]
    public void Multiply_adds_of_a_classic_frame_are_those_of_the_literature()
    {
        var plan = new NetworkPlan(new ClassicArchitecture(), new FrameSize(1920, 1080), isHalf: true);

        // By pixel: 9·9·3·32 twice, and 3×3 kernels at the sizes of their outputs.
        const double PerPixel = (2 * 81 * 3 * 32) + 9 * (32 * 64 / 4.0 + 64 * 128 / 16.0 + 10 * 128 * 128 / 16.0 + 128 * 64 / 4.0 + 64 * 32);
        Assert.Equal(1920 * 1080 * PerPixel, plan.MultiplyAdds);
    }
}
