using LiveStyle.Frames;
using LiveStyle.Stylization.Strokes;
using Xunit;

namespace LiveStyle.Stylization.Tests.Strokes;

public sealed class StrokeSizeTests
{
    [Theory]
    [InlineData(1920, 1080, 1, 852, 480)]
    [InlineData(3840, 2160, 1, 852, 480)]
    [InlineData(1080, 1920, 1, 480, 852)]
    [InlineData(1920, 1080, 2, 428, 240)]
    [InlineData(1920, 1080, 4, 212, 120)]
    [InlineData(1920, 1080, 0.5, 1708, 960)]
    [InlineData(1000, 700, 1, 684, 480)]
    public void The_network_runs_on_a_picture_whose_shorter_side_makes_strokes_so(int width, int height, double strokeSize, int networkWidth, int networkHeight) =>
        Assert.Equal(new FrameSize(networkWidth, networkHeight), StrokeSize.NetworkSize(new FrameSize(width, height), strokeSize, 16));

    [Theory]
    [InlineData(854, 480, 1)]
    [InlineData(640, 482, 1)]
    [InlineData(427, 240, 2)]
    [InlineData(131, 120, 4)]
    public void A_picture_of_the_trained_size_is_seen_as_it_is(int width, int height, double strokeSize) =>
        Assert.Equal(new FrameSize(width, height), StrokeSize.NetworkSize(new FrameSize(width, height), strokeSize, 16));

    [Theory]
    [InlineData(640, 360, 1, 852, 480)]
    [InlineData(320, 180, 1, 640, 360)]
    [InlineData(1920, 1080, 0.25, 3412, 1920)]
    [InlineData(640, 360, 0.25, 1280, 720)]
    public void A_small_picture_is_enlarged_but_never_more_than_twice(int width, int height, double strokeSize, int networkWidth, int networkHeight) =>
        Assert.Equal(new FrameSize(networkWidth, networkHeight), StrokeSize.NetworkSize(new FrameSize(width, height), strokeSize, 16));

    [Theory]
    [InlineData(1, 1, 16, 16)]
    [InlineData(15, 15, 32, 32)]
    [InlineData(1, 1000, 16, 2000)]
    [InlineData(2000, 17, 4000, 32)]
    public void No_side_is_less_than_the_network_takes(int width, int height, int networkWidth, int networkHeight) =>
        Assert.Equal(new FrameSize(networkWidth, networkHeight), StrokeSize.NetworkSize(new FrameSize(width, height), 1, 16));

    [Fact]
    public void The_network_s_size_is_on_both_sides_smaller_or_on_both_larger()
    {
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++)
        {
            var frame = new FrameSize((int)Math.Pow(4000, random.NextDouble()), (int)Math.Pow(4000, random.NextDouble()));
            FrameSize network = StrokeSize.NetworkSize(frame, 0.25 + 3.75 * random.NextDouble(), 16);
            Assert.True(
                (network.Width <= frame.Width && network.Height <= frame.Height) || (network.Width >= frame.Width && network.Height >= frame.Height), $"{frame}: {network}");
            Assert.True(network is { Width: >= 16, Height: >= 16 }, $"{frame}: {network}");
        }
    }

    [Theory]
    [InlineData(0.24)]
    [InlineData(4.01)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Strokes_out_of_range_are_refused(double strokeSize) =>
        Assert.Contains("give 0.25 to 4", Assert.Throws<LiveStyleException>(() => StrokeSize.Check(strokeSize)).Message);
}
