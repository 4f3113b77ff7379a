namespace LiveStyle.Live.Figures;

/// <summary>Ticks that showed no new picture, by cause.</summary>
/// <param name="Slow">The network was not ready with the next one.</param>
/// <param name="Source">No other one had come from the source.</param>
/// <param name="Slate">The slate was shown: the source is gone, or the show is private.</param>
public sealed record RepeatFigures(long Slow, long Source, long Slate)
{
    /// <summary>All of them.</summary>
    public long Total => Slow + Source + Slate;
}
