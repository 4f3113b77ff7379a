using System.Collections.Immutable;
using LiveStyle.Styles;

namespace LiveStyle.Live.Control;

/// <summary>
/// What a show is played on: blends that melt into each other, presets, a playlist, pulses on the beat, and undo. Everything that moves a
/// show comes here as a <see cref="DeskCommand"/>; the restyling thread asks it for the blend of each frame.
/// </summary>
/// <remarks>
/// Thread-safe. Evaluating allocates nothing. The weights depend on the desk's clock alone, not on the time of the frame that asks.
/// </remarks>
/// <example>
/// <code>
/// ModelBundle bundle = ModelBundle.Open("live");
/// using var desk = new LiveDesk(bundle.Styles.Names, [new Preset("calm", new Blend("monet-japanese-bridge"))], Blend.Original, TimeSpan.FromSeconds(1), TimeProvider.System);
/// desk.Changed += state => Console.WriteLine(state.Preset);
/// desk.Do(new ChoosePreset("calm"));
/// desk.Do(DeskCommand.Parse("{\"do\":\"strength\",\"strength\":0.8,\"melt\":2}"));
/// desk.Undo();
/// </code>
/// </example>
public sealed class LiveDesk : IBlendSource, IDisposable
{
    readonly Lock gate = new();
    readonly DeskBoard board;
    DeskState state;

    /// <summary>Makes a desk that shows a blend.</summary>
    /// <param name="names">The bundle's styles.</param>
    /// <param name="presets">The presets that can be chosen; none at all is fine.</param>
    /// <param name="initial">Shows first.</param>
    /// <param name="melt">How long changes of the blend take; zero to an hour.</param>
    /// <param name="time">The clock of melts, the playlist and the beat.</param>
    /// <exception cref="LiveStyleException">A preset or the blend can't be shown; the message says which and why.</exception>
    public LiveDesk(StyleNames names, IReadOnlyList<Preset> presets, Blend initial, TimeSpan melt, TimeProvider time)
    {
        Names = names;
        board = new DeskBoard(names, presets, initial, melt, time, () => Change(board => board.FollowPlaylist()));
        state = board.Compose(0);
    }

    /// <summary>Told each new state, on the thread that changed it and after <see cref="State"/> has it.</summary>
    /// <remarks>Two threads that change the desk at once may tell theirs in either order: the larger <see cref="DeskState.Version"/> is the later.</remarks>
    public event Action<DeskState>? Changed;

    /// <inheritdoc/>
    public StyleNames Names { get; }

    /// <summary>What the desk is set to now.</summary>
    public DeskState State => Volatile.Read(ref state);

    /// <summary>The presets that can be chosen, in their order.</summary>
    public IReadOnlyList<Preset> Presets
    {
        get
        {
            lock (gate)
            {
                return board.Presets;
            }
        }
    }

    /// <summary>What is played, or would be; null where there is none.</summary>
    public Playlist? Playlist
    {
        get
        {
            lock (gate)
            {
                return board.Playlist;
            }
        }
    }

    /// <inheritdoc/>
    public long Version
    {
        get
        {
            lock (gate)
            {
                return board.ReadVersion();
            }
        }
    }

    /// <inheritdoc/>
    public void Evaluate(double seconds, Span<float> weights)
    {
        if (weights.Length != Names.Count)
        {
            throw new ArgumentException($"{weights.Length} weights asked of a desk of {Names.Count} styles", nameof(weights));
        }

        lock (gate)
        {
            board.Evaluate(weights);
        }
    }

    /// <summary>Does a command.</summary>
    /// <returns>The state after it.</returns>
    /// <exception cref="LiveStyleException">A name is unknown or a number is out of range; nothing has changed, and one line says what there is.</exception>
    public DeskState Do(DeskCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return Change(board => board.Apply(command));
    }

    /// <summary>Takes the last step back, over the desk's melt. Privacy, tempo and playlist are no steps.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Undo() => StepBack(new UndoLast());

    /// <summary>Does the step again that was taken back last.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Redo() => StepBack(new RedoLast());

    /// <summary>
    /// Takes other presets while the show runs. A preset that shows and is another now is melted into; what shows under a name that is gone
    /// stays. Items of the playlist whose preset is gone leave it, and it stops where any did.
    /// </summary>
    /// <param name="presets">All presets, in their order.</param>
    /// <exception cref="LiveStyleException">One of them can't be shown; the old ones stay.</exception>
    public void SetPresets(IReadOnlyList<Preset> presets)
    {
        DeskLimits.CheckPresets(Names, presets);
        Change(board =>
        {
            board.SetPresets([.. presets]);
            return true;
        });
    }

    /// <summary>Takes the beat, as it comes, from a clock elsewhere; told as a change only where the tempo is another.</summary>
    /// <param name="beats">Beats that have passed since the clock's start.</param>
    /// <param name="beatsPerMinute">Its tempo, in the range of <see cref="SetTempo"/>.</param>
    internal void FollowBeat(double beats, double beatsPerMinute) => Change(board => board.FollowBeat(beats, beatsPerMinute, state.Tempo));

    /// <summary>Ends the playlist's timer. The desk answers as before.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            board.Dispose();
        }
    }

    bool StepBack(DeskCommand command)
    {
        bool hasStepped = false;
        Change(board => hasStepped = board.Apply(command));
        return hasStepped;
    }

    /// <summary>Changes something under the lock, and tells the new state outside of it.</summary>
    /// <param name="change">Says whether anything changed.</param>
    DeskState Change(Func<DeskBoard, bool> change)
    {
        DeskState next;
        lock (gate)
        {
            if (!change(board))
            {
                return state;
            }

            next = board.Compose(state.Version + 1);
            Volatile.Write(ref state, next);
        }

        Changed?.Invoke(next);
        return next;
    }
}
