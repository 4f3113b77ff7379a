namespace LiveStyle.Live.Control.Midi;

/// <summary>Something on a device that a hand moves: a knob, a key, a wheel.</summary>
/// <param name="Kind">A controller, a note (<see cref="MidiKind.NoteOn"/>), a program or a bend.</param>
/// <param name="Number">Its number, 0 to 127; 0 of a bend.</param>
/// <param name="Channel">1 to 16; null: any.</param>
public sealed record MidiControl(MidiKind Kind, int Number, int? Channel = null)
{
    /// <summary>Tells whether a message comes from it.</summary>
    public bool IsOf(MidiMessage message) =>
        Kind == KindOf(message) && Number == message.Number && (Channel is null || Channel == message.Channel);

    /// <summary>What a message comes from; null where it is from nothing that is bound: clocks, pressure.</summary>
    internal static MidiControl? Of(MidiMessage message) => KindOf(message) is { } kind ? new MidiControl(kind, message.Number, message.Channel) : null;

    static MidiKind? KindOf(MidiMessage message) => message.Kind switch
    {
        MidiKind.NoteOn or MidiKind.NoteOff => MidiKind.NoteOn,
        MidiKind.Controller or MidiKind.Program or MidiKind.Bend => message.Kind,
        _ => null,
    };
}
