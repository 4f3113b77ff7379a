using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using LiveStyle.Frames;
using LiveStyle.Time;

namespace LiveStyle.Pipelines;

/// <summary>One run of a pipeline: its two queues, its three stages, its counters.</summary>
/// <remarks>
/// The queues are waited on without a token, since a canceled wait costs an allocation a frame: stopping completes
/// both queues instead, which releases every waiter.
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
        arrivals = CreateQueue<TIn>(options);
        results = CreateQueue<TOut>(options);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        release = stop.Token.Register(() =>
        {
            arrivals.Writer.TryComplete();
            results.Writer.TryComplete();
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
                Task.Factory.StartNew(ProcessFrames, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default),
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
            while (!stop.IsCancellationRequested && await source.ReadAsync(stop.Token).ConfigureAwait(false) is { } frame)
            {
                framesIn++;
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

    void ProcessFrames()
    {
        try
        {
            var thread = new StageThread();
            while (thread.Await(arrivals.Reader.WaitToReadAsync(CancellationToken.None)))
            {
                while (!stop.IsCancellationRequested && arrivals.Reader.TryRead(out TIn? frame))
                {
                    TOut processed = thread.Await(processor.ProcessAsync(frame, stop.Token));
                    while (!results.Writer.TryWrite(processed))
                    {
                        if (!thread.Await(results.Writer.WaitToWriteAsync(CancellationToken.None)))
                        {
                            processed.Dispose();
                            return;
                        }
                    }
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
        finally
        {
            results.Writer.TryComplete();
        }
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
                    await sink.WriteAsync(frame, stop.Token).ConfigureAwait(false);
                    framesOut++;
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
