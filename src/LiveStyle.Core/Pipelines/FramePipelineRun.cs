using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using LiveStyle.Diagnostics;
using LiveStyle.Frames;
using LiveStyle.Time;

namespace LiveStyle.Pipelines;

/// <summary>One run of a pipeline: its two queues, its three stages, its counters.</summary>
/// <remarks>
/// The processor's slots take frames in turn, work at the same time, and pass on what they made in the same turn, so
/// that frames stay in order. The queues are waited on without a token, since a canceled wait costs an allocation a frame: stopping completes
/// both queues and both rounds of turns instead, which releases every waiter.
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
    readonly Channel<TIn> arrivals;
    readonly Channel<TOut> results;
    readonly int slots;
    readonly Turnstile taking;
    readonly Turnstile giving;
    ExceptionDispatchInfo? failure;
    long framesIn;
    long framesOut;
    long dropped;

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
        arrivals = CreateQueue<TIn>(options);
        results = CreateQueue<TOut>(options);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        release = stop.Token.Register(() =>
        {
            arrivals.Writer.TryComplete();
            results.Writer.TryComplete();
            taking.End();
            giving.End();
        });
    }

    public FramePipelineResult Result => new(framesIn, framesOut, Interlocked.Read(ref dropped));

    /// <summary>Runs until every frame is written, or throws what stopped it; leaves both queues empty.</summary>
    public async Task ToEndAsync()
    {
        try
        {
            await Task.WhenAll(
                Task.Run(ReadFramesAsync, CancellationToken.None),
                ProcessFramesAsync(),
                Task.Run(WriteFramesAsync, CancellationToken.None)).ConfigureAwait(false);
        }
        finally
        {
            Drain(arrivals.Reader);
            Drain(results.Reader);
        }

        failure?.Throw();
        cancellation.ThrowIfCancellationRequested();
    }

    public void Dispose()
    {
        release.Dispose();
        stop.Dispose();
    }

    async Task ReadFramesAsync()
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
                while (!arrivals.Writer.TryWrite(frame))
                {
                    if (!await arrivals.Writer.WaitToWriteAsync(CancellationToken.None).ConfigureAwait(false))
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
            arrivals.Writer.TryComplete();
        }
    }

    async Task ProcessFramesAsync()
    {
        try
        {
            await Task.WhenAll(Enumerable.Range(0, slots).Select(slot => Task.Factory.StartNew(
                () => ProcessFrames(slot), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))).ConfigureAwait(false);
        }
        finally
        {
            results.Writer.TryComplete();
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

        TIn? frame = null;
        while (frame is null && thread.Await(arrivals.Reader.WaitToReadAsync(CancellationToken.None)) && !stop.IsCancellationRequested)
        {
            arrivals.Reader.TryRead(out frame);
        }

        taking.Pass(slot);
        return frame;
    }

    /// <summary>Passes a frame on in the slot's turn; where the run has been stopped, disposes it and returns false.</summary>
    bool Give(TOut frame, int slot, BlockingAwaiter thread)
    {
        bool isGoing = giving.Await(slot);
        while (isGoing)
        {
            if (results.Writer.TryWrite(frame))
            {
                giving.Pass(slot);
                return true;
            }

            isGoing = thread.Await(results.Writer.WaitToWriteAsync(CancellationToken.None));
        }

        frame.Dispose();
        return false;
    }

    async Task WriteFramesAsync()
    {
        try
        {
            while (await results.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                while (!stop.IsCancellationRequested && results.Reader.TryRead(out TOut? frame))
                {
                    Timestamp timestamp = (frame as ITimedFrame)?.Timestamp ?? default;
                    long begin = LiveStyleMetrics.BeginStage();
                    await sink.WriteAsync(frame, stop.Token).ConfigureAwait(false);
                    LiveStyleMetrics.EndStage("write", begin);
                    framesOut++;
                    LiveStyleMetrics.CountWritten();
                    progress?.Invoke(new FramePipelineProgress(Interlocked.Read(ref framesIn), framesOut, Interlocked.Read(ref dropped), timestamp));
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

    /// <summary>Keeps the first failure and stops the other stages; what they then throw is only its echo.</summary>
    void Fail(Exception problem)
    {
        if (!stop.IsCancellationRequested)
        {
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(problem), null);
        }

        stop.Cancel();
    }

    Channel<TFrame> CreateQueue<TFrame>(FramePipelineOptions options)
        where TFrame : class, IDisposable
    {
        var channel = new BoundedChannelOptions(options.Capacity)
        {
            SingleReader = true,
            SingleWriter = true,
            FullMode = options.WhenFull == FullQueuePolicy.DropOldest ? BoundedChannelFullMode.DropOldest : BoundedChannelFullMode.Wait,
        };
        return Channel.CreateBounded<TFrame>(channel, frame =>
        {
            Interlocked.Increment(ref dropped);
            LiveStyleMetrics.CountDropped();
            frame.Dispose();
        });
    }

    static void Drain<TFrame>(ChannelReader<TFrame> queue)
        where TFrame : class, IDisposable
    {
        while (queue.TryRead(out TFrame? frame))
        {
            frame.Dispose();
        }
    }
}
