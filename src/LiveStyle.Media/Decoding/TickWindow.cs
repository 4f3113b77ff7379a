namespace LiveStyle.Media.Decoding;

/// <summary>A span of timestamps, in ticks of a clip's time base, counted from the beginning of the cut.</summary>
/// <param name="First">The first that is in it; null: from the beginning, before zero too.</param>
/// <param name="End">The first that is left out; null: to the end.</param>
public readonly record struct TickWindow(long? First, long? End);
