using LiveStyle.Styles;

namespace LiveStyle.Sample;

/// <summary>The way from one blend to another. Allocates nothing on the way.</summary>
sealed class StyleMix
{
    readonly float[] from;
    readonly float[] to;
    readonly float[] now;

    /// <exception cref="BlendException">A style is not in the bundle.</exception>
    public StyleMix(StyleNames names, Blend from, Blend to)
    {
        this.from = new float[names.Count];
        this.to = new float[names.Count];
        now = new float[names.Count];
        from.Weigh(names, this.from);
        to.Weigh(names, this.to);
    }

    /// <param name="share">0: the first blend; 1: the second.</param>
    /// <returns>Weights, until the next call.</returns>
    public ReadOnlySpan<float> At(float share)
    {
        for (int i = 0; i < now.Length; i++)
        {
            now[i] = from[i] + (to[i] - from[i]) * share;
        }

        return now;
    }
}
