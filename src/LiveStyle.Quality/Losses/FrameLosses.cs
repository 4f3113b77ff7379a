namespace LiveStyle.Quality.Losses;

/// <summary>The losses of one frame, as VGG-19 sees it.</summary>
/// <param name="Content">The content loss against the original: 0 is none lost; relative to the original's own mean square.</param>
/// <param name="Style">
/// The style loss, the mean over the blend's styles by their weights; null where no painting of them is at hand.
/// </param>
/// <param name="ByStyle">The style loss against each painting, by slug.</param>
public sealed record FrameLosses(double Content, double? Style, IReadOnlyDictionary<string, double> ByStyle);
