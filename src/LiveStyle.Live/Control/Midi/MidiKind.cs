namespace LiveStyle.Live.Control.Midi;

/// <summary>What a MIDI message is.</summary>
public enum MidiKind
{
    /// <summary>A key was let go; its number and the speed of it.</summary>
    NoteOff,

    /// <summary>A key or pad was pressed; its number and the speed of it, 1 to 127.</summary>
    NoteOn,

    /// <summary>A key is pressed harder or softer.</summary>
    KeyPressure,

    /// <summary>A knob, fader or pedal was moved; its number and its place, 0 to 127.</summary>
    Controller,

    /// <summary>A program was chosen; its number, from 0.</summary>
    Program,

    /// <summary>All keys are pressed harder or softer.</summary>
    ChannelPressure,

    /// <summary>The wheel, or a motor fader, was moved; its place, 0 to 16,383.</summary>
    Bend,

    /// <summary>A 24th of a beat has passed.</summary>
    Clock,

    /// <summary>The next clock is the first beat.</summary>
    Start,

    /// <summary>The clock goes on where it was.</summary>
    Continue,

    /// <summary>The song has stopped.</summary>
    Stop,

    /// <summary>Where the clock goes on; in sixteenths, six clocks each.</summary>
    SongPosition,
}
