using System.Globalization;
using System.Numerics;
using CsCheck;
using LiveStyle.TestKit.Properties;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Core.Tests.Time;

public sealed class TimePropertyTests
{
    static readonly Gen<Rational> Ratios = Gen.Select(Gen.Long, Gen.Long, (upper, lower) => new Rational(upper, lower));

    /// <summary>Of 100 ns a tick or more, as clips have them.</summary>
    static readonly Gen<Rational> TimeBases = Gen.Select(Gen.Long[1, 2002], Gen.Long[1, 10_000_000], (upper, lower) => new Rational(upper, lower));

    [Fact]
    public void A_ratio_reads_back_from_its_text_whatever_the_culture() => Ratios.Holds(ratio =>
    {
        using var culture = new StrangeCulture();
        Assert.True(Rational.TryParse(ratio.ToString(), out Rational read));
        Assert.Equal(ratio, read);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{ratio.Numerator}/{ratio.Denominator}"), ratio.ToString());
    });

    [Fact]
    public void A_duration_back_in_ticks_is_the_ticks() =>
        Gen.Select(Gen.Long[-1L << 40, 1L << 40], TimeBases).Where(moment => Math.Abs(moment.Item1 * moment.Item2.ToDouble()) < 9e11)
            .Holds((ticks, timeBase) => Assert.Equal(ticks, TickScale.FromTime(timeBase.Duration(ticks), timeBase)));

    [Fact]
    public void Durations_grow_with_their_ticks_and_are_the_same_before_zero() =>
        Gen.Select(Gen.Long[-long.MaxValue, long.MaxValue], Gen.Long[-long.MaxValue, long.MaxValue], TimeBases).Holds((one, other, timeBase) =>
        {
            TimeSpan first = timeBase.Duration(one), second = timeBase.Duration(other);
            Assert.True(one.CompareTo(other) * first.CompareTo(second) >= 0, $"{one}: {first}, {other}: {second}");
            Assert.True(first == TimeSpan.MinValue || first == TimeSpan.MaxValue || timeBase.Duration(-one) == -first);
        });

    [Fact]
    public void Seconds_of_a_timestamp_are_the_exact_ones_as_near_as_a_double_comes() =>
        Gen.Select(Gen.Long, Gen.Long[1, long.MaxValue], Gen.Long[1, long.MaxValue]).Holds((ticks, upper, lower) =>
        {
            double seconds = new Timestamp(ticks, new Rational(upper, lower)).Seconds;

            // In 2⁻²⁰⁰ths: a quotient of whole numbers, exact to 40 digits and more.
            double exact = Math.ScaleB((double)((((BigInteger)ticks * upper) << 200) / lower), -200);
            Assert.InRange(seconds, exact - Math.Abs(exact) * 1e-15, exact + Math.Abs(exact) * 1e-15);
        });

    [Fact]
    public void Seconds_read_back_from_their_text_whatever_the_culture() => Gen.Double.Where(double.IsFinite).Holds(seconds =>
    {
        using var culture = new StrangeCulture();
        Assert.True(ClockTime.TryParse(ClockTime.Format(seconds), out double read), ClockTime.Format(seconds));
        Assert.Equal(seconds, read);
    });

    [Fact]
    public void Hours_minutes_and_seconds_are_what_a_clock_shows() =>
        Gen.Select(Gen.Int[0, 99999], Gen.Int[0, 99], Gen.Int[0, 59], Gen.Int[0, 999]).Holds((hours, minutes, seconds, thousandths) =>
        {
            Assert.True(ClockTime.TryParse($"{hours}:{minutes:00}:{seconds:00}.{thousandths:000}", out double read));
            Assert.Equal(hours * 3600.0 + minutes * 60 + seconds + thousandths / 1000.0, read, 1e-6);
        });
}
