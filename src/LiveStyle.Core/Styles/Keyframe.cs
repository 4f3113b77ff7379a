namespace LiveStyle.Styles;

/// <summary>A blend at a time.</summary>
/// <param name="Time">Presentation time in seconds since the stream's origin; not negative.</param>
/// <param name="Blend">What is shown at that time.</param>
/// <param name="Easing">How it moves to the next keyframe; of no effect in the last one.</param>
public sealed record Keyframe(double Time, Blend Blend, Easing Easing = Easing.Linear);
