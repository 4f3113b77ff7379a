namespace LiveStyle.Styles;

/// <summary>A timeline fixed to a bundle's styles: weight vectors over time, strength folded in.</summary>
/// <remarks>Interpolates linearly between weight vectors, through the easing. Immutable; thread-safe; evaluation allocates nothing.</remarks>
public sealed class WeightCurve : IBlendSource
{
    readonly double[] times;
    readonly Easing[] easings;
    readonly float[][] keys;

    /// <summary>Turns a timeline's blends into weight vectors.</summary>
    /// <param name="timeline">The keyframes.</param>
    /// <param name="names">The styles that the blends may name.</param>
    /// <exception cref="BlendException">A style is not in the bundle, or a weight is too large for a float.</exception>
    public WeightCurve(Timeline timeline, StyleNames names)
    {
        Names = names;
        times = [.. timeline.Keyframes.Select(key => key.Time)];
        easings = [.. timeline.Keyframes.Select(key => key.Easing)];
        keys = new float[times.Length][];
        for (int i = 0; i < times.Length; i++)
        {
            keys[i] = new float[names.Count];
            try
            {
                timeline.Keyframes[i].Blend.Weigh(names, keys[i]);
            }
            catch (BlendException problem) when (times.Length > 1)
            {
                throw new BlendException($"keyframe {i + 1}: {problem.Message}", problem);
            }
        }
    }

    /// <summary>The styles by which the weights are indexed.</summary>
    public StyleNames Names { get; }

    /// <summary>Always the same number: the weights depend on the time alone.</summary>
    public long Version => 0;

    /// <summary>Gives the weights at a moment.</summary>
    /// <param name="seconds">The presentation time; a frame without one (NaN) counts as before the first keyframe.</param>
    /// <param name="weights">Receives one weight a style, in the order of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="weights"/> does not hold exactly one value a style.</exception>
    public void Evaluate(double seconds, Span<float> weights)
    {
        if (weights.Length != Names.Count)
        {
            throw new ArgumentException($"{weights.Length} weights asked of a curve over {Names.Count} styles", nameof(weights));
        }

        int next = 0;
        int above = times.Length;
        while (next < above)
        {
            int middle = (next + above) / 2;
            (next, above) = times[middle] <= seconds ? (middle + 1, above) : (next, middle);
        }

        if (next == 0 || next == times.Length)
        {
            keys[Math.Max(next - 1, 0)].CopyTo(weights);
            return;
        }

        double x = (seconds - times[next - 1]) / (times[next] - times[next - 1]);
        var share = (float)easings[next - 1].Apply(x);
        float[] from = keys[next - 1];
        float[] to = keys[next];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = from[i] + (to[i] - from[i]) * share;
        }
    }
}
