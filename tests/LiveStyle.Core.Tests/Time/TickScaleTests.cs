using System.Numerics;
using CsCheck;
using LiveStyle.TestKit.Properties;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Core.Tests.Time;

public sealed class TickScaleTests
{
    static readonly Gen<Rational> TimeBases = Gen.Select(Gen.Long[1, long.MaxValue], Gen.Long[1, long.MaxValue], (upper, lower) => new Rational(upper, lower));

    static readonly Gen<Rational> UsualTimeBases = Gen.Select(Gen.Long[1, 2002], Gen.Long[1, 1_000_000_000], (upper, lower) => new Rational(upper, lower));

    /// <summary>By whole numbers of any size.</summary>
    static long Exact(long ticks, Rational from, Rational to)
    {
        BigInteger upper = BigInteger.Abs(ticks) * from.Numerator * to.Denominator, lower = (BigInteger)from.Denominator * to.Numerator;
        BigInteger rounded = (upper * 2 + lower) / (lower * 2);
        return (long)BigInteger.Clamp(ticks < 0 ? -rounded : rounded, long.MinValue, long.MaxValue);
    }

    [Fact]
    public void Any_moment_in_any_time_base_is_the_nearest_tick_of_any_other() =>
        Gen.Select(Gen.Long, Gen.OneOf(TimeBases, UsualTimeBases), Gen.OneOf(TimeBases, UsualTimeBases))
            .Holds((ticks, from, to) => Assert.Equal(Exact(ticks, from, to), TickScale.Rescale(ticks, from, to)));

    [Fact]
    public void A_moment_comes_back_from_a_finer_time_base() =>
        Gen.Select(Gen.Long[-1L << 50, 1L << 50], UsualTimeBases, Gen.Long[1, 1000]).Holds((ticks, coarse, times) =>
        {
            var finer = new Rational(coarse.Numerator, coarse.Denominator * times);
            Assert.Equal(ticks, TickScale.Rescale(TickScale.Rescale(ticks, coarse, finer), finer, coarse));
        });

    [Theory]
    [InlineData(long.MaxValue, long.MaxValue, 1)]
    [InlineData(long.MinValue, long.MaxValue, 1)]
    [InlineData(long.MaxValue, 1, 1)]
    [InlineData(1L << 62, 1001, 1)]
    public void A_duration_that_no_time_span_holds_is_the_longest_that_one_does(long ticks, long numerator, long denominator) =>
        Assert.Equal(ticks > 0 ? TimeSpan.MaxValue : TimeSpan.MinValue, new Rational(numerator, denominator).Duration(ticks));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, -25)]
    public void A_time_base_that_is_not_known_is_told_and_nothing_is_divided_by_zero(long numerator, long denominator)
    {
        var unknown = new Rational(numerator, denominator);
        Assert.Throws<ArgumentException>(() => unknown.Duration(1));
        Assert.Throws<ArgumentException>(() => TickScale.Rescale(1, new Rational(1, 25), unknown));
        Assert.Throws<ArgumentException>(() => TickScale.FromTime(TimeSpan.FromSeconds(1), unknown));
    }
}
