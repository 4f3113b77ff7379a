namespace LiveStyle.TestKit.Time;

/// <summary>Time that passes only when told to.</summary>
sealed class StoppedTime : TimeProvider
{
    long ticks = TimeSpan.TicksPerHour;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => ticks;

    public void Pass(double seconds) => ticks += (long)Math.Round(seconds * TimeSpan.TicksPerSecond);
}
