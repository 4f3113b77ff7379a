using System.Numerics.Tensors;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Stylization.Steadiness;

/// <summary>
/// Measures how far a blend moves from frame to frame: the distance of the embeddings as a share of that of two styles, as they are on average
/// in the bundle.
/// </summary>
/// <remarks>Allocates nothing once it is made. Thread-safety: one thread at a time.</remarks>
public sealed class BlendChange
{
    readonly EmbeddingMixer mixer;
    readonly float[] before;
    readonly double distance;
    bool hasBefore;

    /// <param name="bundle">The bundle whose styles are blended.</param>
    public BlendChange(ModelBundle bundle)
    {
        mixer = new EmbeddingMixer(bundle);
        before = new float[bundle.Styles.EmbeddingLength];
        distance = Distance(bundle.Styles);
    }

    /// <summary>Whether the blend of the frame that was followed last is the original, byte for byte.</summary>
    public bool IsOriginal => mixer.IsOriginal;

    /// <summary>Goes on to the next frame.</summary>
    /// <param name="blends">Bound to the bundle's style names.</param>
    /// <param name="seconds">The frame's time.</param>
    /// <returns>0 where the blend is the same as for the frame before, or this is the first; about 1 where another style took its place.</returns>
    public double Follow(IBlendSource blends, double seconds)
    {
        mixer.Mix(blends, seconds);
        double change = hasBefore ? DistanceOf(mixer.Embedding, before) / distance : 0;
        mixer.Embedding.CopyTo(before);
        hasBefore = true;
        return change;
    }

    /// <summary>Twice the mean square distance from the styles' mean is the mean square distance of two; of a single style it is its length.</summary>
    static double Distance(StyleTable styles)
    {
        var mean = new float[styles.EmbeddingLength];
        for (int i = 0; i < styles.Names.Count; i++)
        {
            TensorPrimitives.MultiplyAdd(styles.Row(i), 1f / styles.Names.Count, mean, mean);
        }

        double squares = 0;
        for (int i = 0; i < styles.Names.Count; i++)
        {
            double one = DistanceOf(styles.Row(i), mean);
            squares += one * one;
        }

        double result = Math.Sqrt(2 * squares / styles.Names.Count);
        return result > 0 ? result : Math.Max(1e-6, DistanceOf(mean, new float[mean.Length]));
    }

    /// <summary>Summed one by one: the sum of vectors would depend on their width, and with it a film on the processor that made it.</summary>
    static double DistanceOf(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        double squares = 0;
        for (int i = 0; i < one.Length; i++)
        {
            double difference = (double)one[i] - other[i];
            squares += difference * difference;
        }

        return Math.Sqrt(squares);
    }
}
