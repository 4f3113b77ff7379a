namespace LiveStyle.Live.Control.Midi;

/// <summary>A device that sends MIDI.</summary>
/// <param name="Path">The file that its bytes are read from.</param>
/// <param name="Name">For people; the path where the system knows no name.</param>
public sealed record MidiDevice(string Path, string Name);
