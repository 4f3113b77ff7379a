using LiveStyle.Live.Figures;
using LiveStyle.Live.Frames;
using LiveStyle.Pipelines;

namespace LiveStyle.Live.Sinks;

/// <summary>One sink of a hub for as long as it is one: its queue, and one <see cref="SinkRun"/> after another.</summary>
/// <remarks>Thread-safety: one thread offers frames; all else from any.</remarks>
sealed class SinkLine
{
    readonly Lock gate = new();
    readonly SinkLineContext context;
    readonly SinkTarget target;
    readonly CancellationTokenSource stop = new();
    readonly Task supervision;
    SinkPhase phase = SinkPhase.Opening;
    DateTimeOffset since;
    string? reason;
    SinkRun? run;
    long written;
    long dropped;
    long restarts;
    bool isComplete;
    bool isCut;

    public SinkLine(SinkTarget target, SinkLineContext context)
    {
        (this.target, this.context) = (target, context);
        Queue = new FrameQueue<LiveFrame>(context.QueueLength, FullQueuePolicy.DropOldest, CountDropped);
        since = context.Time.GetUtcNow();
        supervision = Task.Run(SuperviseAsync);
    }

    public string Name => target.Name;

    public SinkLineContext Context => context;

    public SinkTarget Target => target;

    public FrameQueue<LiveFrame> Queue { get; }

    public SinkStatus Status
    {
        get
        {
            lock (gate)
            {
                return new SinkStatus(Name, phase, since, reason, Interlocked.Read(ref written), Interlocked.Read(ref dropped), restarts);
            }
        }
    }

    /// <summary>Takes a frame over. Never waits.</summary>
    public void Offer(LiveFrame frame)
    {
        if (!Queue.TryWrite(frame))
        {
            frame.Dispose();
            CountDropped();
        }
    }

    /// <summary>No frame follows. Ends with the sink, or soon after the limit.</summary>
    public async Task CompleteAsync(TimeSpan limit)
    {
        lock (gate)
        {
            isComplete = true;
        }

        Queue.Complete();
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(supervision, limit > TimeSpan.Zero ? Task.Delay(limit, context.Time) : Task.CompletedTask).ConfigureAwait(false);
        if (!supervision.IsCompleted)
        {
            SinkRun? last;
            lock (gate)
            {
                isCut = true;
                last = run;
            }

            last?.CutOff("it took too long to finish");
        }

        await supervision.ConfigureAwait(false);
    }

    /// <summary>The sink has taken a frame.</summary>
    public void CountWritten(LiveFrame frame)
    {
        Interlocked.Increment(ref written);
        if (frame is { CapturedAt: not 0, IsRepeat: false })
        {
            context.Figures?.Record(LiveStage.Sink, context.Time.GetElapsedTime(frame.CapturedAt));
        }
    }

    public void CountDropped()
    {
        Interlocked.Increment(ref dropped);
        context.Figures?.Count(LiveEvent.SinkDropped);
    }

    /// <summary>Says that the sink is another way than before, and why.</summary>
    public void Enter(SinkPhase next, string? why)
    {
        lock (gate)
        {
            (phase, reason, since) = (next, why, context.Time.GetUtcNow());
            context.Changed(Status);
        }
    }

    async Task SuperviseAsync()
    {
        string? why = null;
        int failures = 0;
        while (true)
        {
            Enter(SinkPhase.Opening, why);
            SinkRun next = Begin();
            SinkEnd end = await next.Ended.ConfigureAwait(false);
            why = end.Reason;
            failures = end.RanFor > context.Options.LongestRetry ? 1 : failures + 1;
            if (end.IsWhole || !await PauseAsync(end, failures).ConfigureAwait(false))
            {
                break;
            }

            lock (gate)
            {
                restarts++;
            }

            context.Figures?.Count(LiveEvent.SinkRestarted);
        }

        Queue.Complete();
        while (Queue.TryRead(out LiveFrame? frame))
        {
            frame.Dispose();
            CountDropped();
        }

        Enter(SinkPhase.Ended, why);
    }

    SinkRun Begin()
    {
        var next = new SinkRun(this);
        lock (gate)
        {
            run = next;
        }

        next.Start();
        if (isCut)
        {
            next.CutOff("the show is over");
        }

        return next;
    }

    /// <summary>Waits before the next attempt. False where there is none: the show is over.</summary>
    async Task<bool> PauseAsync(SinkEnd end, int failures)
    {
        lock (gate)
        {
            if (isComplete)
            {
                return false;
            }
        }

        Enter(SinkPhase.Retrying, end.Reason);
        await Task.Delay(Delay(end, failures), context.Time, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stop.IsCancellationRequested;
    }

    TimeSpan Delay(SinkEnd end, int failures)
    {
        SinkHubOptions options = context.Options;
        return end.IsDiskFull || failures > 20 ? options.LongestRetry
            : TimeSpan.FromTicks(Math.Min(options.LongestRetry.Ticks, options.FirstRetry.Ticks << (failures - 1)));
    }
}
