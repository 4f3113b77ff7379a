namespace LiveStyle.TestKit.Time;

/// <summary>Time that passes only when told to, with its timers: they fire in the order of their times, on the thread that lets the time pass.</summary>
/// <remarks>Thread-safe, save that one thread at a time lets the time pass.</remarks>
sealed class VirtualTime : TimeProvider
{
    static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly Lock gate = new();
    readonly List<VirtualTimer> timers = [];
    long ticks = TimeSpan.TicksPerHour;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The timers that wait for their time.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return timers.Count;
            }
        }
    }

    public override long GetTimestamp() => Volatile.Read(ref ticks);

    public override DateTimeOffset GetUtcNow() => Begin.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Pass(double seconds) => Pass(TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)));

    public void Pass(TimeSpan span)
    {
        long end = ticks + span.Ticks;
        while (NextUntil(end) is { } timer)
        {
            timer.Fire();
        }

        Volatile.Write(ref ticks, end);
    }

    VirtualTimer? NextUntil(long end)
    {
        lock (gate)
        {
            VirtualTimer? next = timers.MinBy(timer => timer.Due);
            if (next is null || next.Due > end)
            {
                return null;
            }

            Volatile.Write(ref ticks, Math.Max(ticks, next.Due));
            next.Due += Math.Max(next.Period.Ticks, 1);
            if (next.Period <= TimeSpan.Zero)
            {
                timers.Remove(next);
            }

            return next;
        }
    }

    sealed class VirtualTimer(VirtualTime time, Action callback) : ITimer
    {
        public long Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                time.timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    (Due, Period) = (time.ticks + dueTime.Ticks, period);
                    time.timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
