using LiveStyle.Compositing;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Stylization.Regions;

/// <summary>What one frame under way needs for itself, made once and lent again.</summary>
sealed class CompositionSlot(StyleTable styles, int layers)
{
    /// <summary>One weight a style.</summary>
    public float[] Weights { get; } = new float[styles.Names.Count];

    /// <summary>E values.</summary>
    public float[] Embedding { get; } = new float[styles.EmbeddingLength];

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
