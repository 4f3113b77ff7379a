namespace LiveStyle.Quality.Losses;

/// <summary>What VGG-19 sees in a picture: activations for its content, Gram matrices for its style. Immutable.</summary>
public sealed class PictureFeatures
{
    /// <summary>Takes features over.</summary>
    /// <param name="content">The activations by layer.</param>
    /// <param name="grams">The Gram matrices by layer.</param>
    public PictureFeatures(IReadOnlyDictionary<string, float[]> content, IReadOnlyDictionary<string, float[]> grams) =>
        (Content, Grams) = (content, grams);

    /// <summary>The activation of each layer, C × h × w.</summary>
    public IReadOnlyDictionary<string, float[]> Content { get; }

    /// <summary>The Gram matrix of each layer, C × C: inner products of the maps over positions, divided by their number.</summary>
    public IReadOnlyDictionary<string, float[]> Grams { get; }
}
