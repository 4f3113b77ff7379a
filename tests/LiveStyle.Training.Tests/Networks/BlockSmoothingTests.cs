using LiveStyle.Training.Networks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LiveStyle.Training.Tests.Networks;

public class BlockSmoothingTests
{
    [Fact]
    public void Smoothing_of_blocks_is_the_mean_of_four_pixels_of_the_map_that_they_make()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor map = rand(1, 3, 12, 16, generator: new Generator(3));
        Tensor blocks = nn.functional.pixel_unshuffle(map, 2);
        Tensor kernel = tensor(BlockSmoothing.Kernel(3), [12, 12, 2, 2]);
        Tensor smoothed = nn.functional.pixel_shuffle(BlockedConvolution.Apply(blocks, kernel), 2);
        Tensor expected = nn.functional.avg_pool2d(map, 2, stride: 1).narrow(2, 0, smoothed.shape[2]).narrow(3, 0, smoothed.shape[3]);
        Assert.True((smoothed - expected).abs().max().ToSingle() < 1e-6);
    }

    [Fact]
    public void Blocks_that_are_alike_come_out_flat_whatever_their_four_pixels()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor blocks = rand(1, 12, 1, 1, generator: new Generator(5)).expand(1, 12, 6, 6);
        Tensor smoothed = BlockedConvolution.Apply(blocks, tensor(BlockSmoothing.Kernel(3), [12, 12, 2, 2]));
        Tensor map = nn.functional.pixel_shuffle(smoothed, 2);
        Assert.True((map - map.mean([2L, 3L], keepdim: true)).abs().max().ToSingle() < 1e-6);
        Assert.True(nn.functional.pixel_shuffle(blocks, 2).std([2L, 3L]).max().ToSingle() > 0.05);
    }
}
