namespace LiveStyle.Live.Sinks;

/// <summary>How a sink is.</summary>
public enum SinkPhase
{
    /// <summary>It is being opened, and nothing has gone on its way yet.</summary>
    Opening,

    /// <summary>Frames leave by it.</summary>
    Running,

    /// <summary>It broke or could not be opened, and is opened again in a while.</summary>
    Retrying,

    /// <summary>It was removed, or the show is over.</summary>
    Ended,
}
