namespace LiveStyle.Media.Probing;

/// <summary>A track's color tags, by ffmpeg's names ("bt709", "tv", "left"); null where untagged.</summary>
public sealed record ColorInfo(string? Matrix, string? Range, string? Primaries, string? Transfer, string? ChromaLocation = null);
