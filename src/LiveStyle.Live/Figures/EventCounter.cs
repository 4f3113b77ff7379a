namespace LiveStyle.Live.Figures;

/// <summary>How often something happened: in all, and per second of late.</summary>
/// <remarks>Counting allocates nothing. Thread-safe.</remarks>
sealed class EventCounter(TimeProvider time)
{
    const int Slices = 16;
    const double SliceSeconds = 0.25;

    readonly Lock gate = new();
    readonly long begin = time.GetTimestamp();
    readonly long[] counts = new long[Slices];
    readonly long[] sliceOf = new long[Slices];
    long total;

    public long Total => Interlocked.Read(ref total);

    public void Add(long count)
    {
        lock (gate)
        {
            total += count;
            long now = Now(out _);
            int place = (int)(now % Slices);
            if (sliceOf[place] != now)
            {
                (sliceOf[place], counts[place]) = (now, 0);
            }

            counts[place] += count;
        }
    }

    /// <summary>Per second, over the last four seconds, or as many as there are.</summary>
    public double Rate()
    {
        lock (gate)
        {
            long now = Now(out double seconds);
            long recent = 0;
            for (int i = 0; i < Slices; i++)
            {
                recent += sliceOf[i] > now - Slices ? counts[i] : 0;
            }

            // The first of the slices is whole, the last has just begun.
            double span = Math.Min(seconds, (Slices - 1) * SliceSeconds + seconds % SliceSeconds);
            return span > 0 ? recent / span : 0;
        }
    }

    long Now(out double seconds)
    {
        seconds = time.GetElapsedTime(begin).TotalSeconds;
        return (long)(seconds / SliceSeconds);
    }
}
