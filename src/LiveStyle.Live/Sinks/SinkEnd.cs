namespace LiveStyle.Live.Sinks;

/// <summary>How a sink's run has ended.</summary>
/// <param name="Reason">One line; null where it is whole.</param>
/// <param name="RanFor">How long frames had left by it.</param>
/// <param name="IsDiskFull">Whether a disk has no more room, which a further attempt changes nothing about.</param>
sealed record SinkEnd(string? Reason, TimeSpan RanFor, bool IsDiskFull)
{
    /// <summary>Whether it has taken all there was and finished.</summary>
    public bool IsWhole => Reason is null;
}
