namespace LiveStyle.Media.Capture;

/// <summary>The state of a live source.</summary>
/// <param name="Phase">The phase in which it is.</param>
/// <param name="Since">The time at which it came there.</param>
/// <param name="Reason">One line on why it is not connected, as far as known; null while it is.</param>
public sealed record LiveSourceState(LivePhase Phase, DateTimeOffset Since, string? Reason)
{
    /// <summary>Whether frames come.</summary>
    public bool IsConnected => Phase == LivePhase.Connected;
}
