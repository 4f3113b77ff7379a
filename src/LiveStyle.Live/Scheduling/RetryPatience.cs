namespace LiveStyle.Live.Scheduling;

/// <summary>Says when what has failed is tried again: after a second, and after each further failure twice as late, up to half a minute.</summary>
/// <remarks>Thread-safety: one thread.</remarks>
sealed class RetryPatience(TimeProvider time)
{
    static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    TimeSpan wait = First;
    long failedAt;

    /// <summary>Whether the last try failed.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Whether it is to be tried now.</summary>
    public bool IsReady => !HasFailed || time.GetElapsedTime(failedAt) >= wait;

    /// <summary>Takes note of a failure.</summary>
    /// <returns>Whether it is the first since the last success.</returns>
    public bool Fail()
    {
        bool isFirst = !HasFailed;
        wait = isFirst ? First : wait * 2 < Longest ? wait * 2 : Longest;
        (HasFailed, failedAt) = (true, time.GetTimestamp());
        return isFirst;
    }

    /// <summary>Takes note of a success.</summary>
    /// <returns>Whether it is the first since a failure.</returns>
    public bool Succeed()
    {
        bool isFirst = HasFailed;
        HasFailed = false;
        return isFirst;
    }
}
