using LiveStyle.Media.Capture;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

public sealed class LiveRateTests
{
    [Theory]
    [InlineData("25", 25, 1)]
    [InlineData("29.97", 30_000, 1001)]
    [InlineData("23.976", 24_000, 1001)]
    [InlineData("59.94", 60_000, 1001)]
    [InlineData("12.5", 25, 2)]
    [InlineData("30000/1001", 30_000, 1001)]
    [InlineData("240", 240, 1)]
    public void A_rate_is_read_exactly(string text, long numerator, long denominator) =>
        Assert.Equal(new Rational(numerator, denominator), LiveRate.TryParse(text));

    [Theory]
    [InlineData("0")]
    [InlineData("0.5")]
    [InlineData("241")]
    [InlineData("1e2")]
    [InlineData("25/0")]
    [InlineData("25/")]
    [InlineData("-25")]
    [InlineData("")]
    public void What_is_no_rate_of_pictures_is_refused(string text) => Assert.Null(LiveRate.TryParse(text));

    [Theory]
    [InlineData(90_000, 1)]
    [InlineData(0, 0)]
    [InlineData(1, 2)]
    public void A_streams_clock_is_not_taken_for_its_frame_rate(long numerator, long denominator) =>
        Assert.Null(LiveRate.Sane(new Rational(numerator, denominator)));
}
