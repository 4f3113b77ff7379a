using LiveStyle.Live.Figures;
using LiveStyle.Live.Frames;
using LiveStyle.Pipelines;

namespace LiveStyle.Live.Sinks;

/// <summary>One sink of a hub for as long as it is one: its queue, and one <see cref="SinkRun"/> after another.</summary>
/// <remarks>Thread-safety: one thread offers frames; all else from any.</remarks>
sealed class SinkLine
{
    readonly Lock gate = new();
    readonly Lock telling = new();
    readonly SinkLineContext context;
    readonly CancellationTokenSource stop = new();
    readonly Task supervision;
    SinkPhase phase = SinkPhase.Opening;
    DateTimeOffset since;
    string? reason;
    SinkRun? run;
    long written;
    long dropped;
    long restarts;
    volatile bool isUntried = true;
    bool isComplete;
    bool isCut;

    public SinkLine(string name, SinkTarget target, SinkLineContext context)
    {
        (Name, Target, this.context) = (name, target, context);
        Queue = new FrameQueue<LiveFrame>(context.QueueLength, FullQueuePolicy.DropOldest, CountDropped);
        since = context.Time.GetUtcNow();
        supervision = Task.Run(SuperviseAsync);
    }

    /// <summary>Among the hub's sinks.</summary>
    public string Name { get; }

    public SinkLineContext Context => context;

    public SinkTarget Target { get; }

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

    /// <summary>Lets go what waits, which is dropped.</summary>
    public void Forget()
    {
        while (Queue.TryRead(out LiveFrame? frame))
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

    /// <summary>The sink will not get a frame. While it is opened for the first time nothing was promised to it, and nothing is counted.</summary>
    public void CountDropped()
    {
        if (isUntried)
        {
            return;
        }

        Interlocked.Increment(ref dropped);
        context.Figures?.Count(LiveEvent.SinkDropped);
    }

    /// <summary>Says that the sink is another way than before, and why.</summary>
    public void Enter(SinkPhase next, string? why)
    {
        // In their order, and yet so that whoever is told may ask, on any thread.
        lock (telling)
        {
            lock (gate)
            {
                (phase, reason, since) = (next, why, context.Time.GetUtcNow());
            }

            isUntried &= next == SinkPhase.Opening;
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
        Forget();
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
