namespace LiveStyle.Live.Scheduling;

/// <summary>Waits in slices, so that a cancellation is seen soon, by a sleep that the system has.</summary>
abstract class SleepWait(TimeProvider time) : TickWait
{
    static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(20);

    public override void Until(long due, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested && time.GetElapsedTime(time.GetTimestamp(), due) is { Ticks: > 0 } left)
        {
            Sleep(left < Slice ? left : Slice);
        }
    }

    /// <summary>Sleeps about so long.</summary>
    /// <param name="duration">Above 0.</param>
    protected abstract void Sleep(TimeSpan duration);
}
