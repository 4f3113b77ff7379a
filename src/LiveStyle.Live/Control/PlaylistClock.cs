namespace LiveStyle.Live.Control;

/// <summary>Where a playlist is, and when its next preset follows.</summary>
/// <remarks>Thread-safety: one thread at a time; <paramref name="elapsed"/> is called on a timer's thread.</remarks>
/// <param name="time">The clock.</param>
/// <param name="elapsed">A preset's time may have ended; see <see cref="Follow"/>.</param>
sealed class PlaylistClock(TimeProvider time, Action elapsed) : IDisposable
{
    Playlist? playlist;
    ITimer? timer;
    int index = -1;
    long begun;
    TimeSpan rest;

    /// <summary>What is played, or would be; setting it stops.</summary>
    public Playlist? Playlist
    {
        get => playlist;
        set
        {
            Stop();
            playlist = value;
        }
    }

    public PlaylistPhase Phase { get; private set; }

    /// <summary>The item that plays or is paused; null while it is stopped.</summary>
    public PlaylistItem? Item => index >= 0 ? playlist!.Items[index] : null;

    public PlaylistState? State(long now) => playlist is null ? null : new PlaylistState(
        Phase, index, playlist.Items.Length, Phase == PlaylistPhase.Running ? time.GetUtcNow() + Left(now) : null);

    /// <summary>Begins with the first item, or goes on where it was paused.</summary>
    public void Start(long now)
    {
        switch (Phase)
        {
            case PlaylistPhase.Stopped:
                Phase = PlaylistPhase.Running;
                Go(0, now, TimeSpan.Zero);
                break;

            case PlaylistPhase.Paused:
                Phase = PlaylistPhase.Running;
                begun = now;
                Wait(now);
                break;

            default:
                break;
        }
    }

    /// <summary>Keeps the rest of the item's time until it is started again.</summary>
    public void Pause(long now)
    {
        if (Phase == PlaylistPhase.Running)
        {
            (rest, Phase) = (Left(now), PlaylistPhase.Paused);
            timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Stop()
    {
        (index, Phase) = (-1, PlaylistPhase.Stopped);
        timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Goes to a neighbor of the item, around the ends; only while it is not stopped.</summary>
    public void Move(int step, long now) => Go(Beside(step), now, TimeSpan.Zero);

    /// <summary>The item to which <see cref="Move"/> would go.</summary>
    public PlaylistItem Neighbor(int step) => playlist!.Items[Beside(step)];

    /// <summary>Goes on to the item whose time it is, or stops after the last.</summary>
    /// <returns>Whether another item plays now, or none any more.</returns>
    public bool Follow(long now)
    {
        if (Phase != PlaylistPhase.Running)
        {
            return false;
        }

        TimeSpan late = -Left(now);
        if (late < TimeSpan.Zero)
        {
            Wait(now);
            return false;
        }

        if (index + 1 == playlist!.Items.Length && !playlist.Loops)
        {
            Stop();
            return true;
        }

        // What a timer comes late by doesn't add up over a night; after a machine's sleep, the next one gets all of its time.
        int next = (index + 1) % playlist.Items.Length;
        Go(next, now, late < playlist.Items[next].Duration ? late : TimeSpan.Zero);
        return true;
    }

    public void Dispose() => timer?.Dispose();

    int Beside(int step) => (index + step + playlist!.Items.Length) % playlist.Items.Length;

    void Go(int item, long now, TimeSpan late)
    {
        (index, begun, rest) = (item, now, playlist!.Items[item].Duration - late);
        if (Phase == PlaylistPhase.Running)
        {
            Wait(now);
        }
    }

    TimeSpan Left(long now) => rest - time.GetElapsedTime(begun, now);

    void Wait(long now)
    {
        // Timers count whole milliseconds, downwards.
        TimeSpan left = TimeSpan.FromMilliseconds(Math.Max(Math.Ceiling(Left(now).TotalMilliseconds), 1));
        timer ??= time.CreateTimer(_ => elapsed(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(left, Timeout.InfiniteTimeSpan);
    }
}
