namespace LiveStyle.Time;

/// <summary>Exact arithmetic between time bases.</summary>
public static class TickScale
{
    /// <summary>The same moment in another time base, rounded to the nearest tick, halves away from zero.</summary>
    public static long Rescale(long ticks, Rational from, Rational to)
    {
        Int128 numerator = (Int128)ticks * from.Numerator * to.Denominator;
        Int128 denominator = (Int128)from.Denominator * to.Numerator;
        Int128 half = numerator < 0 ? -(denominator / 2) : denominator / 2;
        Int128 result = (numerator + half) / denominator;
        return (long)Int128.Clamp(result, long.MinValue, long.MaxValue);
    }

    public static long FromTime(TimeSpan time, Rational to) =>
        Rescale(time.Ticks, new Rational(1, TimeSpan.TicksPerSecond), to);

    /// <summary>Rounded to 100 ns.</summary>
    public static TimeSpan ToTime(long ticks, Rational from) =>
        TimeSpan.FromTicks(Rescale(ticks, from, new Rational(1, TimeSpan.TicksPerSecond)));
}
