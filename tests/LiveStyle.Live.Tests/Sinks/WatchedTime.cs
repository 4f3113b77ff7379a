using LiveStyle.TestKit.Time;

namespace LiveStyle.Live.Tests.Sinks;

/// <summary>Virtual time that counts how often a timer was set anew: so a test sees how far a thread has come.</summary>
sealed class WatchedTime(VirtualTime inner) : TimeProvider
{
    int settings;

    public int Settings => Volatile.Read(ref settings);

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new WatchedTimer(this, inner.CreateTimer(callback, state, dueTime, period));

    sealed class WatchedTimer(WatchedTime time, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool isChanged = inner.Change(dueTime, period);
            Interlocked.Increment(ref time.settings);
            return isChanged;
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
