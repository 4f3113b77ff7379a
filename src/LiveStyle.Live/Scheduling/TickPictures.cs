using LiveStyle.Frames;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Frames;
using LiveStyle.Live.Slates;

namespace LiveStyle.Live.Scheduling;

/// <summary>Says which picture a tick shows: the newest finished one, the last one again, or the slate; and counts why.</summary>
/// <remarks>
/// What came from the source while nothing might be seen is never shown, also not later: the slate stays until a picture is finished that came
/// afterwards. Allocates nothing. Thread-safety: one thread, save for <see cref="HiddenUntil"/>.
/// </remarks>
/// <param name="finished">Where finished pictures lie.</param>
/// <param name="arrivedAt">Tells when the last picture came from the source.</param>
/// <param name="slate">Stays the caller's.</param>
/// <param name="picture">How long a picture lasts: of the source's and the show's rate the slower.</param>
/// <param name="latency">How old a picture may be when it leaves.</param>
/// <param name="figures">Receives ages and causes.</param>
/// <param name="time">The show's clock.</param>
sealed class TickPictures(
    NewestFrame finished, Func<long> arrivedAt, Slate slate, TimeSpan picture, TimeSpan latency, LiveFigures figures, TimeProvider time) : IDisposable
{
    /// <summary>Pictures that must fail to come before a source is gone, however soon the slate is asked for: one may be late.</summary>
    const int Missed = 3;

    readonly TimeSpan patience = slate.After > picture * Missed ? slate.After : picture * Missed;
    readonly long begin = time.GetTimestamp();
    HostFrame? last, dimmed;
    long lastCapturedAt;
    long hiddenUntil;
    long number;
    bool wasPrivate;
    long shown = -1;

    /// <summary>Whether no further picture will come, and the last one has been shown.</summary>
    public bool IsOver => finished.IsOver;

    /// <summary>When nothing might be seen for the last time, by the show's clock; 0 where it always might. Thread-safe.</summary>
    public long HiddenUntil => Interlocked.Read(ref hiddenUntil);

    /// <summary>Gives the frame of a tick.</summary>
    /// <param name="frames">Lends it.</param>
    /// <param name="tick">The tick's number.</param>
    /// <param name="isPrivate">Whether nothing may be seen.</param>
    public LiveFrame Choose(LiveFramePool frames, long tick, bool isPrivate)
    {
        long now = time.GetTimestamp();
        if (isPrivate || wasPrivate)
        {
            // The first tick that is not private any more hides too: what came since the one before was private still, as far as is known.
            Hide(now);
            wasPrivate = isPrivate;
        }

        bool isFresh = TakeFresh();
        if (!isPrivate && last is not null && (isFresh || !IsGone(now)))
        {
            Note(isFresh, now);
            return Frame(frames, last.AddReference(), tick, lastCapturedAt, number);
        }

        figures.Count(LiveEvent.RepeatedSlate);
        if (isPrivate || last is null)
        {
            return Frame(frames, slate.ForPrivacy(), tick, capturedAt: 0, Shown.Still);
        }

        dimmed ??= slate.ForVanished(last);
        return Frame(frames, dimmed.AddReference(), tick, capturedAt: 0, Shown.Vanished);
    }

    /// <summary>Gives up what it holds.</summary>
    public void Dispose()
    {
        last?.Dispose();
        dimmed?.Dispose();
        (last, dimmed) = (null, null);
    }

    /// <summary>Gives up all that came until now, and lets none of it be taken.</summary>
    void Hide(long now)
    {
        Dispose();
        Interlocked.Exchange(ref hiddenUntil, now);
    }

    bool TakeFresh()
    {
        if (!finished.TryTake(out HostFrame? next, out long capturedAt))
        {
            return false;
        }

        if (capturedAt <= hiddenUntil)
        {
            next.Dispose();
            return false;
        }

        Dispose();
        (last, lastCapturedAt) = (next, capturedAt);
        number++;
        return true;
    }

    /// <summary>A slate that is up stays until there is a picture again: what comes back has to be restyled first.</summary>
    bool IsGone(long now) => dimmed is not null || time.GetElapsedTime(arrivedAt() is > 0 and var at ? at : begin, now) >= patience;

    void Note(bool isFresh, long now)
    {
        if (!isFresh)
        {
            figures.Count(arrivedAt() > lastCapturedAt ? LiveEvent.RepeatedSlow : LiveEvent.RepeatedSource);
            return;
        }

        TimeSpan age = time.GetElapsedTime(lastCapturedAt, now);
        figures.Record(LiveStage.Leave, age);
        if (age > latency)
        {
            figures.Count(LiveEvent.Late);
        }
    }

    LiveFrame Frame(LiveFramePool frames, HostFrame picture, long tick, long capturedAt, long what)
    {
        bool isRepeat = what == shown;
        shown = what;
        return frames.Rent(picture, tick, capturedAt, isRepeat);
    }

    /// <summary>What is shown beside numbered pictures.</summary>
    static class Shown
    {
        public const long Still = -2;
        public const long Vanished = -3;
    }
}
