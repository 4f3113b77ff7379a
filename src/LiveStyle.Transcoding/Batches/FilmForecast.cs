using LiveStyle.Transcoding.Plan;

namespace LiveStyle.Transcoding.Batches;

/// <summary>The forecast of one film of a batch, or why it can't be made.</summary>
/// <param name="Film">The film's settings.</param>
/// <param name="Estimate">The time and space that it takes; null where it can't be made.</param>
/// <param name="Failure">The reason why it can't be made; null where it can.</param>
public sealed record FilmForecast(FilmSettings Film, FilmEstimate? Estimate, LiveStyleException? Failure);
