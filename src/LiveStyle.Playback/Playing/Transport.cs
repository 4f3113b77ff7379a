using LiveStyle.Playback.Audio;

namespace LiveStyle.Playback.Playing;

/// <summary>Play, pause, step, seek: moves picture and sound together.</summary>
/// <remarks>The clock and the sound run from the moment at which the first picture after a start or seek is shown. The window's thread only.</remarks>
sealed class Transport(PlayState state, FrameFeed feed, IPlayedAudio? sound, PlaySource source, TimeSpan start)
{
    int shownGeneration = -1;
    int stepsBack;

    /// <summary>Where the sound was held, so that it goes on with the next sample.</summary>
    TimeSpan? heldAt;

    public PlayState State => state;

    public FrameFeed Feed => feed;

    public PlaySource Source => source;

    public bool IsPaused => state.IsPaused;

    /// <summary>Whether the first picture after a start or seek has yet to be shown.</summary>
    public bool IsSeeking => shownGeneration != feed.Generation;

    /// <summary>Moment of the clip that is on the screen, or will be after a seek.</summary>
    public TimeSpan Shown { get; private set; } = start;

    /// <summary>Who renders; null while nobody does.</summary>
    public PictureWorker? Worker { get; set; }

    /// <summary>Whether the last picture of the clip is on the screen.</summary>
    public bool HasEnded => !IsSeeking && Worker is { HasEnded: true };

    /// <summary>A picture comes onto the screen.</summary>
    public void Show(TimedPicture picture)
    {
        bool isFirst = shownGeneration != picture.Generation;
        bool isNewLap = !isFirst && state.Lap != picture.Lap;
        (shownGeneration, state.Lap, Shown) = (picture.Generation, picture.Lap, picture.ClipTime);
        if ((isFirst || isNewLap) && !state.IsLive)
        {
            Arrive();
        }
    }

    public void TogglePause()
    {
        if (state.IsLive)
        {
            return;
        }

        if (HasEnded)
        {
            // At the end, play means again.
            state.IsPaused = false;
            Seek(TimeSpan.Zero);
        }
        else if (state.IsPaused)
        {
            Play();
        }
        else
        {
            Pause();
        }
    }

    /// <summary>One frame on or back; pauses.</summary>
    public void Step(int direction)
    {
        if (state.IsLive)
        {
            return;
        }

        if (!state.IsPaused)
        {
            Pause();
        }

        if (direction < 0)
        {
            stepsBack++;
            StepBack();
        }
        else if (!HasEnded)
        {
            Worker?.Step();
        }
    }

    /// <summary>Jumps within the clip; keeps playing or pausing.</summary>
    public void Seek(TimeSpan to)
    {
        if (state.IsLive)
        {
            return;
        }

        TimeSpan last = source.Duration > state.FrameInterval ? source.Duration - state.FrameInterval : TimeSpan.Zero;
        Shown = to < TimeSpan.Zero ? TimeSpan.Zero : source.Duration > TimeSpan.Zero && to > last ? last : to;
        stepsBack = 0;
        Hold();
        feed.Seek(Shown);
    }

    /// <summary>Goes on where it was, after who rendered was lost.</summary>
    public void Recover()
    {
        if (!state.IsLive)
        {
            Seek(Shown);
        }
    }

    public void ToggleMute()
    {
        if (sound is not null)
        {
            sound.Volume = sound.Volume > 0 ? 0 : 1;
        }
    }

    /// <summary>The first picture of a start, seek or lap is there: the clock follows it, and the sound.</summary>
    void Arrive()
    {
        heldAt = null;
        state.Statistics.Interrupt();
        if (state.IsPaused)
        {
            state.Clock.Seek(Shown);
            StepBack();
            return;
        }

        stepsBack = 0;
        sound?.Play(Shown);
        state.Clock.Start(Shown);
    }

    void Play()
    {
        state.IsPaused = false;
        state.Statistics.Interrupt();
        if (IsSeeking)
        {
            return;
        }

        if (heldAt == Shown)
        {
            sound?.Resume();
            state.Clock.Resume();
        }
        else
        {
            Arrive();
        }
    }

    /// <summary>Holds picture and sound where they are.</summary>
    public void Pause()
    {
        state.IsPaused = true;
        state.Statistics.Interrupt();
        sound?.Pause();
        state.Clock.Pause();
        heldAt = IsSeeking ? null : Shown;
    }

    /// <summary>Steps back that came too quickly are made good one after another, since each begins at the picture shown.</summary>
    void StepBack()
    {
        if (stepsBack > 0 && !IsSeeking)
        {
            stepsBack--;
            Hold();
            feed.SeekBefore(Shown);
        }
    }

    /// <summary>Until the first picture comes.</summary>
    void Hold()
    {
        heldAt = null;
        sound?.Stop();
        state.Clock.Pause();
        state.Statistics.Interrupt();
    }
}
