using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using LiveStyle.Diagnostics;
using LiveStyle.Frames;
using LiveStyle.Time;

namespace LiveStyle.Pipelines;

/// <summary>One run of a pipeline: its two queues, its three stages, its counters.</summary>
/// <remarks>
/// The processor's slots take frames in turn, work at the same time, and pass on what they made in the same turn, so
/// that frames stay in order. Stopping completes both queues and both rounds of turns, which releases every waiter. Without queues the slots
/// themselves read and write, in the same turns.
/// </remarks>
sealed class FramePipelineRun<TIn, TOut> : IDisposable
    where TIn : class, IDisposable
    where TOut : class, IDisposable
{
    readonly IFrameSource<TIn> source;
    readonly IFrameProcessor<TIn, TOut> processor;
    readonly IFrameSink<TOut> sink;
    readonly Action<FramePipelineProgress>? progress;
    readonly CancellationTokenSource stop;
    readonly CancellationTokenRegistration release;
    readonly CancellationToken cancellation;
    readonly FrameQueue<TIn>? arrivals;
    readonly FrameQueue<TOut>? results;
    readonly int slots;
    readonly Turnstile taking;
    readonly Turnstile giving;
    ExceptionDispatchInfo? failure;
    bool hasEnded;
    long framesIn;
    long framesOut;

    public FramePipelineRun(
        IFrameSource<TIn> source,
        IFrameProcessor<TIn, TOut> processor,
        IFrameSink<TOut> sink,
        FramePipelineOptions options,
        CancellationToken cancellation)
    {
        this.source = source;
        this.processor = processor;
        this.sink = sink;
        this.cancellation = cancellation;
        progress = options.Progress;
        slots = processor.Slots;
        taking = new Turnstile(slots);
        giving = new Turnstile(slots);
        if (options.Capacity > 0)
        {
            arrivals = new FrameQueue<TIn>(options.Capacity, options.WhenFull);
            results = new FrameQueue<TOut>(options.Capacity, options.WhenFull);
        }

        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        release = stop.Token.Register(() =>
        {
            arrivals?.Complete();
            results?.Complete();
            taking.End();
            giving.End();
        });
    }

    public FramePipelineResult Result => new(framesIn, framesOut, Dropped);

    long Dropped => (arrivals?.Dropped ?? 0) + (results?.Dropped ?? 0);

    /// <summary>Runs until the source ends; throws what stopped it; leaves both queues empty.</summary>
    public async Task ToEndAsync()
    {
        try
        {
            await (arrivals is null || results is null
                ? RunSlotsAsync()
                : Task.WhenAll(
                    Task.Run(() => ReadFramesAsync(arrivals), CancellationToken.None),
                    RunSlotsAsync(),
                    Task.Run(() => WriteFramesAsync(results), CancellationToken.None))).ConfigureAwait(false);
        }
        finally
        {
            arrivals?.Clear();
            results?.Clear();
        }

        failure?.Throw();
        cancellation.ThrowIfCancellationRequested();
    }

    public void Dispose()
    {
        release.Dispose();
        stop.Dispose();
    }

    async Task ReadFramesAsync(FrameQueue<TIn> arrivals)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                long begin = LiveStyleMetrics.BeginStage();
                TIn? frame = await source.ReadAsync(stop.Token).ConfigureAwait(false);
                if (frame is null)
                {
                    return;
                }

                LiveStyleMetrics.EndStage("read", begin);
                framesIn++;
                LiveStyleMetrics.CountRead();
                while (!arrivals.TryWrite(frame))
                {
                    if (!await arrivals.WaitToWriteAsync().ConfigureAwait(false))
                    {
                        frame.Dispose();
                        return;
                    }
                }
            }
        }
        catch (Exception problem)
        {
            Fail(problem);
        }
        finally
        {
            arrivals.Complete();
        }
    }

    async Task RunSlotsAsync()
    {
        try
        {
            await Task.WhenAll(Enumerable.Range(0, slots).Select(slot => Task.Factory.StartNew(
                () => ProcessFrames(slot), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))).ConfigureAwait(false);
        }
        finally
        {
            results?.Complete();
        }
    }

    void ProcessFrames(int slot)
    {
        try
        {
            var thread = new BlockingAwaiter();
            while (Take(slot, thread) is { } frame && Give(Process(frame, thread), slot, thread))
            {
            }
        }
        catch (Exception problem)
        {
            Fail(problem);
        }
    }

    TOut Process(TIn frame, BlockingAwaiter thread)
    {
        long begin = LiveStyleMetrics.BeginStage();
        TOut result = thread.Await(processor.ProcessAsync(frame, stop.Token));
        LiveStyleMetrics.EndStage("process", begin);
        return result;
    }

    /// <summary>The next frame, in the slot's turn; null at the end, of which the next slot is then told too.</summary>
    TIn? Take(int slot, BlockingAwaiter thread)
    {
        if (!taking.Await(slot))
        {
            return null;
        }

        TIn? frame = arrivals is null ? Read(thread) : Dequeue(arrivals, thread);
        taking.Pass(slot);
        return frame;
    }

    TIn? Dequeue(FrameQueue<TIn> arrivals, BlockingAwaiter thread)
    {
        TIn? frame = null;
        while (frame is null && thread.Await(arrivals.WaitToReadAsync()) && !stop.IsCancellationRequested)
        {
            arrivals.TryRead(out frame);
        }

        return frame;
    }

    TIn? Read(BlockingAwaiter thread)
    {
        long begin = LiveStyleMetrics.BeginStage();
        TIn? frame = hasEnded || stop.IsCancellationRequested ? null : thread.Await(source.ReadAsync(stop.Token));
        hasEnded = frame is null;
        if (frame is not null)
        {
            LiveStyleMetrics.EndStage("read", begin);
            framesIn++;
            LiveStyleMetrics.CountRead();
        }

        return frame;
    }

    /// <summary>Passes a frame on in the slot's turn; where the run has been stopped, disposes it and returns false.</summary>
    bool Give(TOut frame, int slot, BlockingAwaiter thread)
    {
        bool isGoing = giving.Await(slot);
        if (isGoing && results is null)
        {
            thread.Await(WriteAsync(frame));
            giving.Pass(slot);
            return true;
        }

        while (isGoing)
        {
            if (results!.TryWrite(frame))
            {
                giving.Pass(slot);
                return true;
            }

            isGoing = thread.Await(results.WaitToWriteAsync());
        }

        frame.Dispose();
        return false;
    }

    async Task WriteFramesAsync(FrameQueue<TOut> results)
    {
        try
        {
            while (await results.WaitToReadAsync().ConfigureAwait(false))
            {
                while (!stop.IsCancellationRequested && results.TryRead(out TOut? frame))
                {
                    await WriteAsync(frame).ConfigureAwait(false);
                }

                if (stop.IsCancellationRequested)
                {
                    return;
                }
            }
        }
        catch (Exception problem)
        {
            Fail(problem);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    async ValueTask WriteAsync(TOut frame)
    {
        Timestamp timestamp = (frame as ITimedFrame)?.Timestamp ?? default;
        long begin = LiveStyleMetrics.BeginStage();
        await sink.WriteAsync(frame, stop.Token).ConfigureAwait(false);
        LiveStyleMetrics.EndStage("write", begin);
        framesOut++;
        LiveStyleMetrics.CountWritten();
        progress?.Invoke(new FramePipelineProgress(Interlocked.Read(ref framesIn), framesOut, Dropped, timestamp));
    }

    /// <summary>Keeps the first failure and stops the other stages; what they then throw is only its echo.</summary>
    void Fail(Exception problem)
    {
        if (!stop.IsCancellationRequested)
        {
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(problem), null);
        }

        stop.Cancel();
    }
}
