namespace LiveStyle.Media.Probing;

/// <summary>How far the packets of a track reach.</summary>
sealed class PacketSpan
{
    /// <summary>Packets of all kinds, those that are not shown included.</summary>
    public long Count { get; set; }

    /// <summary>The greatest timestamp of those that are shown.</summary>
    public long Last { get; private set; } = long.MinValue;

    /// <summary>How long the packet of it lasts, as the demuxer says; null where it doesn't.</summary>
    public long? Lasting { get; private set; }

    /// <param name="pts">The timestamp of a packet that is shown.</param>
    /// <param name="lasting">The packet's length; null where it is not said.</param>
    public void Add(long pts, long? lasting)
    {
        if (pts >= Last)
        {
            (Last, Lasting) = (pts, lasting);
        }
    }
}
