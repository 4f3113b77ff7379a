using System.Globalization;
using LiveStyle.Live.Frames;
using LiveStyle.Pipelines;

namespace LiveStyle.Live.Sinks;

/// <summary>A sink from one opening to its end, on a thread of its own: a write may block, and pool threads are few.</summary>
/// <remarks>Who hangs is canceled; who does not heed that is left alone with its thread, and harms nobody.</remarks>
sealed class SinkRun
{
    readonly Lock gate = new();
    readonly SinkLine line;
    readonly SinkHubOptions options;
    readonly TimeProvider time;
    readonly CancellationTokenSource cut = new();
    readonly TaskCompletionSource<SinkEnd> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly BlockingAwaiter awaiter = new();
    readonly ITimer watchdog;
    string? cutReason;
    long flowingSince;
    volatile bool isFlowing;
    volatile bool isIdle;
    volatile bool isAbandoned;

    public SinkRun(SinkLine line)
    {
        this.line = line;
        (options, time) = (line.Context.Options, line.Context.Time);
        watchdog = time.CreateTimer(static state => ((SinkRun)state!).TimeOut(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends with the run, or when it is left alone.</summary>
    public Task<SinkEnd> Ended => ended.Task;

    public void Start() => new Thread(Work) { IsBackground = true, Name = "sink" }.Start();

    /// <summary>Ends it: what it waits for is canceled, and it is left alone where it does not heed that.</summary>
    public void CutOff(string reason)
    {
        lock (gate)
        {
            if (cutReason is not null)
            {
                return;
            }

            cutReason = reason;
            watchdog.Change(options.Grace, Timeout.InfiniteTimeSpan);
        }

        try
        {
            cut.Cancel();
        }
        catch (AggregateException)
        {
            // The sink's own fault, which its disposal may make good.
        }
    }

    void Work()
    {
        ILiveSink? sink = null;
        Exception? failure = null;
        try
        {
            Watch(line.Target.WaitsForReader ? Timeout.InfiniteTimeSpan : options.OpenTimeout);
            sink = awaiter.Await(new ValueTask<ILiveSink>(line.Target.OpenAsync(line.Context.Format, cut.Token)));
            cut.Token.ThrowIfCancellationRequested();
            isIdle = true;
            Watch(options.OpenTimeout);
            Write(sink);
        }
        catch (Exception problem)
        {
            failure = problem;
        }

        isIdle = false;
        if (sink is not null && Dispose(sink) is { } problemAtEnd)
        {
            failure ??= problemAtEnd;
        }

        watchdog.Dispose();
        ended.TrySetResult(End(failure));
    }

    void Write(ILiveSink sink)
    {
        while (awaiter.Await(line.Queue.WaitToReadAsync()))
        {
            while (line.Queue.TryRead(out LiveFrame? frame))
            {
                Write(sink, frame);
                cut.Token.ThrowIfCancellationRequested();
            }

            cut.Token.ThrowIfCancellationRequested();
        }

        // However long it takes: who ends a show sets the limit.
        isIdle = false;
        Watch(Timeout.InfiniteTimeSpan);
        awaiter.Await(sink.CompleteAsync(cut.Token));
    }

    void Write(ILiveSink sink, LiveFrame frame)
    {
        bool isWritten = false;
        isIdle = false;
        try
        {
            if (isFlowing)
            {
                Watch(options.HangTimeout);
            }

            awaiter.Await(sink.WriteAsync(frame, cut.Token));
            isWritten = true;
        }
        finally
        {
            if (isWritten)
            {
                line.CountWritten(frame);
            }
            else
            {
                line.CountDropped();
            }

            frame.Dispose();
        }

        if (!isFlowing && sink.IsFlowing && !cut.IsCancellationRequested)
        {
            flowingSince = time.GetTimestamp();
            isFlowing = true;
            line.Enter(SinkPhase.Running, null);
        }

        if (isFlowing)
        {
            Watch(Timeout.InfiniteTimeSpan);
        }
    }

    Exception? Dispose(ILiveSink sink)
    {
        try
        {
            Watch(options.Grace);
            awaiter.Await(sink.DisposeAsync());
            return null;
        }
        catch (Exception problem)
        {
            return problem;
        }
    }

    /// <summary>Sets the watchdog, unless it has bitten.</summary>
    void Watch(TimeSpan limit)
    {
        lock (gate)
        {
            if (cutReason is null)
            {
                watchdog.Change(limit, Timeout.InfiniteTimeSpan);
            }
        }
    }

    void TimeOut()
    {
        lock (gate)
        {
            if (cutReason is not null)
            {
                isAbandoned = true;
            }
            else if (isIdle)
            {
                // It is open, and the show has no frame for it yet.
                watchdog.Change(options.OpenTimeout, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        if (isAbandoned)
        {
            ended.TrySetResult(End(null));
        }
        else
        {
            CutOff(isFlowing ? $"it took nothing for {Seconds(options.HangTimeout)} s and was cut off" : $"it was not ready within {Seconds(options.OpenTimeout)} s");
        }
    }

    SinkEnd End(Exception? failure)
    {
        return new SinkEnd(cutReason ?? failure?.Message.ReplaceLineEndings(" "), isFlowing ? time.GetElapsedTime(flowingSince) : TimeSpan.Zero, DiskFullException.IsCauseOf(failure));
    }

    static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
}
