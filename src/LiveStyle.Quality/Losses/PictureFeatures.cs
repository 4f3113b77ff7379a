namespace LiveStyle.Quality.Losses;

/// <summary>What VGG-19 sees in a picture: activations for its content, Gram matrices for its style. Immutable.</summary>
public sealed class PictureFeatures
{
    public PictureFeatures(IReadOnlyDictionary<string, float[]> content, IReadOnlyDictionary<string, float[]> grams) =>
        (Content, Grams) = (content, grams);

    /// <summary>By layer: the activation, C × h × w.</summary>
    public IReadOnlyDictionary<string, float[]> Content { get; }

    /// <summary>By layer: the Gram matrix, C × C: inner products of the maps over positions, divided by their number.</summary>
    public IReadOnlyDictionary<string, float[]> Grams { get; }
}
