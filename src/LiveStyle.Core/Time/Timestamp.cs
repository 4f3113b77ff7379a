namespace LiveStyle.Time;

/// <summary>A presentation timestamp (PTS): a count of ticks of a time base.</summary>
/// <param name="Ticks">May be negative; compare only within one time base.</param>
/// <param name="TimeBase">Seconds a tick.</param>
public readonly record struct Timestamp(long Ticks, Rational TimeBase)
{
    /// <summary>Seconds since the stream's origin.</summary>
    public double Seconds => (double)Ticks * TimeBase.Numerator / TimeBase.Denominator;
}
