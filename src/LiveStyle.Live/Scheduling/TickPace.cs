using LiveStyle.Time;

namespace LiveStyle.Live.Scheduling;

/// <summary>
/// Tells ticks from the time: tick n is due n frames after the beginning, to the clock's own resolution, however long it runs. Ticks whose
/// time is over are left out, so that numbers go with the time.
/// </summary>
/// <remarks>Thread-safety: one thread.</remarks>
/// <param name="rate">Ticks per second.</param>
/// <param name="begin">When tick 0 is due: a timestamp of the clock.</param>
/// <param name="time">The clock.</param>
sealed class TickPace(Rational rate, long begin, TimeProvider time)
{
    /// <summary>When a tick is due: a timestamp of the clock, rounded up.</summary>
    public long DueAt(long tick)
    {
        Int128 over = (Int128)tick * rate.Denominator * time.TimestampFrequency;
        return begin + (long)((over + rate.Numerator - 1) / rate.Numerator);
    }

    /// <summary>The last tick that is due by now.</summary>
    public long Now() =>
        (long)((Int128)(time.GetTimestamp() - begin) * rate.Numerator / ((Int128)rate.Denominator * time.TimestampFrequency));
}
