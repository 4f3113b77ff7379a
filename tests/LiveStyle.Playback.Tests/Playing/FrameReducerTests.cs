using LiveStyle.Frames;
using LiveStyle.Playback.Playing;
using Xunit;

namespace LiveStyle.Playback.Tests.Playing;

public sealed class FrameReducerTests
{
    [Theory]
    [InlineData(8, 6, 4, 3)]
    [InlineData(9, 9, 3, 3)]
    [InlineData(5, 7, 5, 7)]
    public void Each_pixel_is_the_mean_of_those_that_it_covers(int width, int height, int smallWidth, int smallHeight)
    {
        using HostFrame source = HostFrame.Allocate(new FrameSize(width, height)), target = HostFrame.Allocate(new FrameSize(smallWidth, smallHeight));
        new Random(1).NextBytes(source.Pixels);
        new FrameReducer().Reduce(source, target);
        int across = width / smallWidth, down = height / smallHeight;
        for (int i = 0; i < smallWidth * smallHeight * 3; i++)
        {
            (int x, int y, int color) = (i / 3 % smallWidth, i / 3 / smallWidth, i % 3);
            double mean = Enumerable.Range(0, across * down).Average(k => (double)source.Row(y * down + k / across)[3 * (x * across + k % across) + color]);
            Assert.InRange(target.Pixels[i], mean - 0.51, mean + 0.51);
        }
    }

    [Theory]
    [InlineData(427, 239, 320, 178)]
    [InlineData(17, 16, 16, 16)]
    [InlineData(100, 50, 24, 12)]
    public void A_flat_picture_stays_flat_whatever_the_sizes(int width, int height, int smallWidth, int smallHeight)
    {
        using HostFrame source = HostFrame.Allocate(new FrameSize(width, height)), target = HostFrame.Allocate(new FrameSize(smallWidth, smallHeight));
        source.Pixels.Fill(137);
        new FrameReducer().Reduce(source, target);
        Assert.All(target.Pixels.ToArray(), value => Assert.Equal(137, value));
    }
}
