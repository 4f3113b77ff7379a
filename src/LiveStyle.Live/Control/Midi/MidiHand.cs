namespace LiveStyle.Live.Control.Midi;

/// <summary>What is remembered of one bound knob: where it stands, and whether it holds its parameter.</summary>
/// <remarks>Thread-safety: one thread at a time.</remarks>
sealed class MidiHand(MidiBinding binding)
{
    /// <summary>A knob that stands so near the parameter, in shares of its way, takes it over: two of its 127 steps.</summary>
    const double Near = 2.0 / 127;

    double? last;
    double set;
    bool holds;

    public MidiBinding Binding => binding;

    /// <summary>What the desk is told when the knob or key is moved.</summary>
    /// <param name="message">The message, which is the binding's.</param>
    /// <param name="state">What the desk is set to.</param>
    /// <returns>Null: nothing.</returns>
    public DeskCommand? Move(MidiMessage message, DeskState state)
    {
        double before = last ?? 0;
        double place = message.Kind switch
        {
            MidiKind.NoteOff => 0,
            MidiKind.Program => 1,
            _ => message.Position,
        };
        double? known = last;
        last = message.Kind == MidiKind.Program ? 0 : place;
        if (binding.Parameter is { } parameter)
        {
            return Take(parameter, place, known, state);
        }

        // A key counts however softly it is pressed.
        bool isPress = message.Kind is MidiKind.NoteOn or MidiKind.Program || (message.Kind != MidiKind.NoteOff && place >= 0.5 && before < 0.5);
        bool isRelease = message.Kind == MidiKind.NoteOff || (message.Kind is MidiKind.Controller or MidiKind.Bend && place < 0.5 && before >= 0.5);
        return isPress ? binding.Command : isRelease ? binding.Release : null;
    }

    DeskCommand? Take(DeskParameter parameter, double place, double? before, DeskState state)
    {
        double value = binding.From + (binding.To - binding.From) * place;
        bool waits = binding.IsSoft && binding.Control.Kind is MidiKind.Controller or MidiKind.Bend;
        if (waits && parameter.Read(state) is { } current && binding.From != binding.To)
        {
            // Somebody else has moved it since.
            holds &= Math.Abs(current - set) <= Near * Math.Abs(binding.To - binding.From);

            // A parameter beyond the knob's way is met at its end.
            double met = Math.Clamp((current - binding.From) / (binding.To - binding.From), 0, 1);
            holds |= Math.Abs(place - met) <= Near || (before is { } was && (was - met) * (place - met) < 0);
            if (!holds)
            {
                return null;
            }
        }

        (holds, set) = (true, value);
        return parameter.Set(value);
    }
}
