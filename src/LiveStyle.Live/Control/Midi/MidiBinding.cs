namespace LiveStyle.Live.Control.Midi;

/// <summary>What something on a device does at a desk: moves a parameter, or gives commands.</summary>
/// <param name="Control">What is moved or pressed.</param>
public sealed record MidiBinding(MidiControl Control)
{
    /// <summary>The parameter that it moves; null where it gives commands.</summary>
    public DeskParameter? Parameter { get; init; }

    /// <summary>The parameter's value at the beginning of the way.</summary>
    public double From { get; init; }

    /// <summary>The parameter's value at the end of the way; may be below <see cref="From"/>.</summary>
    public double To { get; init; } = 1;

    /// <summary>
    /// Soft take-over: a knob that stands elsewhere than the parameter does nothing until it comes by where the parameter is, so that nothing
    /// jumps. A key never waits.
    /// </summary>
    public bool IsSoft { get; init; } = true;

    /// <summary>Given at a press: a key, a program, or a controller that comes from below its middle to above.</summary>
    public DeskCommand? Command { get; init; }

    /// <summary>Given when it is let go; null: nothing is.</summary>
    public DeskCommand? Release { get; init; }

    /// <summary>Moves a parameter over its usual range.</summary>
    public static MidiBinding Of(MidiControl control, DeskParameter parameter) => new(control) { Parameter = parameter, From = parameter.Least, To = parameter.Most };
}
