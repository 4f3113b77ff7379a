using LiveStyle.Transcoding.Plan;

namespace LiveStyle.Transcoding.Batches;

/// <summary>What one film of a batch would take, or why it can't be made.</summary>
/// <param name="Film">As it was asked for.</param>
/// <param name="Estimate">Null where it can't be made.</param>
/// <param name="Failure">Why it can't be made; null where it can.</param>
public sealed record FilmForecast(FilmSettings Film, FilmEstimate? Estimate, LiveStyleException? Failure);
