using LiveStyle.Time;

namespace LiveStyle.Media.Capture;

/// <summary>
/// Puts the frames of one connection after another on one timeline of the wall clock. Within a connection frames keep
/// the distances that the stream gives them, unless that would place them ahead of their arrival or far behind it.
/// </summary>
sealed class LiveTimeline
{
    /// <summary>How far behind its arrival a frame may stand before the stream's own clock is not believed.</summary>
    const long LargestDelay = 45_000;

    long offset;
    long last = -1;
    bool anchored;

    /// <summary>90 kHz, as broadcast streams count.</summary>
    public static Rational TimeBase { get; } = new(1, 90_000);

    /// <summary>The frame's ticks on the timeline: later than all before.</summary>
    /// <param name="stream">Its ticks in the connection.</param>
    /// <param name="arrival">Ticks of the wall clock when it came.</param>
    public long Place(long stream, long arrival)
    {
        long ticks = stream + offset;
        if (!anchored || ticks > arrival || ticks < arrival - LargestDelay || ticks <= last)
        {
            ticks = Math.Max(arrival, last + 1);
            offset = ticks - stream;
            anchored = true;
        }

        last = ticks;
        return ticks;
    }

    /// <summary>A new connection begins, whose ticks have nothing to do with the last one's.</summary>
    public void Break() => anchored = false;
}
