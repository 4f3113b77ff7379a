using System.Diagnostics.CodeAnalysis;
using LiveStyle.Diagnostics;
using LiveStyle.Pipelines;

namespace LiveStyle.Playback.Playing;

/// <summary>Pictures between the thread that renders them and the one that shows them: what is free, what waits for its time, and
/// what is rendered anew since its style has changed.</summary>
/// <remarks>Thread-safe. Nothing allocates.</remarks>
sealed class PictureQueue : IFrameSink<TimedPicture>, IDisposable
{
    /// <summary>One on the screen, one that the GPU may still draw from, two that wait, one rendered anew, one being rendered.</summary>
    const int Pictures = 6;
    const int Ahead = 2;

    readonly PlayState state;
    readonly FrameFeed feed;
    readonly Lock gate = new();
    readonly Stack<TimedPicture> free = new(Pictures);
    readonly Queue<TimedPicture> ready = new(Ahead);
    TimedPicture? refreshed;
    FedFrame? latest;
    long latestVersion;
    int steps;
    bool isOver;

    public PictureQueue(PlayState state, FrameFeed feed, PlayStage stage)
    {
        this.state = state;
        this.feed = feed;
        for (int i = 0; i < Pictures; i++)
        {
            free.Push(new TimedPicture(this, stage.CreatePicture()));
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
    public bool TryRent([NotNullWhen(true)] out TimedPicture? target)
    {
        lock (gate)
        {
            target = null;
            return ready.Count < Ahead && free.TryPop(out target);
        }
    }

    /// <summary>Where what was taken last shows a style of before, lends what it takes to render it anew.</summary>
    public bool TryRentToRefresh([NotNullWhen(true)] out TimedPicture? target)
    {
        lock (gate)
        {
            target = null;
            if (refreshed is not null || latest is not { } last || last.Generation != feed.Generation
                || IsUpToDate(latestVersion) || !free.TryPop(out target))
            {
                return false;
            }

            target.Take(last.Share(), isRefresh: true);
            return true;
        }
    }

    /// <summary>Takes a rendered picture over, which waits for its time; one that only led to what is shown goes back at once.</summary>
    public ValueTask WriteAsync(TimedPicture picture, CancellationToken cancellation)
    {
        if (picture.Source.IsLead)
        {
            picture.Dispose();
            return ValueTask.CompletedTask;
        }

        lock (gate)
        {
            if (picture.IsRefresh)
            {
                refreshed = picture;
            }
            else
            {
                ready.Enqueue(picture);
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask CompleteAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>Takes back a picture whose owner has disposed it.</summary>
    public void Return(TimedPicture picture)
    {
        lock (gate)
        {
            if (isOver)
            {
                picture.Picture.Dispose();
            }
            else
            {
                free.Push(picture);
            }
        }
    }

    /// <summary>The newest picture whose time has come; those before it are given back.</summary>
    /// <param name="due">The caller's until disposed.</param>
    public bool TryTake([NotNullWhen(true)] out TimedPicture? due)
    {
        lock (gate)
        {
            while (ready.TryPeek(out due) && due.Generation != feed.Generation && due.Picture.IsReady)
            {
                ready.Dequeue().Dispose();
            }

            if (TryTakeRefreshed(out due)
                || (state.IsLive || state.Clock.IsRunning ? TryTakeDue(state.Clock.Now, out due) : TryTakeAsked(out due)))
            {
                Note(due);
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
            if (!state.Clock.IsRunning || !ready.TryPeek(out TimedPicture? next))
            {
                return longest;
            }

            TimeSpan left = next.ClipTime - state.Clock.Now;
            return left < TimeSpan.Zero || left > longest ? longest : left;
        }
    }

    /// <summary>Frames are let go, pictures disposed; pictures still out go when their owners dispose them.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isOver = true;
            refreshed?.Dispose();
            while (ready.TryDequeue(out TimedPicture? waiting))
            {
                waiting.Dispose();
            }

            latest?.Dispose();
            while (free.TryPop(out TimedPicture? picture))
            {
                picture.Picture.Dispose();
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    bool IsUpToDate(long version) => version == state.Mixer.Version;

    void Note(TimedPicture taken)
    {
        latest?.Dispose();
        (latest, latestVersion) = (taken.Source.Share(), taken.BlendVersion);
    }

    bool TryTakeRefreshed([NotNullWhen(true)] out TimedPicture? due)
    {
        due = refreshed;
        if (due is null || !due.Picture.IsReady)
        {
            return false;
        }

        refreshed = null;
        if (latest is { } last && last.IsSameMoment(due.Source))
        {
            return true;
        }

        due.Dispose();
        return false;
    }

    /// <summary>While the clock stands: the first picture after a seek, then one at each step.</summary>
    bool TryTakeAsked([NotNullWhen(true)] out TimedPicture? due)
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
        if (IsUpToDate(due.BlendVersion))
        {
            return true;
        }

        // It was rendered before the style changed: it is shown when it has been rendered anew.
        Note(due);
        due.Dispose();
        return false;
    }

    bool TryTakeDue(TimeSpan now, [NotNullWhen(true)] out TimedPicture? due)
    {
        due = null;
        while (ready.TryPeek(out TimedPicture? next) && next.Picture.IsReady)
        {
            bool isNewLap = latest is { } last && next.Generation == last.Generation && next.Lap != last.Lap;
            TimeSpan dueAt = isNewLap ? latest!.Value.ClipTime + state.FrameInterval : next.ClipTime;
            if ((dueAt > now && !state.IsLive) || (isNewLap && due is not null))
            {
                break;
            }

            if (due is not null)
            {
                state.Statistics.Drop();
                LiveStyleMetrics.CountDropped();
                due.Dispose();
            }

            due = ready.Dequeue();
            if (isNewLap)
            {
                // The clock goes back with it; what follows is judged then.
                break;
            }
        }

        return due is not null;
    }
}
