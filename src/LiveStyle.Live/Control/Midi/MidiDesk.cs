namespace LiveStyle.Live.Control.Midi;

/// <summary>Plays a desk by MIDI messages, as a map says; the clock sets its beat. Learns what a knob shall do by its being moved.</summary>
/// <remarks>Thread-safe. Several inputs can play through one.</remarks>
public sealed class MidiDesk
{
    readonly Lock gate = new();
    readonly LiveDesk desk;
    readonly TimeProvider time;
    readonly NoteLimiter notes;
    readonly MidiClock clock;
    MidiMap map;
    List<MidiHand> hands;
    Func<MidiControl, MidiBinding>? learning;

    /// <summary>Makes one.</summary>
    /// <param name="desk">Does the commands; stays the caller's.</param>
    /// <param name="map">What the knobs and keys do.</param>
    /// <param name="time">The clock by which ticks are measured.</param>
    /// <param name="noted">Told in one line what can't be done, at most every two seconds.</param>
    public MidiDesk(LiveDesk desk, MidiMap map, TimeProvider time, Action<string>? noted = null)
    {
        (this.desk, this.map, this.time) = (desk, map, time);
        notes = new NoteLimiter(time, noted);
        clock = new MidiClock(time);
        hands = HandsOf(map);
    }

    /// <summary>Told the new map whenever a knob has been learned, to be kept; on the thread of the input.</summary>
    public event Action<MidiMap>? Learned;

    /// <summary>What the knobs and keys do. Setting it ends learning.</summary>
    public MidiMap Map
    {
        get
        {
            lock (gate)
            {
                return map;
            }
        }

        set
        {
            lock (gate)
            {
                (map, hands, learning) = (value, HandsOf(value), null);
            }
        }
    }

    /// <summary>Whether the next knob that is moved, or key that is pressed, is bound.</summary>
    public bool IsLearning
    {
        get
        {
            lock (gate)
            {
                return learning is not null;
            }
        }
    }

    /// <summary>Binds the next knob that is moved, or key that is pressed, to a parameter over its usual range.</summary>
    public void Learn(DeskParameter parameter) => Learn(control => MidiBinding.Of(control, parameter));

    /// <summary>Binds the next key that is pressed, or knob that is moved, to a command.</summary>
    public void Learn(DeskCommand command) => Learn(control => new MidiBinding(control) { Command = command });

    /// <summary>Binds nothing after all.</summary>
    public void CancelLearning()
    {
        lock (gate)
        {
            learning = null;
        }
    }

    /// <summary>Takes a message from a device.</summary>
    public void Take(MidiMessage message)
    {
        switch (message.Kind)
        {
            case MidiKind.Clock or MidiKind.Start or MidiKind.SongPosition or MidiKind.Continue or MidiKind.Stop:
                Follow(message);
                break;

            case MidiKind.KeyPressure or MidiKind.ChannelPressure:
                break;

            default:
                if (!TryLearn(message))
                {
                    Play(message);
                }

                break;
        }
    }

    void Learn(Func<MidiControl, MidiBinding> bind)
    {
        lock (gate)
        {
            learning = bind;
        }
    }

    void Follow(MidiMessage message)
    {
        double beats;
        double? tempo = null;
        lock (gate)
        {
            switch (message.Kind)
            {
                case MidiKind.Start:
                    clock.Start();
                    break;

                case MidiKind.SongPosition:
                    clock.Seek(message.Value);
                    break;

                case MidiKind.Clock when clock.Tick(time.GetTimestamp()):
                    tempo = clock.Tempo;
                    break;
            }

            beats = clock.Beats;
        }

        if (tempo is { } known)
        {
            desk.FollowBeat(beats, known);
        }
    }

    bool TryLearn(MidiMessage message)
    {
        MidiMap learned;
        lock (gate)
        {
            // Letting go of the key that was pressed before is no choice.
            if (learning is null || message.Kind == MidiKind.NoteOff || MidiControl.Of(message) is not { } control)
            {
                return false;
            }

            learned = map.With(learning(control));
            (map, hands, learning) = (learned, HandsOf(learned), null);
        }

        Learned?.Invoke(learned);
        return true;
    }

    void Play(MidiMessage message)
    {
        for (int i = 0; NextCommand(message, ref i) is { } command;)
        {
            try
            {
                desk.Do(command);
            }
            catch (LiveStyleException problem)
            {
                notes.Note(problem, static problem => $"MIDI: {problem.Message}");
            }
        }
    }

    /// <summary>The command of the next binding of a message; null after the last. Outside of the lock it is done.</summary>
    DeskCommand? NextCommand(MidiMessage message, ref int i)
    {
        lock (gate)
        {
            while (i < hands.Count)
            {
                MidiHand hand = hands[i++];
                if (hand.Binding.Control.IsOf(message) && hand.Move(message, desk.State) is { } command)
                {
                    return command;
                }
            }

            return null;
        }
    }

    static List<MidiHand> HandsOf(MidiMap map) => [.. map.Bindings.Select(binding => new MidiHand(binding))];
}
