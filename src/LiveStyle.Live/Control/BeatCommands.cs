namespace LiveStyle.Live.Control;

/// <summary>A tap on the beat: the median of what lies between the last eight is the tempo, and each is a beat.</summary>
public sealed record Tap : DeskCommand;

/// <summary>Sets the tempo; the beat goes on from where it is.</summary>
/// <param name="BeatsPerMinute">20 to 400.</param>
public sealed record SetTempo(double BeatsPerMinute) : DeskCommand;

/// <summary>Makes this moment the first beat.</summary>
public sealed record AlignBeat : DeskCommand;

/// <summary>Lets the strength or a style's weight swing with the beat, in the place of a pulse of the same target.</summary>
/// <param name="Pulse">The swing.</param>
public sealed record SetPulse(Pulse Pulse) : DeskCommand
{
    internal override string Move => "pulse " + Pulse.Target;
}

/// <summary>Ends the pulse of a target; nothing where there is none.</summary>
/// <param name="Target"><see cref="Pulse.Strength"/>, or a style's name.</param>
public sealed record StopPulse(string Target) : DeskCommand;
