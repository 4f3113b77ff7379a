using LiveStyle.Media.Probing;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Segments;

namespace LiveStyle.Transcoding.Running;

/// <summary>A film that is there under its name, and all that its making tells of it.</summary>
/// <param name="Plan">The plan by which it was made.</param>
/// <param name="Clip">The original, probed.</param>
/// <param name="Bundle">The model, with the styles of the plan.</param>
/// <param name="Records">The records of its segments, in order.</param>
public sealed record FinishedFilm(FilmPlan Plan, MediaInfo Clip, ModelBundle Bundle, IReadOnlyList<SegmentRecord> Records);
