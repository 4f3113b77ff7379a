using LiveStyle.Styles;

namespace LiveStyle.Live.Control;

/// <summary>Melts into a blend.</summary>
/// <param name="Blend">The blend; its own strength is kept beside the desk's, which multiplies it.</param>
/// <param name="Melt">How long it takes; null: as the desk has it.</param>
public sealed record ShowBlend(Blend Blend, TimeSpan? Melt = null) : DeskCommand;

/// <summary>Sets one style's weight in the blend, as a fader does.</summary>
/// <remarks>
/// What the styles' weights leave up to one is the original's, where the bundle has it: so a fader that is drawn down gives the original
/// back, never nothing. The original's own fader is taken as it is.
/// </remarks>
/// <param name="Style">The style's name.</param>
/// <param name="Weight">The weight; any number that a blend takes, above one and negative as well.</param>
/// <param name="Melt">How long it takes; null: at once, and what else melts goes on.</param>
public sealed record SetWeight(string Style, float Weight, TimeSpan? Melt = null) : DeskCommand
{
    internal override string Move => "weight " + Style;
}

/// <summary>Sets the desk's strength.</summary>
/// <param name="Strength">0 is the original, 1 the blend as written; −10 to 10.</param>
/// <param name="Melt">How long it takes; null: at once.</param>
public sealed record SetStrength(float Strength, TimeSpan? Melt = null) : DeskCommand
{
    internal override string Move => "strength";
}

/// <summary>Sets how long changes of the blend take from now on.</summary>
/// <param name="Melt">The time; zero: at once, to an hour.</param>
public sealed record SetMelt(TimeSpan Melt) : DeskCommand
{
    internal override string Move => "melt";
}

/// <summary>Sets how firmly the picture is held still.</summary>
/// <param name="Steadiness">0: not at all, to 1.</param>
public sealed record SetSteadiness(double Steadiness) : DeskCommand
{
    internal override string Move => "steadiness";
}

/// <summary>Sets how large strokes are.</summary>
/// <param name="Size">0.25 to 4; 1 is as trained.</param>
public sealed record SetStrokeSize(double Size) : DeskCommand
{
    internal override string Move => "stroke-size";
}

/// <summary>Hides the picture behind the slate, in every sink, or shows it again. No step that could be undone.</summary>
/// <param name="IsOn">Whether it is hidden.</param>
public sealed record SetPrivacy(bool IsOn) : DeskCommand;

/// <summary>Takes the last step back; nothing where there is none.</summary>
public sealed record UndoLast : DeskCommand;

/// <summary>Does the step again that was taken back last; nothing where there is none.</summary>
public sealed record RedoLast : DeskCommand;
