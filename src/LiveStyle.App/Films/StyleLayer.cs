using LiveStyle.Media;
using LiveStyle.Styles;

namespace LiveStyle.App.Films;

/// <summary>A blend over time, and where it applies.</summary>
/// <param name="Curve">Bound to the stylizer's bundle.</param>
/// <param name="Matte">Null: everywhere.</param>
readonly record struct StyleLayer(WeightCurve Curve, Matte? Matte);
