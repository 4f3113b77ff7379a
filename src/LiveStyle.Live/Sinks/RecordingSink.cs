using LiveStyle.Live.Frames;

namespace LiveStyle.Live.Sinks;

/// <summary>Writes one file after another, each of so many ticks; while one is finished the next one is written.</summary>
/// <param name="part">The first file.</param>
/// <param name="open">Opens the next one.</param>
/// <param name="length">The ticks of a file; null: all.</param>
sealed class RecordingSink(RecordingPart part, Func<CancellationToken, Task<RecordingPart>> open, long? length) : ILiveSink
{
    readonly CancellationTokenSource stop = new();
    long first = -1;
    Task finishing = Task.CompletedTask;

    public bool IsFlowing => part.Stream.IsFlowing;

    public ValueTask WriteAsync(LiveFrame frame, CancellationToken cancellation)
    {
        first = first < 0 ? frame.Tick : first;
        return frame.Tick - first < length || length is null ? Write(frame, cancellation) : new(ContinueAsync(frame, cancellation));
    }

    public async ValueTask CompleteAsync(CancellationToken cancellation)
    {
        await part.CompleteAsync(cancellation).ConfigureAwait(false);
        using (cancellation.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), stop))
        {
            await finishing.ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await part.DisposeAsync().ConfigureAwait(false);
        await finishing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    ValueTask Write(LiveFrame frame, CancellationToken cancellation)
    {
        using (cancellation.UnsafeRegister(static state => ((RecordingPart)state!).Stream.Kill(), part))
        {
            part.Stream.Write(frame.Picture, frame.Sound, frame.Tick);
        }

        return ValueTask.CompletedTask;
    }

    async Task ContinueAsync(LiveFrame frame, CancellationToken cancellation)
    {
        // What the file before the last one has failed of is told now.
        await finishing.ConfigureAwait(false);
        RecordingPart next = await open(cancellation).ConfigureAwait(false);
        finishing = FinishAsync(part);
        part = next;
        first = frame.Tick;
        await Write(frame, cancellation).ConfigureAwait(false);
    }

    async Task FinishAsync(RecordingPart last)
    {
        try
        {
            await last.CompleteAsync(stop.Token).ConfigureAwait(false);
        }
        catch
        {
            await last.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
