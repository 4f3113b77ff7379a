namespace LiveStyle.Live.Figures;

/// <summary>The median of the durations of the last seconds.</summary>
/// <remarks>Allocates nothing once it is made. Thread-safe.</remarks>
/// <param name="time">The show's clock.</param>
sealed class RecentMedian(TimeProvider time)
{
    /// <summary>With fewer it would be a matter of chance.</summary>
    const int Enough = 8;

    const int Remembered = 128;

    readonly Lock gate = new();
    readonly TimeSpan[] durations = new TimeSpan[Remembered];
    readonly long[] recordedAt = new long[Remembered];
    readonly TimeSpan[] sorted = new TimeSpan[Remembered];
    long count;
    long begin;

    /// <summary>The median; null where there are too few durations.</summary>
    public TimeSpan? Value
    {
        get
        {
            lock (gate)
            {
                long now = time.GetTimestamp();
                int recent = 0;
                for (long i = count - 1; i >= Math.Max(begin, count - Remembered); i--)
                {
                    if (time.GetElapsedTime(recordedAt[i % Remembered], now) > Window)
                    {
                        break;
                    }

                    sorted[recent++] = durations[i % Remembered];
                }

                if (recent < Enough)
                {
                    return null;
                }

                Array.Sort(sorted, 0, recent);
                return sorted[recent / 2];
            }
        }
    }

    static TimeSpan Window => TimeSpan.FromSeconds(4);

    /// <summary>Takes note of one.</summary>
    public void Add(TimeSpan duration)
    {
        lock (gate)
        {
            (durations[count % Remembered], recordedAt[count % Remembered]) = (duration, time.GetTimestamp());
            count++;
        }
    }

    /// <summary>What was noted so far says nothing about what comes.</summary>
    public void Clear()
    {
        lock (gate)
        {
            begin = count;
        }
    }
}
