namespace LiveStyle.Time;

/// <summary>
/// The master clock of playback: says which moment of the clip is due. It follows the sound where there is one,
/// smoothly, and the system's clock otherwise and past the sound's end. It never runs backwards but by a seek.
/// </summary>
/// <param name="soundPosition">
/// Moment of the clip that is heard now, in steps as coarse as the device makes them; null while none is heard.
/// Null for a clip without sound. Called from whichever thread reads <see cref="Now"/>, once a reading.
/// </param>
/// <param name="time">The system's clock.</param>
/// <remarks>
/// Start, pause, resume and seek the sound first, then this clock. It stands still at its start for up to
/// <see cref="SoundPatience"/> until the first sample is heard. Thread-safe.
/// </remarks>
public sealed class PlaybackClock(Func<TimeSpan?>? soundPosition, TimeProvider time)
{
    /// <summary>A position that stands still for longer than a device's steps is a stall: the picture waits for the sound.</summary>
    static readonly TimeSpan LongestStep = TimeSpan.FromMilliseconds(100);

    /// <summary>Farther than this behind the sound, catching up gently would take too long.</summary>
    static readonly TimeSpan LargestLag = TimeSpan.FromMilliseconds(250);

    /// <summary>A tenth faster or slower is not seen in moving pictures.</summary>
    const double LargestCorrection = 0.1;

    /// <summary>Share of the distance to the sound that is made good in a second: the steps' jitter is filtered out.</summary>
    const double CorrectionRate = 1;

    readonly Lock gate = new();
    TimeSpan now;
    long readAt;
    TimeSpan heard;
    long heardAt;
    long awaitingSince;
    SoundState sound;

    /// <summary>How long a start or seek waits for the first sample before the picture goes on without.</summary>
    public static TimeSpan SoundPatience { get; } = TimeSpan.FromSeconds(1);

    enum SoundState
    {
        None,
        Awaited,
        Heard,
    }

    /// <summary>Whether the clock runs: it was started and is not paused.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>The moment of the clip that is due, on the timeline of its frames' timestamps.</summary>
    public TimeSpan Now
    {
        get
        {
            lock (gate)
            {
                Advance();
                return now;
            }
        }
    }

    /// <summary>Sets the clock running from a moment of the clip.</summary>
    /// <param name="at">The moment.</param>
    public void Start(TimeSpan at)
    {
        lock (gate)
        {
            IsRunning = true;
            Set(at);
        }
    }

    /// <summary>Jumps to a moment of the clip; a running clock keeps running, a paused one stays paused.</summary>
    /// <param name="to">The moment.</param>
    public void Seek(TimeSpan to)
    {
        lock (gate)
        {
            Set(to);
        }
    }

    /// <summary>Stands still where it is.</summary>
    public void Pause()
    {
        lock (gate)
        {
            Advance();
            IsRunning = false;
        }
    }

    /// <summary>Runs on from where it was paused; a running clock just runs on.</summary>
    public void Resume()
    {
        lock (gate)
        {
            if (!IsRunning)
            {
                IsRunning = true;
                readAt = heardAt = awaitingSince = time.GetTimestamp();
            }
        }
    }

    void Set(TimeSpan at)
    {
        now = at;
        readAt = awaitingSince = time.GetTimestamp();
        sound = soundPosition is null ? SoundState.None : SoundState.Awaited;
    }

    void Advance()
    {
        if (!IsRunning)
        {
            return;
        }

        long read = time.GetTimestamp();
        TimeSpan elapsed = time.GetElapsedTime(readAt, read);
        readAt = read;
        if (soundPosition?.Invoke() is { } position)
        {
            Follow(position, read, elapsed);
        }
        else if (sound != SoundState.Awaited)
        {
            now += elapsed;
        }
        else if (time.GetElapsedTime(awaitingSince, read) >= SoundPatience)
        {
            now += time.GetElapsedTime(awaitingSince, read) - SoundPatience;
            sound = SoundState.None;
        }
    }

    void Follow(TimeSpan position, long read, TimeSpan elapsed)
    {
        bool first = sound == SoundState.Awaited;
        if (sound != SoundState.Heard || position != heard)
        {
            (heard, heardAt, sound) = (position, read, SoundState.Heard);
        }

        // Between two steps of the position the system's clock tells how far the sound has come.
        TimeSpan since = time.GetElapsedTime(heardAt, read);
        TimeSpan due = heard + (since < LongestStep ? since : LongestStep);
        TimeSpan lag = due - (now + elapsed);
        if (first || lag > LargestLag)
        {
            now = due > now ? due : now;
            return;
        }

        // Standing at its longest step, the sound has stalled: the picture goes no farther. Nor does it far ahead of the sound.
        if (since >= LongestStep || lag < -LargestLag)
        {
            TimeSpan limit = now + elapsed;
            now = due < now ? now : due < limit ? due : limit;
            return;
        }

        double correction = Math.Clamp(lag.TotalSeconds * CorrectionRate, -LargestCorrection, LargestCorrection);
        now += elapsed * (1 + correction);
    }
}
