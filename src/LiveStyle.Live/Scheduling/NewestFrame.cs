using System.Diagnostics.CodeAnalysis;
using LiveStyle.Frames;

namespace LiveStyle.Live.Scheduling;

/// <summary>Room for one frame, the newest: who comes late to it never gets an old one.</summary>
/// <remarks>Owns the frame that lies in it. Allocates nothing. Thread-safe.</remarks>
sealed class NewestFrame : IDisposable
{
    readonly object gate = new();
    HostFrame? frame;
    long capturedAt;
    long puts;
    bool isComplete;

    /// <summary>Whether nothing lies in it and nothing will.</summary>
    public bool IsOver
    {
        get
        {
            lock (gate)
            {
                return isComplete && frame is null;
            }
        }
    }

    /// <summary>Takes a frame over; one that still lay there, or that comes after the end, is disposed.</summary>
    /// <returns>Whether a frame has been disposed that nobody had taken.</returns>
    public bool Put(HostFrame newer, long capturedAt)
    {
        HostFrame? older;
        lock (gate)
        {
            if (isComplete)
            {
                older = newer;
            }
            else
            {
                (older, frame, this.capturedAt) = (frame, newer, capturedAt);
                puts++;
                Monitor.PulseAll(gate);
            }
        }

        older?.Dispose();
        return older is not null;
    }

    /// <summary>Gives the frame, which the caller then owns; false where none lies there.</summary>
    public bool TryTake([NotNullWhen(true)] out HostFrame? taken, out long capturedAt)
    {
        lock (gate)
        {
            (taken, frame, capturedAt) = (frame, null, this.capturedAt);
        }

        return taken is not null;
    }

    /// <summary>Waits for a frame, which the caller then owns; false once none will come.</summary>
    public bool Await([NotNullWhen(true)] out HostFrame? taken, out long capturedAt)
    {
        lock (gate)
        {
            while (frame is null && !isComplete)
            {
                Monitor.Wait(gate);
            }

            (taken, frame, capturedAt) = (frame, null, this.capturedAt);
        }

        return taken is not null;
    }

    /// <summary>Waits until so many frames have been laid there, or none will; takes nothing.</summary>
    /// <param name="count">Their number, from the beginning.</param>
    /// <param name="limit">How long, at most.</param>
    public void AwaitPuts(long count, TimeSpan limit)
    {
        long begin = Environment.TickCount64;
        lock (gate)
        {
            while (puts < count && !isComplete && limit - TimeSpan.FromMilliseconds(Environment.TickCount64 - begin) is { Ticks: > 0 } left)
            {
                Monitor.Wait(gate, left);
            }
        }
    }

    /// <summary>No frame follows: who waits goes on. One that lies there can still be taken.</summary>
    public void Complete()
    {
        lock (gate)
        {
            isComplete = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Ends it, and disposes what lies there.</summary>
    public void Dispose()
    {
        Complete();
        if (TryTake(out HostFrame? left, out _))
        {
            left.Dispose();
        }
    }
}
