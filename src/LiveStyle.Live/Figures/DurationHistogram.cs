namespace LiveStyle.Live.Figures;

/// <summary>Durations by their size, of the last minute and of all time.</summary>
/// <remarks>Recording and reading allocate nothing. Thread-safe.</remarks>
sealed class DurationHistogram
{
    const int Slices = 12;

    readonly Lock gate = new();
    readonly TimeProvider time;
    readonly long begin;
    readonly int[] ever = new int[LogBuckets.Count];
    readonly int[][] slices = new int[Slices][];
    readonly long[] sliceOf = new long[Slices];
    readonly TimeSpan[] worstOf = new TimeSpan[Slices];
    readonly int[] recent = new int[LogBuckets.Count];
    TimeSpan worst;

    public DurationHistogram(TimeProvider time)
    {
        this.time = time;
        begin = time.GetTimestamp();
        for (int i = 0; i < Slices; i++)
        {
            (slices[i], sliceOf[i]) = (new int[LogBuckets.Count], -1);
        }
    }

    /// <summary>A slice falls out of the last minute at once.</summary>
    static TimeSpan Slice => TimeSpan.FromSeconds(5);

    public void Record(TimeSpan duration)
    {
        int bucket = LogBuckets.IndexOf(duration);
        lock (gate)
        {
            long now = Now();
            int place = (int)(now % Slices);
            if (sliceOf[place] != now)
            {
                Array.Clear(slices[place]);
                (sliceOf[place], worstOf[place]) = (now, TimeSpan.Zero);
            }

            slices[place][bucket]++;
            ever[bucket]++;
            worstOf[place] = Longer(worstOf[place], duration);
            worst = Longer(worst, duration);
        }
    }

    /// <summary>The figures of the last minute.</summary>
    public StageFigures Recent()
    {
        lock (gate)
        {
            Array.Clear(recent);
            TimeSpan recentWorst = TimeSpan.Zero;
            long now = Now();
            for (int i = 0; i < Slices; i++)
            {
                if (sliceOf[i] >= 0 && sliceOf[i] > now - Slices)
                {
                    for (int bucket = 0; bucket < recent.Length; bucket++)
                    {
                        recent[bucket] += slices[i][bucket];
                    }

                    recentWorst = Longer(recentWorst, worstOf[i]);
                }
            }

            return StageFigures.Of(recent, recentWorst);
        }
    }

    /// <summary>The figures of all time.</summary>
    public StageFigures Ever()
    {
        lock (gate)
        {
            return StageFigures.Of(ever, worst);
        }
    }

    long Now() => time.GetElapsedTime(begin).Ticks / Slice.Ticks;

    static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
