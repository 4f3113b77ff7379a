namespace LiveStyle.Media.Encoding;

/// <summary>A playable file of what was written before the work was stopped.</summary>
/// <param name="Path">Never the output's own name.</param>
/// <param name="Frames">In it.</param>
public sealed record PartialVideo(string Path, long Frames);
