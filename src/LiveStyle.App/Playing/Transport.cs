using LiveStyle.Media;

namespace LiveStyle.App.Playing;

/// <summary>Play, pause, step, seek: moves picture and sound together.</summary>
/// <remarks>The window's thread only.</remarks>
sealed class Transport(PlayState state, FrameFeed feed, SoundPlayer? sound, PlaySource source, TimeSpan start)
{
    public PlayState State => state;

    public FrameFeed Feed => feed;

    public PlaySource Source => source;

    public bool IsPaused => !state.IsLive && !state.Clock.IsRunning;

    /// <summary>Moment of the clip that is on the screen.</summary>
    public TimeSpan Shown { get; private set; } = start;

    /// <summary>Asks for one more frame of a paused clip; set by who renders.</summary>
    public Action? Stepping { get; set; }

    /// <summary>Begins, when the first picture is there.</summary>
    public void Begin()
    {
        if (!state.IsLive)
        {
            sound?.Play(Shown);
            state.Clock.Start(Shown);
        }
    }

    public void Show(TimeSpan clipTime) => Shown = clipTime;

    public void TogglePause()
    {
        if (state.IsLive)
        {
            return;
        }

        if (state.Clock.IsRunning)
        {
            Pause();
            return;
        }

        // At the end, play means again.
        if (feed.IsAtEnd && Shown + state.FrameInterval * 1.5 >= source.Duration)
        {
            Seek(TimeSpan.Zero);
        }

        sound?.Play(Shown);
        state.Clock.Seek(Shown);
        state.Clock.Resume();
        state.Statistics.Interrupt();
    }

    public void Pause()
    {
        sound?.Pause();
        state.Clock.Pause();
        state.Statistics.Interrupt();
    }

    /// <summary>One frame on or back; pauses.</summary>
    public void Step(int direction)
    {
        if (state.IsLive)
        {
            return;
        }

        if (!IsPaused)
        {
            Pause();
        }

        if (direction > 0)
        {
            Stepping?.Invoke();
        }
        else
        {
            // Half a frame more, so that rounding of timestamps does not land on the frame shown.
            feed.Seek(Shown - state.FrameInterval * 1.5);
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
        to = to < TimeSpan.Zero ? TimeSpan.Zero : source.Duration > TimeSpan.Zero && to > last ? last : to;
        feed.Seek(to);
        bool isPaused = IsPaused;
        if (!isPaused)
        {
            sound?.Play(to);
        }

        state.Clock.Seek(to);
        state.Statistics.Interrupt();
        Shown = to;
    }

    /// <summary>A looped clip went back to its beginning.</summary>
    public void Loop(TimeSpan to)
    {
        sound?.Play(to);
        state.Clock.Seek(to);
    }

    public void ToggleMute()
    {
        if (sound is not null)
        {
            sound.Volume = sound.Volume > 0 ? 0 : 1;
        }
    }
}
