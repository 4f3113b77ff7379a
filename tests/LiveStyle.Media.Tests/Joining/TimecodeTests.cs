using LiveStyle.Media.Probing;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Joining;

[Trait("Speed", "Slow")]
public sealed class TimecodeTests
{
    [Theory]
    [InlineData("10:00:00:00", 1.0, 25, 1, "10:00:01:00")]
    [InlineData("23:59:59:24", 0.04, 25, 1, "00:00:00:00")]
    [InlineData("00:00:59;29", 1001 / 30000.0, 30000, 1001, "00:01:00;02")]
    [InlineData("00:09:59;29", 1001 / 30000.0, 30000, 1001, "00:10:00;00")]
    [InlineData("00:00:00;00", 3600.0, 30000, 1001, "01:00:00;00")]
    [InlineData("00:00:59;59", 1001 / 60000.0, 60000, 1001, "00:01:00;04")]
    [InlineData("01:00:00:00", 60.06, 24000, 1001, "01:01:00:00")]
    [InlineData("01:00:00:00", 0.0, 25, 1, "01:00:00:00")]
    [InlineData("nonsense", 1.0, 25, 1, "nonsense")]
    public void A_later_picture_has_a_later_timecode(string first, double seconds, int numerator, int denominator, string expected) =>
        Assert.Equal(expected, Timecode.Later(first, TimeSpan.FromSeconds(seconds), new Rational(numerator, denominator)));
}
