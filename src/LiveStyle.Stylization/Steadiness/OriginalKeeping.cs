using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LiveStyle.Frames;
using LiveStyle.Pipelines;

namespace LiveStyle.Stylization.Steadiness;

/// <summary>Lets a processor's frames keep their originals with them, for what comes after it.</summary>
/// <remarks>
/// The originals are shared meanwhile, and read only. Frames of a run that came before allocate nothing. Thread-safety: as many frames at once
/// as the processor takes.
/// </remarks>
/// <param name="processor">Restyles the frames; it stays the caller's.</param>
public sealed class OriginalKeeping(IFrameProcessor<HostFrame, HostFrame> processor) : IFrameProcessor<HostFrame, StyledFrame>
{
    readonly ConcurrentQueue<StyledFrame> idle = new();

    /// <inheritdoc/>
    public int Slots => processor.Slots;

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<StyledFrame> ProcessAsync(HostFrame frame, CancellationToken cancellation)
    {
        HostFrame original = frame.AddReference();
        try
        {
            HostFrame styled = await processor.ProcessAsync(frame, cancellation).ConfigureAwait(false);
            return (idle.TryDequeue(out StyledFrame? pair) ? pair : new StyledFrame(idle.Enqueue)).With(original, styled);
        }
        catch
        {
            original.Dispose();
            throw;
        }
    }

    /// <summary>Leaves the processor open: it is the caller's.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
