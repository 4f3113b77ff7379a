namespace LiveStyle.Live.Control.Osc;

/// <summary>OSC's time tags: seconds since 1900 and their fractions in 2³² parts each, as NTP counts; 1 means now.</summary>
static class OscTime
{
    public const ulong Now = 1;

    const long Era = 1L << 32;

    static readonly DateTimeOffset Begin = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The time of a tag between 1968 and 2104.</summary>
    public static DateTimeOffset Read(ulong tag)
    {
        var seconds = (long)(tag >> 32);
        var ticks = (long)(((tag & uint.MaxValue) * (ulong)TimeSpan.TicksPerSecond) >> 32);
        return Begin.AddSeconds(seconds >= Era / 2 ? seconds : seconds + Era).AddTicks(ticks);
    }

    public static ulong Tag(DateTimeOffset time)
    {
        long ticks = (time - Begin).Ticks;
        var fraction = (ulong)(((Int128)(ticks % TimeSpan.TicksPerSecond) << 32) / TimeSpan.TicksPerSecond);
        return (ulong)(ticks / TimeSpan.TicksPerSecond) << 32 | fraction;
    }
}
