namespace LiveStyle.Live.Control.Midi;

/// <summary>Takes a stream of MIDI bytes apart, as a device sends it.</summary>
/// <remarks>
/// A status byte counts for all that follows without one; real-time bytes stand anywhere, within other messages too. System-exclusive data is
/// passed over byte by byte, however much it is, and ends with whatever status follows. A stream that is entered in its middle is understood
/// from the first status on. Keeps two bytes; allocates nothing. Thread-safety: one thread at a time.
/// </remarks>
sealed class MidiParser
{
    const int SongPosition = 0xF2;

    /// <summary>The status of what is being read; 0: data is passed over.</summary>
    int status;
    int first = -1;

    /// <summary>Takes the next byte.</summary>
    /// <returns>Whether a message has ended with it.</returns>
    public bool TryRead(byte value, out MidiMessage message)
    {
        message = default;
        if (value >= 0xF8)
        {
            return TryReadRealTime(value, out message);
        }

        if (value >= 0x80)
        {
            // Of the system's own messages the quarter frame and the song's choice have data, too, which nobody here wants.
            status = value is < 0xF0 or SongPosition ? value : 0;
            first = -1;
            return false;
        }

        if (status == 0)
        {
            return false;
        }

        bool isShort = status is >= 0xC0 and < 0xE0;
        if (!isShort && first < 0)
        {
            first = value;
            return false;
        }

        message = isShort ? Short(value) : Long(first, value);
        first = -1;
        status = status == SongPosition ? 0 : status;
        return true;
    }

    static bool TryReadRealTime(byte value, out MidiMessage message)
    {
        MidiKind? kind = value switch
        {
            0xF8 => MidiKind.Clock,
            0xFA => MidiKind.Start,
            0xFB => MidiKind.Continue,
            0xFC => MidiKind.Stop,
            _ => null,
        };
        message = new MidiMessage(kind ?? default);
        return kind is not null;
    }

    MidiMessage Short(byte value) => status < 0xD0
        ? new MidiMessage(MidiKind.Program, Channel, value)
        : new MidiMessage(MidiKind.ChannelPressure, Channel, 0, value);

    MidiMessage Long(int first, int second) => (status & 0xF0) switch
    {
        0x80 => new MidiMessage(MidiKind.NoteOff, Channel, first, second),
        0x90 => new MidiMessage(second == 0 ? MidiKind.NoteOff : MidiKind.NoteOn, Channel, first, second),
        0xA0 => new MidiMessage(MidiKind.KeyPressure, Channel, first, second),
        0xB0 => new MidiMessage(MidiKind.Controller, Channel, first, second),
        0xE0 => new MidiMessage(MidiKind.Bend, Channel, 0, first | second << 7),
        _ => new MidiMessage(MidiKind.SongPosition, 0, 0, first | second << 7),
    };

    int Channel => (status & 0x0F) + 1;
}
