using LiveStyle.Compositing;
using LiveStyle.Styles;

namespace LiveStyle.Stylization.Regions;

/// <summary>A blend over time, and where it applies.</summary>
/// <param name="Blends">The blend over time, bound to the stylizer's bundle.</param>
/// <param name="Matte">The mask where it applies; null for everywhere.</param>
public readonly record struct StyleLayer(IBlendSource Blends, Matte? Matte);
