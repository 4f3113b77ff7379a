using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace LiveStyle.Styles;

/// <summary>
/// A mix of styles: weights, which need not add up to one and may be negative, and a strength, which moves the whole mix from the original
/// picture (0) to the full style (1) and beyond.
/// </summary>
/// <remarks>
/// Written as terms joined by + and −, then an optional strength:
/// <code>
/// blend    = [ sign ] term { sign [ sign ] term } [ "@" number ]
/// term     = slug [ "*" number ] | number "*" slug
/// sign     = "+" | "-"
/// number   = [ sign ] digits with an optional point and exponent, always with a point and never a comma
/// slug     = lower-case words and digits joined by single hyphens, beginning with a letter
/// </code>
/// Spaces are free, save for one thing: a hyphen between two letters or digits of a name belongs to the name.
/// "a-b" is one style, "a - b", "a -b" and "a- b" are a difference. Immutable; thread-safe.
/// </remarks>
/// <example>
/// <code>
/// Blend blend = Blend.Parse("munch-scream*0.6 + hokusai-great-wave*0.4 @ 0.8");
/// Console.WriteLine(blend.Terms[0].Weight);          // 0.6
/// Console.WriteLine(blend.WithStrength(1));          // munch-scream*0.6 + hokusai-great-wave*0.4
/// </code>
/// </example>
public sealed class Blend : IEquatable<Blend>
{
    const float LargestWeight = 1e30f;

    /// <summary>Makes a blend of weighted styles.</summary>
    /// <param name="terms">The styles and their weights, one or more.</param>
    /// <param name="strength">0: the original; 1: the blend in full; any finite number continues that line.</param>
    /// <exception cref="BlendException">There is no term, a slug is none, or a number is not finite.</exception>
    public Blend(IEnumerable<WeightedStyle> terms, float strength = 1)
    {
        Terms = [.. terms];
        Strength = strength;
        if (Terms.IsEmpty)
        {
            throw new BlendException("a blend names at least one style, such as munch-scream or munch-scream*0.5 + klimt-the-kiss*0.5");
        }

        foreach (WeightedStyle term in Terms)
        {
            if (!StyleInfo.IsSlug(term.Slug))
            {
                throw new BlendException(StyleInfo.WhyNoSlug(term.Slug));
            }

            if (!float.IsFinite(term.Weight))
            {
                throw new BlendException($"the weight of {term.Slug} is {Text(term.Weight)}; give a finite number");
            }
        }

        if (!float.IsFinite(strength))
        {
            throw new BlendException($"the strength is {Text(strength)}; give a finite number: 0 is the original, 1 the full style");
        }
    }

    /// <summary>The blend that gives the picture back as it was.</summary>
    public static Blend Original { get; } = new(StyleInfo.Original);

    /// <summary>Makes a blend of one style in full.</summary>
    /// <param name="slug">The style's slug.</param>
    /// <exception cref="BlendException">It is no slug.</exception>
    public Blend(string slug)
        : this([new WeightedStyle(slug, 1)])
    {
    }

    /// <summary>The terms as written; a style named twice counts with the sum of its weights.</summary>
    public ImmutableArray<WeightedStyle> Terms { get; }

    /// <summary>0: the original; 1: the blend in full; any other finite number continues that line.</summary>
    public float Strength { get; }

    /// <summary>Gives the same mix at another strength.</summary>
    /// <exception cref="BlendException">The strength is not finite.</exception>
    public Blend WithStrength(float strength) => new(Terms, strength);

    /// <summary>Reads a blend as it is written, such as "munch-scream*0.6 + kandinsky*0.4 @ 0.8".</summary>
    /// <param name="text">The text; see the remarks for its form.</param>
    /// <exception cref="BlendException">The text is no blend; the message names the column.</exception>
    public static Blend Parse(string text)
    {
        var reader = new BlendReader(text);
        Blend blend = reader.ReadBlend();
        reader.ExpectEnd();
        return blend;
    }

    /// <summary>Makes the blend that gives these weights at strength 1, leaving out what rounds to nothing.</summary>
    /// <param name="names">The bundle's styles.</param>
    /// <param name="weights">One a style, in the order of <paramref name="names"/>.</param>
    /// <param name="digits">The digits after the point to which weights are rounded.</param>
    public static Blend FromWeights(StyleNames names, ReadOnlySpan<float> weights, int digits = 2)
    {
        var terms = new List<WeightedStyle>();
        for (int i = 0; i < names.Count; i++)
        {
            float weight = MathF.Round(weights[i], digits);
            if (weight != 0)
            {
                terms.Add(new WeightedStyle(names[i], weight));
            }
        }

        return terms.Count > 0 ? new Blend(terms.OrderByDescending(term => MathF.Abs(term.Weight))) : Original;
    }

    /// <summary>
    /// The weight of each style with the strength folded in: strength · weights, and 1 − strength more of "original".
    /// </summary>
    /// <param name="names">The bundle's styles.</param>
    /// <param name="weights">Receives one weight a style, in the order of <paramref name="names"/>.</param>
    /// <exception cref="BlendException">A style is not in the bundle, or a weight is too large for a float.</exception>
    public void Weigh(StyleNames names, Span<float> weights)
    {
        weights.Clear();
        foreach (WeightedStyle term in Terms)
        {
            weights[names.IndexOf(term.Slug)] += term.Weight;
        }

        ApplyStrength(names, weights, Strength);

        for (int i = 0; i < weights.Length; i++)
        {
            // Written so that NaN is caught too; the bound keeps differences of weights finite.
            if (!(MathF.Abs(weights[i]) <= LargestWeight))
            {
                throw new BlendException($"the weight of {names[i]} times the strength is too large; use smaller numbers");
            }
        }
    }

    /// <summary>Folds a strength into weights: strength · weights, and 1 − strength more of "original".</summary>
    /// <param name="names">The bundle's styles.</param>
    /// <param name="weights">One weight a style, in the order of <paramref name="names"/>; they are changed in place.</param>
    /// <param name="strength">0 is the original, 1 leaves the weights as they are.</param>
    /// <exception cref="BlendException">The strength is not 1, and the bundle has no style "original".</exception>
    public static void ApplyStrength(StyleNames names, Span<float> weights, float strength)
    {
        if (strength == 1)
        {
            return;
        }

        int original = names.IndexOf(StyleInfo.Original);
        foreach (ref float weight in weights)
        {
            weight *= strength;
        }

        weights[original] += 1 - strength;
    }

    /// <summary>Tells whether both have the same terms in the same order, and the same strength.</summary>
    public bool Equals(Blend? other) => other is not null && Strength == other.Strength && Terms.SequenceEqual(other.Terms);

    /// <inheritdoc/>
    public override bool Equals(object? other) => Equals(other as Blend);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Strength);
        foreach (WeightedStyle term in Terms)
        {
            hash.Add(term);
        }

        return hash.ToHashCode();
    }

    /// <summary>Writes the blend in the form that <see cref="Parse"/> reads back to an equal one.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (WeightedStyle term in Terms)
        {
            bool negative = float.IsNegative(term.Weight);
            text.Append(text.Length > 0 ? (negative ? " - " : " + ") : (negative ? "-" : "")).Append(term.Slug);
            if (MathF.Abs(term.Weight) is var weight && weight != 1)
            {
                text.Append('*').Append(Text(weight));
            }
        }

        return Strength == 1 ? text.ToString() : text.Append(" @").Append(Text(Strength)).ToString();
    }

    static string Text(float number) => number.ToString("R", CultureInfo.InvariantCulture);
}
