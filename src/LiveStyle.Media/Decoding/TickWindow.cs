namespace LiveStyle.Media.Decoding;

/// <summary>A span of timestamps, in ticks of a clip's time base, counted from the beginning of the cut.</summary>
/// <param name="First">
/// The first that is in it; null: from the beginning, before zero too. Of a cut that has a start, one below zero is the picture's that is shown there, whose timestamp
/// becomes zero: see <see cref="FrameIndex.Held"/>.
/// </param>
/// <param name="End">The first that is left out; null: to the end.</param>
public readonly record struct TickWindow(long? First, long? End);
