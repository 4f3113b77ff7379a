using LiveStyle.Live.Figures;
using LiveStyle.Live.Frames;
using LiveStyle.Live.Sound;

namespace LiveStyle.Live.Scheduling;

/// <summary>
/// The beat of a show: once a frame of its rate a picture leaves with its sound, whatever the source and the network do. Ticks never drift
/// and never come in a burst: those that a stall has swallowed are left out and counted.
/// </summary>
/// <remarks>A tick allocates nothing. Thread-safety: one thread runs it.</remarks>
/// <param name="format">The show's format.</param>
/// <param name="pictures">Chooses the picture; stays the caller's.</param>
/// <param name="sound">Fills the sound of each tick; null where the show has none.</param>
/// <param name="isPrivate">Whether nothing may be seen or heard; asked once a tick.</param>
/// <param name="forget">Lets go what still waits to be seen: called before the first frame that nothing may be seen of.</param>
/// <param name="write">Takes a frame over, without waiting.</param>
/// <param name="figures">Receives the ticks.</param>
/// <param name="time">The show's clock.</param>
sealed class ShowClock(
    ShowFormat format, TickPictures pictures, ITickSound? sound, Func<bool> isPrivate, Action forget, Action<LiveFrame> write, LiveFigures figures, TimeProvider time)
{
    readonly LiveFramePool frames = new(format);
    bool wasHidden;

    /// <summary>Frames that are under way to sinks.</summary>
    public int Outstanding => frames.Outstanding;

    /// <summary>Ticks from now on, until it is canceled or the last picture has been shown.</summary>
    /// <param name="lead">How long until the first tick.</param>
    /// <param name="cancellation">Ends it.</param>
    public void Run(TimeSpan lead, CancellationToken cancellation)
    {
        using TickWait wait = TickWait.For(time);
        var pace = new TickPace(format.FrameRate, time.GetTimestamp() + (long)(lead.TotalSeconds * time.TimestampFrequency), time);
        for (long tick = 0; !pictures.IsOver; tick++)
        {
            wait.Until(pace.DueAt(tick), cancellation);
            if (cancellation.IsCancellationRequested)
            {
                return;
            }

            if (pace.Now() is var now && now > tick)
            {
                figures.Count(LiveEvent.Skipped, now - tick);
                tick = now;
            }

            Tick(tick);
        }
    }

    /// <summary>Lets the frame of one tick leave.</summary>
    internal void Tick(long tick)
    {
        bool isHidden = isPrivate();
        if (isHidden && !wasHidden)
        {
            forget();
        }

        if (wasHidden && !isHidden)
        {
            // It comes late: what was said while nothing might be heard would be heard from now on.
            sound?.Forget();
        }

        wasHidden = isHidden;
        LiveFrame frame = pictures.Choose(frames, tick, isHidden);
        if (format.HasSound)
        {
            Span<short> samples = frame.MakeSound((int)(format.SamplesBefore(tick + 1) - format.SamplesBefore(tick)));
            if (sound is null)
            {
                samples.Clear();
            }
            else
            {
                // While nothing may be heard it is read all the same, so that it is in step afterwards.
                sound.Read(tick, samples);
                if (isHidden)
                {
                    samples.Clear();
                }
            }
        }

        figures.Count(LiveEvent.Tick);
        write(frame);
    }
}
