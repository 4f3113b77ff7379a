using LiveStyle.Styles;

namespace LiveStyle.Live.Control;

/// <summary>A look by its name: what shows, how strongly, and how it is come to.</summary>
/// <param name="Name">For people and remote controls; not empty, on one line, at most 100 characters. Case counts.</param>
/// <param name="Blend">The styles that show.</param>
/// <param name="Strength">The desk's strength, which multiplies the blend's own: 0 is the original, 1 the blend as written; −10 to 10.</param>
/// <param name="Melt">How long the change takes; null: as the desk has it.</param>
/// <param name="Steadiness">How firmly the picture is held still, 0 to 1; null: as it is.</param>
/// <param name="StrokeSize">How large strokes are, 0.25 to 4, 1 as trained; null: as it is.</param>
public sealed record Preset(string Name, Blend Blend, float Strength = 1, TimeSpan? Melt = null, double? Steadiness = null, double? StrokeSize = null);
