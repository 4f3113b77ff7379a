using System.Diagnostics.CodeAnalysis;
using LiveStyle.Presentation.Presenting;

namespace LiveStyle.Playback.Playing;

/// <summary>Pictures between the thread that renders them and the one that shows them: what is free, what waits for its time, and
/// what is rendered anew since its style has changed.</summary>
/// <remarks>Thread-safe. Nothing allocates.</remarks>
sealed class PictureQueue : IDisposable
{
    /// <summary>One on the screen, one that the GPU may still draw from, two that wait, one rendered anew, one being rendered.</summary>
    const int Pictures = 6;
    const int Ahead = 2;

    readonly PlayState state;
    readonly FrameFeed feed;
    readonly Lock gate = new();
    readonly Stack<Picture> free = new(Pictures);
    readonly Queue<TimedPicture> ready = new(Ahead);
    TimedPicture? refreshed;
    FedFrame? latest;
    int latestStamp;
    int steps;

    public PictureQueue(PlayState state, FrameFeed feed, PlayStage stage)
    {
        this.state = state;
        this.feed = feed;
        for (int i = 0; i < Pictures; i++)
        {
            free.Push(stage.CreatePicture());
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (gate)
            {
                return ready.Count == 0 && refreshed is null;
            }
        }
    }

    /// <summary>Lets one more picture of a paused clip pass.</summary>
    public void Step()
    {
        lock (gate)
        {
            steps++;
        }
    }

    /// <summary>A picture to render into, unless enough of them wait.</summary>
    public bool TryRent([NotNullWhen(true)] out Picture? target)
    {
        lock (gate)
        {
            target = null;
            return ready.Count < Ahead && free.TryPop(out target);
        }
    }

    public void Add(in TimedPicture picture)
    {
        lock (gate)
        {
            ready.Enqueue(picture);
        }
    }

    /// <summary>Tells whether what was taken last shows a style of before, and lends what it takes to render it anew.</summary>
    public bool TryBeginRefresh(out FedFrame shown, [NotNullWhen(true)] out Picture? target)
    {
        lock (gate)
        {
            (shown, target) = (default, null);
            if (refreshed is not null || latest is not { } last || last.Generation != feed.Generation
                || IsUpToDate(latestStamp) || !free.TryPop(out target))
            {
                return false;
            }

            shown = last.Share();
            return true;
        }
    }

    public void Refresh(in TimedPicture picture)
    {
        lock (gate)
        {
            refreshed = picture;
        }
    }

    /// <summary>Takes back a picture that was not rendered, or is no longer shown and all commands that read it are done.</summary>
    public void Return(Picture picture)
    {
        lock (gate)
        {
            free.Push(picture);
        }
    }

    /// <inheritdoc cref="Return(Picture)"/>
    public void Return(in TimedPicture shown)
    {
        shown.Source.Frame.Dispose();
        Return(shown.Picture);
    }

    /// <summary>The newest picture whose time has come; those before it are given back.</summary>
    /// <param name="due">The caller's until it is given back.</param>
    public bool TryTake(out TimedPicture due)
    {
        lock (gate)
        {
            while (ready.TryPeek(out due) && due.Generation != feed.Generation && due.Picture.IsReady)
            {
                Return(ready.Dequeue());
            }

            if (TryTakeRefreshed(out due)
                || (state.IsLive || state.Clock.IsRunning ? TryTakeDue(state.Clock.Now, out due) : TryTakeAsked(out due)))
            {
                Note(due.Source, due.Stamp);
                return true;
            }

            return false;
        }
    }

    /// <summary>How long until another picture is due, as far as is known.</summary>
    public TimeSpan UntilNext(TimeSpan longest)
    {
        lock (gate)
        {
            if (!state.Clock.IsRunning || !ready.TryPeek(out TimedPicture next))
            {
                return longest;
            }

            TimeSpan left = next.ClipTime - state.Clock.Now;
            return left < TimeSpan.Zero || left > longest ? longest : left;
        }
    }

    /// <summary>Frames are let go, pictures disposed; pictures still out stay the caller's.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (refreshed is { } last)
            {
                Return(last);
            }

            while (ready.TryDequeue(out TimedPicture waiting))
            {
                Return(waiting);
            }

            latest?.Frame.Dispose();
            while (free.TryPop(out Picture? picture))
            {
                picture.Dispose();
            }
        }
    }

    bool IsUpToDate(int stamp) => stamp != StyleMixer.Melting && stamp == state.Mixer.Stamp;

    void Note(in FedFrame taken, int stamp)
    {
        latest?.Frame.Dispose();
        (latest, latestStamp) = (taken.Share(), stamp);
    }

    bool TryTakeRefreshed(out TimedPicture due)
    {
        due = refreshed ?? default;
        if (refreshed is null || !due.Picture.IsReady)
        {
            return false;
        }

        refreshed = null;
        if (latest is { } last && last.IsSameMoment(due.Source))
        {
            return true;
        }

        Return(due);
        return false;
    }

    /// <summary>While the clock stands: the first picture after a seek, then one at each step.</summary>
    bool TryTakeAsked(out TimedPicture due)
    {
        if (!ready.TryPeek(out due) || !due.Picture.IsReady)
        {
            return false;
        }

        if (latest?.Generation != due.Generation)
        {
            steps = 0;
            ready.Dequeue();
            return true;
        }

        if (steps == 0)
        {
            return false;
        }

        steps--;
        ready.Dequeue();
        if (IsUpToDate(due.Stamp))
        {
            return true;
        }

        // It was rendered before the style changed: it is shown when it has been rendered anew.
        Note(due.Source, due.Stamp);
        Return(due);
        return false;
    }

    bool TryTakeDue(TimeSpan now, out TimedPicture due)
    {
        due = default;
        bool found = false;
        while (ready.TryPeek(out TimedPicture next) && next.Picture.IsReady)
        {
            bool isNewLap = latest is { } last && next.Generation == last.Generation && next.Lap != last.Lap;
            TimeSpan dueAt = isNewLap ? latest!.Value.ClipTime + state.FrameInterval : next.ClipTime;
            if ((dueAt > now && !state.IsLive) || (isNewLap && found))
            {
                break;
            }

            if (found)
            {
                state.Statistics.Drop();
                Return(due);
            }

            due = ready.Dequeue();
            found = true;
            if (isNewLap)
            {
                // The clock goes back with it; what follows is judged then.
                break;
            }
        }

        return found;
    }
}
