using System.Numerics;

namespace LiveStyle.Time;

/// <summary>Exact arithmetic between time bases. What no 64 bits hold becomes the nearest that they do; nothing wraps around.</summary>
public static class TickScale
{
    /// <summary>The time base of <see cref="TimeSpan"/>: 100 ns.</summary>
    static readonly Rational Ticks = new(1, TimeSpan.TicksPerSecond);

    /// <summary>The same moment in another time base, rounded to the nearest tick, halves away from zero.</summary>
    /// <param name="ticks">Any value.</param>
    /// <param name="from">Seconds a tick of <paramref name="ticks"/>; known.</param>
    /// <param name="to">Seconds a tick of the result; known.</param>
    /// <exception cref="ArgumentException">A time base is not known: its numerator or denominator is not above zero.</exception>
    public static long Rescale(long ticks, Rational from, Rational to)
    {
        RequireKnown(from, nameof(from));
        RequireKnown(to, nameof(to));

        // Two positive longs make at most 126 bits; with a third factor they are too many for Int128 where the base is a hostile file's.
        Int128 numerator = (Int128)from.Numerator * to.Denominator, denominator = (Int128)from.Denominator * to.Numerator;
        Int128 size = Int128.Abs(ticks);
        if (size == 0 || numerator <= (Int128.MaxValue - denominator) / size)
        {
            Int128 rounded = (size * numerator + denominator / 2) / denominator;
            return (long)Int128.Clamp(ticks < 0 ? -rounded : rounded, long.MinValue, long.MaxValue);
        }

        BigInteger large = (BigInteger.Abs(ticks) * (BigInteger)numerator + (BigInteger)denominator / 2) / (BigInteger)denominator;
        return (long)BigInteger.Clamp(ticks < 0 ? -large : large, long.MinValue, long.MaxValue);
    }

    /// <summary>A time in a time base, rounded to the nearest tick.</summary>
    /// <exception cref="ArgumentException">The time base is not known.</exception>
    public static long FromTime(TimeSpan time, Rational to) => Rescale(time.Ticks, Ticks, to);

    /// <summary>How long so many ticks are, rounded to 100 ns; at most what a <see cref="TimeSpan"/> holds.</summary>
    /// <exception cref="ArgumentException">The time base is not known.</exception>
    public static TimeSpan ToTime(long ticks, Rational from) => TimeSpan.FromTicks(Rescale(ticks, from, Ticks));

    static void RequireKnown(Rational timeBase, string name)
    {
        if (!timeBase.IsKnown)
        {
            throw new ArgumentException($"A time base of {timeBase} is not known.", name);
        }
    }
}
