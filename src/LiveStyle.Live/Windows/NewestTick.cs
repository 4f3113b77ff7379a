using LiveStyle.Live.Frames;

namespace LiveStyle.Live.Windows;

/// <summary>Holds the newest tick for a window's thread, and wakes it.</summary>
/// <remarks>Thread-safety: one thread puts, one takes, any thread asks. Allocates nothing.</remarks>
sealed class NewestTick
{
    readonly Lock gate = new();
    Action? wake;
    object? feeder;
    volatile bool isComplete;
    LiveFrame? newest;
    long lastTick = -1;
    long shown;
    long replaced;

    /// <summary>The tick that was shown last; -1 before the first.</summary>
    public long LastTick => Interlocked.Read(ref lastTick);

    /// <summary>Pictures shown so far: a tick that repeats the one before shows none.</summary>
    public long Shown => Interlocked.Read(ref shown);

    /// <summary>Pictures that were never shown, since a newer one came.</summary>
    public long Replaced => Interlocked.Read(ref replaced);

    /// <summary>Whether a tick waits to be taken.</summary>
    public bool HasFrame => Volatile.Read(ref newest) is not null;

    /// <summary>Who is woken by each tick; null: nobody. Once it is set, nobody who was set before is called any more.</summary>
    public Action? Wake
    {
        set
        {
            lock (gate)
            {
                wake = value;
            }
        }
    }

    /// <summary>Whether no tick will come: the show is over, or its window is none of its sinks any more.</summary>
    public bool IsComplete => isComplete;

    /// <summary>Ticks will come.</summary>
    /// <param name="feeder">Who puts them; what one before does late means nothing any more. Null: that is not known yet.</param>
    public void Begin(object? feeder)
    {
        lock (gate)
        {
            (this.feeder, isComplete) = (feeder, false);
        }
    }

    /// <summary>No tick will come.</summary>
    public void Complete(object feeder)
    {
        lock (gate)
        {
            if (this.feeder == feeder)
            {
                isComplete = true;
                wake?.Invoke();
            }
        }
    }

    /// <summary>Lets the tick that waits go, unless it is another feeder's.</summary>
    public void Clear(object feeder)
    {
        lock (gate)
        {
            if (this.feeder is null || this.feeder == feeder)
            {
                Take()?.Dispose();
            }
        }
    }

    /// <summary>Takes a tick over, in the place of one that waits.</summary>
    public void Put(LiveFrame frame)
    {
        // A repeat shows what it replaces.
        bool isLoss = !frame.IsRepeat;
        if (Interlocked.Exchange(ref newest, frame) is { } former)
        {
            former.Dispose();
            if (isLoss)
            {
                NoteReplaced();
            }
        }

        lock (gate)
        {
            wake?.Invoke();
        }
    }

    /// <summary>Gives the tick that waits, which the caller disposes; null: none does.</summary>
    public LiveFrame? Take() => Interlocked.Exchange(ref newest, null);

    /// <summary>Notes that a picture was taken, and not shown, since a newer one came.</summary>
    public void NoteReplaced() => Interlocked.Increment(ref replaced);

    /// <summary>Notes that a tick is on its way to the screen.</summary>
    /// <param name="tick">The tick's number.</param>
    /// <param name="isNew">Whether it shows another picture than the tick before.</param>
    public void NoteShown(long tick, bool isNew)
    {
        Interlocked.Exchange(ref lastTick, tick);
        Interlocked.Add(ref shown, isNew ? 1 : 0);
    }
}
