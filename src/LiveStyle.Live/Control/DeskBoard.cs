using System.Collections.Immutable;
using LiveStyle.Styles;
using LiveStyle.Stylization.Strokes;

namespace LiveStyle.Live.Control;

/// <summary>What lies behind a <see cref="LiveDesk"/>: the look, and what each command makes of it.</summary>
/// <remarks>Thread-safety: one thread at a time, which the desk sees to.</remarks>
sealed class DeskBoard : IDisposable
{
    readonly StyleNames names;
    readonly TimeProvider time;
    readonly DeskMixer mixer;
    readonly DeskHistory history;
    readonly Tempo tempo;
    readonly PlaylistClock playlist;
    ImmutableArray<Preset> presets;
    DeskLook look;
    bool isPrivate;
    bool isMoving;
    long version;

    /// <inheritdoc cref="LiveDesk(StyleNames, IReadOnlyList{Preset}, Blend, TimeSpan, TimeProvider)"/>
    /// <remarks>When a preset's time may have ended, <c>elapsed</c> is called on a timer's thread, to have <see cref="FollowPlaylist"/> called.</remarks>
    public DeskBoard(StyleNames names, IReadOnlyList<Preset> presets, Blend initial, TimeSpan melt, TimeProvider time, Action elapsed)
    {
        (this.names, this.time) = (names, time);
        mixer = new DeskMixer(names, time);
        history = new DeskHistory(time);
        tempo = new Tempo(time);
        playlist = new PlaylistClock(time, elapsed);
        DeskLimits.CheckBlend(names, initial);
        DeskLimits.CheckMelt(melt);
        DeskLimits.CheckPresets(names, presets);
        this.presets = [.. presets];
        look = new DeskLook(initial, melt);
        mixer.Turn(look, TimeSpan.Zero, time.GetTimestamp());
    }

    public ImmutableArray<Preset> Presets => presets;

    public Playlist? Playlist => playlist.Playlist;

    /// <inheritdoc cref="IBlendSource.Version"/>
    public long ReadVersion()
    {
        if (isMoving)
        {
            // The first reading after a melt still grows: what was rendered in its course is not its end.
            version++;
            isMoving = IsMoving(time.GetTimestamp());
        }

        return version;
    }

    public void Evaluate(Span<float> weights)
    {
        long now = time.GetTimestamp();
        mixer.Evaluate(now, tempo.Beats(now), weights);
    }

    /// <param name="presets">Already checked.</param>
    public void SetPresets(ImmutableArray<Preset> presets)
    {
        Preset? shown = presets.FirstOrDefault(preset => preset.Name == look.Preset);
        Turn(shown is null ? look with { Preset = null } : look.Take(shown), shown?.Melt ?? look.Melt);
        this.presets = presets;
        KeepPlaylist();
    }

    /// <summary>Shows the playlist's next preset, where it is time for it; where that can't be shown, the playlist stops. For a timer: nothing throws.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool FollowPlaylist()
    {
        if (!playlist.Follow(time.GetTimestamp()))
        {
            return false;
        }

        if (playlist.Item is not { } item)
        {
            return true;
        }

        try
        {
            Preset preset = DeskLimits.FindPreset(presets, item.Preset);
            Turn(look.Take(preset), item.Melt ?? preset.Melt ?? look.Melt);
        }
        catch (LiveStyleException)
        {
            playlist.Stop();
        }

        return true;
    }

    /// <summary>Takes beat and tempo from a clock elsewhere.</summary>
    /// <returns>Whether the tempo is so much another than <paramref name="known"/> that people would want to know.</returns>
    public bool FollowBeat(double beats, double beatsPerMinute, double? known)
    {
        const double Noticed = 0.05;
        tempo.Follow(beats, beatsPerMinute, time.GetTimestamp());
        Moved();
        return known is not { } before || Math.Abs(beatsPerMinute - before) >= Noticed;
    }

    public void Dispose() => playlist.Dispose();

    public DeskState Compose(long number) => new()
    {
        Blend = look.Blend,
        Strength = look.Strength,
        Melt = look.Melt,
        Preset = look.Preset,
        IsPrivate = isPrivate,
        Steadiness = look.Steadiness,
        StrokeSize = look.StrokeSize,
        Pulses = look.Pulses,
        Tempo = tempo.BeatsPerMinute,
        Playlist = playlist.State(time.GetTimestamp()),
        CanUndo = history.CanUndo,
        CanRedo = history.CanRedo,
        Version = number,
    };

    /// <returns>Whether anything changed.</returns>
    /// <exception cref="LiveStyleException">The command can't be done, and nothing has changed.</exception>
    public bool Apply(DeskCommand command)
    {
        long now = time.GetTimestamp();
        switch (command)
        {
            case ShowBlend blend:
                DeskLimits.CheckBlend(names, blend.Blend);
                DeskLimits.CheckMelt(blend.Melt);
                return Step(command, look with { Blend = blend.Blend, Preset = null }, blend.Melt ?? look.Melt);

            case SetWeight weight:
                DeskLimits.CheckStyle(names, weight.Style);
                DeskLimits.CheckMelt(weight.Melt);
                return Step(command, look.Weigh(names, weight.Style, weight.Weight), weight.Melt ?? TimeSpan.Zero, isNudge: weight.Melt is null);

            case SetStrength strength:
                DeskLimits.CheckStrength(names, strength.Strength);
                DeskLimits.CheckMelt(strength.Melt);
                return Step(command, look with { Strength = strength.Strength, Preset = look.Strength == strength.Strength ? look.Preset : null }, strength.Melt ?? TimeSpan.Zero);

            case ChoosePreset preset:
                DeskLimits.CheckMelt(preset.Melt);
                return Choose(command, preset.Name, preset.Melt);

            case SetMelt melt:
                DeskLimits.CheckMelt(melt.Melt);
                return Step(command, look with { Melt = melt.Melt }, TimeSpan.Zero);

            case SetSteadiness steadiness:
                DeskLimits.CheckSteadiness(steadiness.Steadiness);
                return Step(command, look with { Steadiness = steadiness.Steadiness }, TimeSpan.Zero);

            case SetStrokeSize size:
                StrokeSize.Check(size.Size);
                return Step(command, look with { StrokeSize = size.Size }, TimeSpan.Zero);

            case SetPulse pulse:
                DeskLimits.CheckPulse(names, pulse.Pulse);
                return Step(command, look.Swing(pulse.Pulse), TimeSpan.Zero);

            case StopPulse pulse:
                return Step(command, look.Still(pulse.Target), TimeSpan.Zero);

            case UndoLast:
                return Recall(history.Undo(look));

            case RedoLast:
                return Recall(history.Redo(look));

            case SetPrivacy privacy:
                bool isOther = isPrivate != privacy.IsOn;
                isPrivate = privacy.IsOn;
                return isOther;

            default:
                return Play(command, now) || Beat(command, now);
        }
    }

    bool Play(DeskCommand command, long now)
    {
        switch (command)
        {
            case SetPlaylist list:
                var next = new Playlist(list.Items, list.Loops);
                DeskLimits.CheckPlaylist(next, presets);
                playlist.Playlist = next;
                return true;

            case StartPlaylist:
                if (playlist.Playlist is null)
                {
                    throw new LiveStyleException("there is no playlist; give presets and their times first");
                }

                if (playlist.Phase == PlaylistPhase.Stopped)
                {
                    Choose(command, playlist.Playlist.Items[0]);
                }

                playlist.Start(now);
                return true;

            case PausePlaylist:
                playlist.Pause(now);
                return playlist.Phase == PlaylistPhase.Paused;

            case StopPlaylist:
                bool played = playlist.Phase != PlaylistPhase.Stopped;
                playlist.Stop();
                return played;

            case NextPreset:
                return Neighbor(command, 1, now);

            case PreviousPreset:
                return Neighbor(command, -1, now);

            default:
                return false;
        }
    }

    bool Beat(DeskCommand command, long now)
    {
        switch (command)
        {
            case Tap:
                tempo.Tap(now);
                break;

            case SetTempo set:
                DeskLimits.CheckTempo(set.BeatsPerMinute);
                tempo.Set(set.BeatsPerMinute, now);
                break;

            case AlignBeat:
                tempo.Align(now);
                break;

            default:
                return false;
        }

        Moved();
        return true;
    }

    bool Neighbor(DeskCommand command, int step, long now)
    {
        if (playlist.Phase != PlaylistPhase.Stopped)
        {
            Choose(command, playlist.Neighbor(step));
            playlist.Move(step, now);
            return true;
        }

        if (presets.IsEmpty)
        {
            throw new LiveStyleException("there are no presets to go through; name some in the show's settings");
        }

        int place = look.Preset is { } name ? presets.Select(preset => preset.Name).ToList().IndexOf(name) : -1;
        int next = place < 0 && step < 0 ? presets.Length - 1 : (place + step + presets.Length) % presets.Length;
        return Choose(command, presets[next].Name, null);
    }

    bool Choose(DeskCommand command, PlaylistItem item) => Choose(command, item.Preset, item.Melt);

    bool Choose(DeskCommand command, string name, TimeSpan? melt)
    {
        Preset preset = DeskLimits.FindPreset(presets, name);
        return Step(command, look.Take(preset), melt ?? preset.Melt ?? look.Melt);
    }

    /// <summary>Turns to a look in a way that undo brings back.</summary>
    bool Step(DeskCommand command, DeskLook next, TimeSpan melt, bool isNudge = false)
    {
        DeskLook before = look;
        if (!Turn(next, melt, isNudge))
        {
            return false;
        }

        history.Remember(before, command.Move);
        return true;
    }

    bool Recall(DeskLook? remembered)
    {
        if (remembered is null)
        {
            return false;
        }

        // Since then the preset may have gone, or become another.
        bool isStill = presets.FirstOrDefault(preset => preset.Name == remembered.Preset) is { } named && remembered.Take(named) == remembered;
        Turn(isStill ? remembered : remembered with { Preset = null }, remembered.Melt);
        return true;
    }

    bool Turn(DeskLook next, TimeSpan melt, bool isNudge = false)
    {
        if (next == look)
        {
            return false;
        }

        mixer.Turn(next, melt, time.GetTimestamp(), isNudge);
        look = next;
        Moved();
        return true;
    }

    void Moved()
    {
        version++;
        isMoving = IsMoving(time.GetTimestamp());
    }

    bool IsMoving(long now) => mixer.IsMelting(now) || (mixer.HasPulses && tempo.BeatsPerMinute is not null);

    void KeepPlaylist()
    {
        if (playlist.Playlist is { } known && known.Items.Any(IsGone))
        {
            ImmutableArray<PlaylistItem> left = [.. known.Items.Where(item => !IsGone(item))];
            playlist.Playlist = left.IsEmpty ? null : known with { Items = left };
        }

        bool IsGone(PlaylistItem item) => !presets.Any(preset => preset.Name == item.Preset);
    }
}
