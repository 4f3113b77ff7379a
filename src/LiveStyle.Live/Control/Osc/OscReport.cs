using LiveStyle.Styles;

namespace LiveStyle.Live.Control.Osc;

/// <summary>A desk's state in messages, at the addresses at which they set it: so that faders elsewhere follow.</summary>
static class OscReport
{
    /// <summary>Writes a state as far as it is another than the known one, which the receiver has: all of it where there is none.</summary>
    public static void Write(OscWriter writer, StyleNames names, DeskState state, DeskState? known)
    {
        if (known is null || !state.Blend.Equals(known.Blend))
        {
            writer.Write(OscRoutes.Root + "/blend", state.Blend.ToString());
            float[] weights = Weights(names, state);
            float[]? before = known is null ? null : Weights(names, known);
            for (int i = 0; i < weights.Length; i++)
            {
                if (before is null || before[i] != weights[i])
                {
                    writer.Write($"{OscRoutes.Root}/weight/{names[i]}", 'f', weights[i]);
                }
            }
        }

        if (known is null || state.Strength != known.Strength)
        {
            writer.Write(OscRoutes.Root + "/strength", 'f', state.Strength);
        }

        if (known is null || state.Preset != known.Preset)
        {
            writer.Write(OscRoutes.Root + "/preset", state.Preset ?? "");
        }

        if (known is null || state.Melt != known.Melt)
        {
            writer.Write(OscRoutes.Root + "/melt", 'f', state.Melt.TotalSeconds);
        }

        if (known is null || state.IsPrivate != known.IsPrivate)
        {
            writer.Write(OscRoutes.Root + "/privacy", 'i', state.IsPrivate ? 1 : 0);
        }

        if (state.Steadiness is { } steadiness && steadiness != known?.Steadiness)
        {
            writer.Write(OscRoutes.Root + "/steadiness", 'f', steadiness);
        }

        if (state.StrokeSize is { } size && size != known?.StrokeSize)
        {
            writer.Write(OscRoutes.Root + "/stroke-size", 'f', size);
        }

        if (state.Tempo is { } tempo && tempo != known?.Tempo)
        {
            writer.Write(OscRoutes.Root + "/bpm", 'f', tempo);
        }

        if (state.Playlist is { } playlist && playlist != known?.Playlist)
        {
            writer.Write(OscRoutes.Root + "/playlist", Name(playlist.Phase), playlist.Index, playlist.Count);
        }

        writer.Flush();
    }

    static string Name(PlaylistPhase phase) => phase switch
    {
        PlaylistPhase.Running => "running",
        PlaylistPhase.Paused => "paused",
        _ => "stopped",
    };

    static float[] Weights(StyleNames names, DeskState state)
    {
        var weights = new float[names.Count];
        foreach (WeightedStyle term in state.Blend.Terms)
        {
            weights[names.IndexOf(term.Slug)] += term.Weight;
        }

        return weights;
    }
}
