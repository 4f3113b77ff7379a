using LiveStyle.Live.Figures;
using LiveStyle.Live.Frames;

namespace LiveStyle.Live.Scheduling;

/// <summary>
/// The beat of a show: once a frame of its rate a picture leaves with its sound, whatever the source and the network do. Ticks never drift
/// and never come in a burst: those that a stall has swallowed are left out and counted.
/// </summary>
/// <remarks>A tick allocates nothing. Thread-safety: one thread runs it.</remarks>
/// <param name="format">The show's format.</param>
/// <param name="pictures">Chooses the picture; stays the caller's.</param>
/// <param name="readSound">Fills the sound of a tick, exactly; null where the show has none.</param>
/// <param name="isPrivate">Whether nothing may be seen or heard; asked once a tick.</param>
/// <param name="write">Takes a frame over, without waiting.</param>
/// <param name="figures">Receives the ticks.</param>
/// <param name="time">The show's clock.</param>
sealed class ShowClock(
    ShowFormat format, TickPictures pictures, ShowClock.SoundReader? readSound, Func<bool> isPrivate, Action<LiveFrame> write, LiveFigures figures, TimeProvider time)
{
    readonly LiveFramePool frames = new(format);

    /// <summary>Fills the samples of a tick: 16 bits, interleaved.</summary>
    public delegate void SoundReader(long tick, Span<short> samples);

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
        LiveFrame frame = pictures.Choose(frames, tick, isHidden);
        if (format.HasSound)
        {
            Span<short> samples = frame.MakeSound((int)(format.SamplesBefore(tick + 1) - format.SamplesBefore(tick)));
            if (readSound is null)
            {
                samples.Clear();
            }
            else
            {
                // While nothing may be heard it is read all the same, so that it is in step afterwards.
                readSound(tick, samples);
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
