using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Joining;

/// <summary>What becomes of one stream of the original, and why.</summary>
/// <param name="Stream">The stream of the original.</param>
/// <param name="Fate">What becomes of it.</param>
/// <param name="Encoder">ffmpeg's encoder where it is coded anew; null elsewhere.</param>
/// <param name="Loss">One sentence on what is lost with the stream or of it; null where nothing is.</param>
public sealed record StreamDecision(StreamInfo Stream, StreamFate Fate, string? Encoder = null, string? Loss = null);
