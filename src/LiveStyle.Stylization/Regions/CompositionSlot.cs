using LiveStyle.Compositing;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Stylization.Regions;

/// <summary>What one frame under way needs for itself, made once and lent again.</summary>
sealed class CompositionSlot(ModelBundle bundle, int layers)
{
    /// <summary>Of each layer.</summary>
    public EmbeddingMixer[] Mixers { get; } = [.. Enumerable.Range(0, layers).Select(_ => new EmbeddingMixer(bundle))];

    /// <summary>The mask of each layer; null where it has none and covers everything.</summary>
    public MatteMask?[] Masks { get; } = new MatteMask?[layers];

    /// <summary>Gives the masks back.</summary>
    public void Clear()
    {
        foreach (ref MatteMask? mask in Masks.AsSpan())
        {
            mask?.Dispose();
            mask = null;
        }
    }
}
