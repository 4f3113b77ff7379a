using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using LiveStyle.Frames;

namespace LiveStyle.Pipelines;

/// <summary>One sink that is several: each gets every frame, at once, and the slowest sets the pace.</summary>
/// <remarks>
/// The sinks share the frame's pixels, which are read-only to them. The first to fail stops the others, and its
/// exception surfaces. Owns the sinks: disposes them.
/// </remarks>
public sealed class FrameTee : IFrameSink<HostFrame>
{
    readonly IFrameSink<HostFrame>[] sinks;
    readonly ValueTask[] writes;
    CancellationTokenSource stop = new();
    CancellationToken outer;
    ExceptionDispatchInfo? failure;

    /// <summary>Takes over the sinks.</summary>
    /// <param name="sinks">The sinks, at least one.</param>
    public FrameTee(params IReadOnlyList<IFrameSink<HostFrame>> sinks)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sinks.Count);
        this.sinks = [.. sinks];
        writes = new ValueTask[sinks.Count];
    }

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(HostFrame frame, CancellationToken cancellation)
    {
        using (frame)
        {
            Follow(cancellation);
            for (int i = 0; i < sinks.Length; i++)
            {
                writes[i] = WriteAsync(sinks[i], frame.AddReference());
            }

            for (int i = 0; i < writes.Length; i++)
            {
                await writes[i].ConfigureAwait(false);
            }
        }

        failure?.Throw();
        cancellation.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(CancellationToken cancellation)
    {
        foreach (IFrameSink<HostFrame> sink in sinks)
        {
            await sink.CompleteAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Disposes every sink.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (IFrameSink<HostFrame> sink in sinks)
        {
            await sink.DisposeAsync().ConfigureAwait(false);
        }

        stop.Dispose();
    }

    /// <summary>Never throws, so that every write is awaited; keeps the first failure and stops the others.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    async ValueTask WriteAsync(IFrameSink<HostFrame> sink, HostFrame frame)
    {
        try
        {
            await sink.WriteAsync(frame, stop.Token).ConfigureAwait(false);
        }
        catch (Exception problem)
        {
            if (!stop.IsCancellationRequested)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(problem), null);
            }

            await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A pipeline gives the same token with every frame, so linking to it once is enough.</summary>
    void Follow(CancellationToken cancellation)
    {
        if (cancellation != outer)
        {
            stop.Dispose();
            stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            outer = cancellation;
        }
    }
}
