namespace LiveStyle.Styles;

/// <summary>One term of a blend.</summary>
/// <param name="Slug">The style's slug.</param>
/// <param name="Weight">How much of it: any finite number, negative to move away from the style.</param>
public readonly record struct WeightedStyle(string Slug, float Weight);
