using LiveStyle.Presentation.Windowing;

namespace LiveStyle.Playback.Playing;

/// <summary>Frame rate, frame times and dropped frames of the last while.</summary>
/// <remarks>Thread-safety: one thread, but <see cref="Drop"/> from any. Allocates nothing.</remarks>
sealed class PlayStatistics(TimeProvider time)
{
    const int Window = 240;

    readonly double[] intervals = new double[Window];
    readonly double[] sorted = new double[Window];
    int count;
    int next;
    long last;
    long dropped;

    public long Shown { get; private set; }

    public long Dropped => Interlocked.Read(ref dropped);

    /// <summary>Frames a second over the last frames; 0 before there are two.</summary>
    public double FramesPerSecond
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < count; i++)
            {
                sum += intervals[i];
            }

            return sum > 0 ? count / sum : 0;
        }
    }

    /// <summary>The time that all but one frame in a hundred kept to, in milliseconds.</summary>
    public double Percentile99
    {
        get
        {
            if (count == 0)
            {
                return 0;
            }

            Span<double> values = sorted.AsSpan(0, count);
            intervals.AsSpan(0, count).CopyTo(values);
            values.Sort();
            return values[Math.Min(count - 1, (int)Math.Ceiling(count * 0.99) - 1)] * 1000;
        }
    }

    /// <summary>A new frame is on the screen.</summary>
    public void Show()
    {
        long now = time.GetTimestamp();
        if (Shown > 0 && last != 0)
        {
            intervals[next] = time.GetElapsedTime(last, now).TotalSeconds;
            next = (next + 1) % Window;
            count = Math.Min(count + 1, Window);
        }

        last = now;
        Shown++;
    }

    /// <summary>The next interval is a pause or a seek, and does not count.</summary>
    public void Interrupt() => last = 0;

    public void Drop() => Interlocked.Increment(ref dropped);
}
