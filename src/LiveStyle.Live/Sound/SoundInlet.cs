namespace LiveStyle.Live.Sound;

/// <summary>
/// The arriving side of a <see cref="SoundDelay"/>: what has come, by which clock, and how irregularly. It keeps one line of time through whatever the
/// source does. Not thread-safe.
/// </summary>
sealed class SoundInlet
{
    /// <summary>No block for so many seconds: the source has stopped. Less is a burst.</summary>
    const double Pause = 0.5;

    const int LargestGap = SampleRing.Capacity / 2;

    readonly ArrivalFloor floor = new();
    double lastArrival;
    double silentUntil = double.NegativeInfinity;
    long gapEnd;
    int gapLeft;

    /// <summary>The sound.</summary>
    public SampleRing Ring { get; } = new();

    /// <summary>The time at which each moment of <see cref="Ring"/> was there.</summary>
    public SampleClock Clock { get; } = new();

    /// <summary>The seconds from the time of a moment to its arrival that must be allowed for.</summary>
    public double Hold => floor.Seconds;

    /// <summary>Takes a block in.</summary>
    /// <param name="block">Its moments, of which the newest 5.4 s count.</param>
    /// <param name="arrived">The time at which the last of them was there by whoever tells it, in seconds.</param>
    /// <param name="now">The time at which they can be had, in seconds: later where sound comes after the picture that it belongs to.</param>
    public void Put(ReadOnlySpan<int> block, double arrived, double now)
    {
        block = block[Math.Max(0, block.Length - LargestGap)..];
        if (block.IsEmpty)
        {
            return;
        }

        Join(Ring.End + block.Length, arrived);
        floor.Add(Clock.Lateness(Ring.End, now));
        int silent = (int)Math.Clamp(Math.Ceiling(Clock.CountAt(silentUntil) - Ring.End), 0, block.Length);
        if (silent > 0)
        {
            Ring.AppendSilence(silent);
        }

        Ring.Append(block[silent..]);
        lastArrival = arrived;
        int windows = Clock.Windows;
        double lost = Clock.Add(Ring.End, arrived);
        if (lost > 0)
        {
            Ring.AppendSilence(Moments(lost));
        }

        if (now < silentUntil + SampleRing.Capacity * Clock.Period)
        {
            // Only what follows it shows that a block was held up, and how old it is.
            Ring.Silence((long)Math.Ceiling(Clock.CountAt(silentUntil)));
        }

        if (Clock.Windows > windows)
        {
            floor.Close(counts: lost == 0);
        }
    }

    /// <summary>Makes silence of what was there by a time, and of what of it will yet arrive; the clock goes on.</summary>
    /// <param name="now">The time in seconds.</param>
    public void Forget(double now)
    {
        Ring.Silence(Ring.End);
        silentUntil = now;
    }

    /// <summary>Tells whether all moments for a stretch are there.</summary>
    /// <param name="position">The place of its first value, in the ring's count.</param>
    /// <param name="speed">The moments that one value goes on by.</param>
    /// <param name="count">The values.</param>
    public bool Has(double position, double speed, int count) =>
        position - SincFilter.Before >= Ring.Begin && SoundStretch.EndOf(position, speed, count) <= Ring.End;

    /// <summary>The values that can be had from a place on, up to a number.</summary>
    /// <param name="position">The place in the ring's count.</param>
    /// <param name="speed">The moments that one value goes on by.</param>
    /// <param name="most">The most that are wanted.</param>
    public int Left(double position, double speed, int most) =>
        (int)Math.Clamp((Ring.End - SoundStretch.EndOf(position, speed, 0)) / speed, 0, most);

    /// <summary>Puts silence where the source was away, so that what was before and what comes after both keep their times.</summary>
    void Join(long end, double now)
    {
        if (!Clock.HasBegun)
        {
            Clock.Begin(end, now);
            return;
        }

        double late = Clock.Lateness(end, now);
        bool wasAway = now - lastArrival > Pause && late > SampleClock.LargestStep;
        if (wasAway && late / Clock.Period > LargestGap)
        {
            Ring.Clear();
            Clock.Begin(end, now);
            gapLeft = 0;
        }
        else if (wasAway)
        {
            gapLeft = Moments(late);
            Ring.AppendSilence(gapLeft);
            gapEnd = Ring.End;
            Clock.Settle(now);
        }
        else if (gapLeft > 0 && Clock.IsSettled(now))
        {
            gapLeft = 0;
        }
        else if (gapLeft > 0 && late < 0)
        {
            // It was only held up, or its first block came late: there was less silence than it seemed.
            int less = (int)Math.Min(gapLeft, -late / Clock.Period);
            Ring.Remove(gapEnd, less);
            (gapEnd, gapLeft) = (gapEnd - less, gapLeft - less);
        }
    }

    int Moments(double seconds) => (int)Math.Min(seconds / Clock.Period, LargestGap);
}
