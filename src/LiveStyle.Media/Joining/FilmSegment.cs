namespace LiveStyle.Media.Joining;

/// <summary>A file with the pictures of one stretch of a film, without sound.</summary>
/// <param name="Path">The path of a .mov or .mp4 file, or .mkv for VP9 with an alpha; its own clock may begin anywhere.</param>
/// <param name="Ticks">
/// The moment when each picture begins to be shown, ascending, in the film's time base from the beginning of the cut on. Not empty.
/// </param>
public sealed record FilmSegment(string Path, IReadOnlyList<long> Ticks);
