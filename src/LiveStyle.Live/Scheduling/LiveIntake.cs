using LiveStyle.Frames;
using LiveStyle.Live.Figures;
using LiveStyle.Pipelines;

namespace LiveStyle.Live.Scheduling;

/// <summary>Reads a source as fast as it gives, and keeps the newest picture alone: what is not read would grow old in the source.</summary>
/// <remarks>In the steady state it allocates nothing. Thread-safe, save that <see cref="RunAsync"/> is called once.</remarks>
/// <param name="source">Stays the caller's.</param>
/// <param name="size">The show's size: the source's own, less a column or a row where those are odd.</param>
/// <param name="figures">Receives how long each picture took to come, and how many were never used.</param>
/// <param name="time">The show's clock.</param>
sealed class LiveIntake(IFrameSource<HostFrame> source, FrameSize size, LiveFigures figures, TimeProvider time) : IDisposable
{
    FramePool? cut;
    long arrivedAt;

    /// <summary>Where the newest picture lies, with the moment of its arrival.</summary>
    public NewestFrame Newest { get; } = new();

    /// <summary>When the last picture arrived, by the show's clock; 0 before the first.</summary>
    public long ArrivedAt => Interlocked.Read(ref arrivedAt);

    /// <summary>Reads until the source ends or it is canceled, which is no failure; then no picture follows.</summary>
    /// <exception cref="LiveStyleException">The source failed in a way that it does not recover from.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            long before = time.GetTimestamp();
            while (await source.ReadAsync(cancellation).ConfigureAwait(false) is { } frame)
            {
                long now = time.GetTimestamp();
                figures.Record(LiveStage.Capture, time.GetElapsedTime(before, now));
                figures.Count(LiveEvent.Read);
                before = now;
                Interlocked.Exchange(ref arrivedAt, now);
                if (Newest.Put(frame.Size == size ? frame : Cut(frame), now))
                {
                    figures.Count(LiveEvent.Superseded);
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
        finally
        {
            Newest.Complete();
        }
    }

    /// <summary>Frees what lies there, and the pictures that are not given out.</summary>
    public void Dispose()
    {
        Newest.Dispose();
        cut?.Dispose();
    }

    /// <summary>The upper left of a frame. Encoders and virtual cameras want even sides, and a copy is cheaper than a second scaling.</summary>
    HostFrame Cut(HostFrame frame)
    {
        using (frame)
        {
            cut ??= new FramePool(size, frame.Format);
            HostFrame smaller = cut.Rent();
            for (int i = 0; i < frame.Format.PlaneCount; i++)
            {
                PlaneView from = frame.Plane(i), to = smaller.Plane(i);
                for (int y = 0; y < to.Height; y++)
                {
                    from.Row(y)[..to.Row(y).Length].CopyTo(to.Row(y));
                }
            }

            (smaller.Timestamp, smaller.DurationTicks) = (frame.Timestamp, frame.DurationTicks);
            return smaller;
        }
    }
}
