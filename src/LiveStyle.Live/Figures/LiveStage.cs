namespace LiveStyle.Live.Figures;

/// <summary>The stages of a picture's way of which a show keeps the times.</summary>
public enum LiveStage
{
    /// <summary>From one picture of the source to the next: how long the show waited for it.</summary>
    Capture,

    /// <summary>The network's run, with what fits the picture to its size and back.</summary>
    Network,

    /// <summary>From a picture's arrival until it is restyled.</summary>
    Ready,

    /// <summary>From a picture's arrival to the tick that shows it first.</summary>
    Leave,

    /// <summary>From a picture's arrival until a sink has taken it; every sink counts.</summary>
    Sink,
}
