namespace LiveStyle.Live.Figures;

/// <summary>What a show counts.</summary>
public enum LiveEvent
{
    /// <summary>A picture came from the source.</summary>
    Read,

    /// <summary>A picture was dropped before the network, since a newer one had come.</summary>
    Superseded,

    /// <summary>The network has restyled a picture.</summary>
    Restyled,

    /// <summary>A picture was shown as it is, since the blend is the original.</summary>
    PassedThrough,

    /// <summary>A picture was shown as it is, since the network had failed.</summary>
    Unstyled,

    /// <summary>A finished picture was never shown, since a newer one was finished before the next tick.</summary>
    Overtaken,

    /// <summary>The clock has ticked: a frame left for the sinks.</summary>
    Tick,

    /// <summary>The clock came so late that a tick was left out.</summary>
    Skipped,

    /// <summary>A tick showed the picture of the one before, since the network was not ready with the next.</summary>
    RepeatedSlow,

    /// <summary>A tick showed the picture of the one before, since no other had come from the source.</summary>
    RepeatedSource,

    /// <summary>A tick showed the slate: the source is gone, or the show is private.</summary>
    RepeatedSlate,

    /// <summary>A picture was older than the show's latency when it left; it was shown all the same.</summary>
    Late,

    /// <summary>A sink was too slow, and a frame that waited for it was dropped.</summary>
    SinkDropped,

    /// <summary>A sink broke or hung, and was opened again.</summary>
    SinkRestarted,
}
