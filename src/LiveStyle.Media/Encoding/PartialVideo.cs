namespace LiveStyle.Media.Encoding;

/// <summary>A playable file of what was written before the work was stopped.</summary>
/// <param name="Path">The path of the file, which is never the output's own name.</param>
/// <param name="Frames">The number of frames in it.</param>
public sealed record PartialVideo(string Path, long Frames);
