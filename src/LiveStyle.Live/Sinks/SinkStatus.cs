namespace LiveStyle.Live.Sinks;

/// <summary>How a sink is at one moment. Immutable.</summary>
/// <param name="Name">The sink's name, without a password or a stream's key.</param>
/// <param name="Phase">How it is.</param>
/// <param name="Since">Since when it is so.</param>
/// <param name="Reason">One line on why it does not run; null where it runs, or was never tried.</param>
/// <param name="Written">The frames that it took.</param>
/// <param name="Dropped">The frames that it did not get, since it was too slow or not open; those from before its first opening are not counted. What is neither written nor dropped waits.</param>
/// <param name="Restarts">How often it was opened again.</param>
public sealed record SinkStatus(string Name, SinkPhase Phase, DateTimeOffset Since, string? Reason, long Written, long Dropped, long Restarts);
