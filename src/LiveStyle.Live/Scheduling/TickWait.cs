namespace LiveStyle.Live.Scheduling;

/// <summary>Lets a thread sleep until a moment, as exactly as the system can, without burning a core.</summary>
/// <remarks>Allocates nothing once it is made. Thread-safety: one thread waits.</remarks>
abstract class TickWait : IDisposable
{
    /// <summary>Makes the one that fits a clock.</summary>
    public static TickWait For(TimeProvider time) =>
        time != TimeProvider.System ? new TimerWait(time)
        : OperatingSystem.IsWindows() ? new WindowsWait(time)
        : new UnixWait(time);

    /// <summary>Returns at the moment, or soon after the cancellation.</summary>
    /// <param name="due">A timestamp of the clock.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public abstract void Until(long due, CancellationToken cancellation);

    public virtual void Dispose()
    {
    }
}
