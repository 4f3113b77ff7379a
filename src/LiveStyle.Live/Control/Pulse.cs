namespace LiveStyle.Live.Control;

/// <summary>A swing on the beat: adds <paramref name="Depth"/> times the shape's height (0 to 1) to the strength or to one style's weight.</summary>
/// <param name="Target"><see cref="Strength"/>, or a style's name.</param>
/// <param name="Shape">How it swings.</param>
/// <param name="Depth">What is added at the height of the swing; −10 to 10, negative to dip on the beat.</param>
/// <param name="Beats">Beats in a cycle, 1/16 to 64.</param>
public sealed record Pulse(string Target, PulseShape Shape, float Depth, double Beats = 1)
{
    /// <summary>The target of a pulse that swings the strength.</summary>
    public const string Strength = "strength";
}
