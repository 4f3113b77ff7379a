namespace LiveStyle.Live.Control.Midi;

/// <summary>The beat and the tempo of a MIDI clock, which ticks 24 times a beat.</summary>
/// <remarks>
/// The tempo is the mean of up to four beats, which evens out what ticks come late by; where the last beat differs by a twentieth, it alone
/// counts, so that a change is followed within two. Thread-safety: one thread at a time.
/// </remarks>
sealed class MidiClock(TimeProvider time)
{
    const int TicksPerBeat = 24;
    const int TicksPerSixteenth = 6;
    const int MostTicks = 4 * TicksPerBeat;
    const double Change = 0.05;

    /// <summary>A longer pause between ticks is none of a beat's.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    readonly long[] times = new long[MostTicks + 1];
    long ticks;
    long known;
    long position = -1;

    /// <summary>The beats that have passed since the start, at the last tick.</summary>
    public double Beats => position / (double)TicksPerBeat;

    /// <summary>The tempo in beats per minute; null before a whole beat has been heard.</summary>
    public double? Tempo { get; private set; }

    public void Start() => position = -1;

    public void Seek(int sixteenths) => position = sixteenths * TicksPerSixteenth - 1;

    /// <summary>Takes a tick.</summary>
    /// <returns>Whether it is a beat, and the tempo is known.</returns>
    public bool Tick(long now)
    {
        if (known > 0 && time.GetElapsedTime(At(0), now) > Pause)
        {
            known = 0;
        }

        ticks++;
        position++;
        known = Math.Min(known + 1, times.Length);
        times[ticks % times.Length] = now;
        if (known <= TicksPerBeat)
        {
            return false;
        }

        if (position % TicksPerBeat == 0)
        {
            double last = TempoOf(TicksPerBeat);
            double mean = TempoOf((int)known - 1);
            if (Math.Abs(last - mean) > Change * mean)
            {
                (known, mean) = (TicksPerBeat + 1, last);
                if (Math.Abs(TempoOf(TicksPerBeat / 2) - last) > Change * last)
                {
                    // It changed within this beat, whose tempo is neither.
                    return false;
                }
            }

            Tempo = mean is >= Control.Tempo.Slowest and <= Control.Tempo.Fastest ? mean : null;
        }

        return position % TicksPerBeat == 0 && Tempo is not null;
    }

    double TempoOf(int count) => count / (double)TicksPerBeat / time.GetElapsedTime(At(count), At(0)).TotalMinutes;

    long At(int before) => times[(ticks - before) % times.Length];
}
