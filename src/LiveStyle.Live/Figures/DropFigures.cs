namespace LiveStyle.Live.Figures;

/// <summary>Pictures and frames that were left out, by cause.</summary>
/// <param name="Superseded">Pictures that never reached the network, since newer ones had come.</param>
/// <param name="Overtaken">Finished pictures that no tick showed, since newer ones were finished.</param>
/// <param name="Skipped">Ticks that the clock left out, since it came too late for them.</param>
/// <param name="Sinks">Frames that sinks were too slow for, added up over all sinks.</param>
public sealed record DropFigures(long Superseded, long Overtaken, long Skipped, long Sinks)
{
    /// <summary>All of them.</summary>
    public long Total => Superseded + Overtaken + Skipped + Sinks;
}
