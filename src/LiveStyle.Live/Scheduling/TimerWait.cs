namespace LiveStyle.Live.Scheduling;

/// <summary>Waits by a timer of a clock that is not the system's, such as one that a test moves.</summary>
sealed class TimerWait : TickWait
{
    readonly TimeProvider time;
    readonly ManualResetEventSlim rung = new();
    readonly ITimer timer;

    public TimerWait(TimeProvider time)
    {
        this.time = time;
        timer = time.CreateTimer(_ => rung.Set(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override void Until(long due, CancellationToken cancellation)
    {
        while (time.GetElapsedTime(time.GetTimestamp(), due) is { Ticks: > 0 } left)
        {
            rung.Reset();
            timer.Change(left, Timeout.InfiniteTimeSpan);
            try
            {
                rung.Wait(cancellation);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    public override void Dispose()
    {
        timer.Dispose();
        rung.Dispose();
    }
}
