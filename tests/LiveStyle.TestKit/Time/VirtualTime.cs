namespace LiveStyle.TestKit.Time;

/// <summary>Time that passes only when told to, timers and all: hours of it in a moment, and each run the same.</summary>
/// <remarks>Thread-safe. Timers fire one after another on the thread that lets the time pass, each at its own moment.</remarks>
sealed class VirtualTime : TimeProvider
{
    readonly Lock gate = new();
    readonly List<VirtualTimer> timers = [];
    readonly DateTimeOffset begin = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    long now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How long it has run so far.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(Interlocked.Read(ref now));

    /// <summary>The timers that wait for a moment: a test lets time pass once who is tested waits.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return timers.Count(timer => timer.Due != long.MaxValue);
            }
        }
    }

    /// <summary>Begins at an hour, so that no timestamp is 0.</summary>
    public override long GetTimestamp() => Interlocked.Read(ref now) + TimeSpan.TicksPerHour;

    public override DateTimeOffset GetUtcNow() => begin + Elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        lock (gate)
        {
            timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass; whatever falls due on the way happens at its moment.</summary>
    public void Pass(TimeSpan duration)
    {
        long end = Interlocked.Read(ref now) + duration.Ticks;
        while (Next(end) is { } timer)
        {
            timer.Fire();
        }

        Interlocked.Exchange(ref now, end);
    }

    /// <summary>The same, in seconds.</summary>
    public void Pass(double seconds) => Pass(TimeSpan.FromSeconds(seconds));

    /// <summary>Waits, in real time, until so many timers wait.</summary>
    public void AwaitWaiting(int count)
    {
        if (!SpinWait.SpinUntil(() => Waiting >= count, TimeSpan.FromSeconds(30)))
        {
            throw new TimeoutException($"{Waiting} timers wait, not {count}");
        }
    }

    VirtualTimer? Next(long end)
    {
        lock (gate)
        {
            // Without a query: tests of what allocates nothing let time pass too.
            VirtualTimer? next = null;
            foreach (VirtualTimer timer in timers)
            {
                next = timer.Due <= end && (next is null || timer.Due < next.Due) ? timer : next;
            }

            if (next is not null)
            {
                Interlocked.Exchange(ref now, Math.Max(Interlocked.Read(ref now), next.Due));
                next.GoOn();
            }

            return next;
        }
    }

    sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        TimeSpan period;

        public long Due { get; private set; } = long.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                this.period = period;
                Due = dueTime < TimeSpan.Zero ? long.MaxValue : Interlocked.Read(ref time.now) + dueTime.Ticks;
                return time.timers.Contains(this);
            }
        }

        public void GoOn() => Due = period > TimeSpan.Zero ? Due + period.Ticks : long.MaxValue;

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (time.gate)
            {
                Due = long.MaxValue;
                time.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
