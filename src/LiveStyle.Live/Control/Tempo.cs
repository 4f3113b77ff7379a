namespace LiveStyle.Live.Control;

/// <summary>The beat: how fast it goes, by taps or as it is told, and which beat it is.</summary>
/// <remarks>Thread-safety: one thread at a time.</remarks>
sealed class Tempo(TimeProvider time)
{
    public const double Slowest = 20;

    public const double Fastest = 400;

    /// <summary>The taps of which the median counts.</summary>
    const int MostTaps = 8;

    readonly List<long> taps = [];
    double beatsBefore;
    long anchor;

    /// <summary>Null before there is any.</summary>
    public double? BeatsPerMinute { get; private set; }

    /// <summary>Beats since the first, with fractions; null without a tempo.</summary>
    public double? Beats(long now) => BeatsPerMinute is { } tempo ? beatsBefore + time.GetElapsedTime(anchor, now).TotalMinutes * tempo : null;

    /// <summary>Goes on at another tempo from the moment of the beat where it is.</summary>
    public void Set(double beatsPerMinute, long now)
    {
        (beatsBefore, anchor) = (Beats(now) ?? 0, now);
        BeatsPerMinute = beatsPerMinute;
    }

    /// <summary>Takes a tap as a beat, and the median of what lies between the last taps as the tempo, once there are two.</summary>
    /// <remarks>A pause longer than the slowest beat begins anew; a second tap within the fastest beat is none.</remarks>
    public void Tap(long now)
    {
        TimeSpan since = taps.Count > 0 ? time.GetElapsedTime(taps[^1], now) : TimeSpan.MaxValue;
        if (since < TimeSpan.FromMinutes(1 / Fastest))
        {
            return;
        }

        if (since > TimeSpan.FromMinutes(1 / Slowest))
        {
            taps.Clear();
        }

        taps.Add(now);
        if (taps.Count > MostTaps)
        {
            taps.RemoveAt(0);
        }

        double nearest = Math.Round(Beats(now) ?? 0);
        if (taps.Count > 1)
        {
            BeatsPerMinute = Math.Clamp(1 / Median().TotalMinutes, Slowest, Fastest);
        }

        (beatsBefore, anchor) = (nearest, now);
    }

    /// <summary>Takes both from a clock that sends its beats.</summary>
    public void Follow(double beats, double beatsPerMinute, long now) => (beatsBefore, anchor, BeatsPerMinute) = (beats, now, beatsPerMinute);

    /// <summary>Makes this moment the first beat.</summary>
    public void Align(long now) => (beatsBefore, anchor) = (0, now);

    TimeSpan Median()
    {
        TimeSpan[] gaps = [.. taps.Zip(taps.Skip(1), (earlier, later) => time.GetElapsedTime(earlier, later)).Order()];
        return (gaps[(gaps.Length - 1) / 2] + gaps[gaps.Length / 2]) / 2;
    }
}
