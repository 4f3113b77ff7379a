namespace LiveStyle.Live.Control;

/// <summary>What a playlist does.</summary>
public enum PlaylistPhase
{
    /// <summary>Nothing; it would begin with its first preset.</summary>
    Stopped,

    /// <summary>Its presets follow each other.</summary>
    Running,

    /// <summary>The rest of its preset's time waits until it goes on.</summary>
    Paused,
}
