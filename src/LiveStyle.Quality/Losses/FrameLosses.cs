namespace LiveStyle.Quality.Losses;

/// <summary>What VGG-19 says of one frame.</summary>
/// <param name="Content">Content loss against the original: 0 is none lost; relative to the original's own mean square.</param>
/// <param name="Style">Style loss, the mean over the blend's styles by their weights; null where no painting of them is at hand.</param>
/// <param name="ByStyle">Style loss against each painting, by slug.</param>
public sealed record FrameLosses(double Content, double? Style, IReadOnlyDictionary<string, double> ByStyle);
