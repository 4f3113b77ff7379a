namespace LiveStyle.Media.Capture;

/// <summary>The states of a live source.</summary>
public enum LivePhase
{
    /// <summary>Frames come.</summary>
    Connected,

    /// <summary>The source has vanished; it is tried again and again.</summary>
    Reconnecting,

    /// <summary>It stayed away for too long, was canceled, or was a film that is over.</summary>
    Ended,
}
