using LiveStyle.Frames;
using LiveStyle.Media.Capture;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

[Trait("Speed", "Slow")]
public sealed class LiveTestPatternTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("test", 320, 180, 50, 1)]
    [InlineData("test:64x48", 64, 48, 50, 1)]
    [InlineData("test:64x48@29.97", 64, 48, 30_000, 1001)]
    [InlineData("test:@24", 320, 180, 24, 1)]
    public async Task A_test_pattern_has_the_size_and_rate_of_its_name_or_else_those_asked_for(string name, int width, int height, long numerator, long denominator)
    {
        var options = new LiveSourceOptions { CameraSize = new FrameSize(320, 180), CameraFrameRate = new Rational(50, 1) };
        await using LiveSource source = await LiveSource.OpenAsync(name, options, Cancellation);
        Assert.Equal((new FrameSize(width, height), new Rational(numerator, denominator)), (source.Size, source.FrameRate));
    }

    [Fact]
    public async Task A_test_pattern_moves_in_real_time()
    {
        await using LiveSource source = await LiveSource.OpenAsync("test:64x48@25", new LiveSourceOptions(), Cancellation);
        HashSet<string> pictures = [];
        List<double> times = await LiveReading.ReadAsync(source, 25, pixels => pictures.Add(Convert.ToHexString(pixels)));
        Assert.InRange(pictures.Count, 10, 25);
        Assert.InRange(times[^1], 0.4, 30);
    }
}
