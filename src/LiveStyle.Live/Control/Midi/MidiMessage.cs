namespace LiveStyle.Live.Control.Midi;

/// <summary>One MIDI message.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Channel">1 to 16; 0 where it has none.</param>
/// <param name="Number">Of the key, controller or program, 0 to 127; 0 where it has none.</param>
/// <param name="Value">The speed, place or pressure; 0 where it has none.</param>
public readonly record struct MidiMessage(MidiKind Kind, int Channel = 0, int Number = 0, int Value = 0)
{
    /// <summary>The value as a share of its range, 0 to 1.</summary>
    public double Position => Value / (Kind == MidiKind.Bend ? 16383.0 : 127.0);
}
