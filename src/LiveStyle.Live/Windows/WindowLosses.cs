namespace LiveStyle.Live.Windows;

/// <summary>How often a window's device may be lost: again and again in a show of hours, but not all the time.</summary>
/// <remarks>Thread-safety: none.</remarks>
sealed class WindowLosses(TimeProvider time)
{
    const int Most = 5;
    static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    readonly Queue<long> recent = new();

    /// <summary>Whether the device lost last has not been opened again.</summary>
    public bool IsOut { get; private set; }

    /// <summary>Notes a loss, or that opening again has failed.</summary>
    /// <returns>False: there were too many of late.</returns>
    public bool Bears()
    {
        IsOut = true;
        long now = time.GetTimestamp();
        while (recent.TryPeek(out long first) && time.GetElapsedTime(first, now) >= Span)
        {
            recent.Dequeue();
        }

        recent.Enqueue(now);
        return recent.Count <= Most;
    }

    /// <summary>Notes that there is a device.</summary>
    public void Recover() => IsOut = false;
}
