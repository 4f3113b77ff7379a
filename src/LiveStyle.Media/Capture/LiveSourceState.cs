namespace LiveStyle.Media.Capture;

/// <summary>How it goes with a live source.</summary>
/// <param name="Phase">Where it stands.</param>
/// <param name="Since">When it came there.</param>
/// <param name="Reason">One line on why it is not connected, as far as known; null while it is.</param>
public sealed record LiveSourceState(LivePhase Phase, DateTimeOffset Since, string? Reason)
{
    public bool IsConnected => Phase == LivePhase.Connected;
}
