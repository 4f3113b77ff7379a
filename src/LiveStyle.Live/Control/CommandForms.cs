using System.Text.Json;

namespace LiveStyle.Live.Control;

/// <summary>All commands in JSON: see <see cref="DeskCommand"/> for examples.</summary>
static class CommandForms
{
    const string Key = "do";

    static readonly CommandForm[] All =
    [
        CommandForm.Of("blend", ["blend", "melt"], json => new ShowBlend(json.Blend("blend"), Melt(json)), (command, writer) =>
        {
            writer.WriteString("blend", command.Blend.ToString());
            WriteMelt(writer, command.Melt);
        }),
        CommandForm.Of("weight", ["style", "weight", "melt"], json => new SetWeight(json.Text("style"), json.Single("weight"), Melt(json)), (command, writer) =>
        {
            writer.WriteString("style", command.Style);
            writer.WriteNumber("weight", command.Weight);
            WriteMelt(writer, command.Melt);
        }),
        CommandForm.Of("strength", ["strength", "melt"], json => new SetStrength(json.Single("strength"), Melt(json)), (command, writer) =>
        {
            writer.WriteNumber("strength", command.Strength);
            WriteMelt(writer, command.Melt);
        }),
        CommandForm.Of("preset", ["name", "melt"], json => new ChoosePreset(json.Text("name"), Melt(json)), (command, writer) =>
        {
            writer.WriteString("name", command.Name);
            WriteMelt(writer, command.Melt);
        }),
        CommandForm.Of("melt", ["seconds"], json => new SetMelt(json.Seconds("seconds", DeskLimits.LongestMelt)),
            (command, writer) => writer.WriteNumber("seconds", command.Melt.TotalSeconds)),
        CommandForm.Of("steadiness", ["steadiness"], json => new SetSteadiness(json.Number("steadiness")),
            (command, writer) => writer.WriteNumber("steadiness", command.Steadiness)),
        CommandForm.Of("stroke-size", ["size"], json => new SetStrokeSize(json.Number("size")), (command, writer) => writer.WriteNumber("size", command.Size)),
        CommandForm.Of("privacy", ["on"], json => new SetPrivacy(json.Flag("on")), (command, writer) => writer.WriteBoolean("on", command.IsOn)),
        CommandForm.Of<UndoLast>("undo"),
        CommandForm.Of<RedoLast>("redo"),
        CommandForm.Of("playlist", ["items", "loops"], json => new SetPlaylist([.. json.List("items").Select(ReadItem)], json.OptionalFlag("loops") ?? true), (command, writer) =>
        {
            writer.WriteStartArray("items");
            foreach (PlaylistItem item in command.Items)
            {
                writer.WriteStartObject();
                writer.WriteString("preset", item.Preset);
                writer.WriteNumber("seconds", item.Duration.TotalSeconds);
                WriteMelt(writer, item.Melt);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteBoolean("loops", command.Loops);
        }),
        CommandForm.Of<StartPlaylist>("start-playlist"),
        CommandForm.Of<PausePlaylist>("pause-playlist"),
        CommandForm.Of<StopPlaylist>("stop-playlist"),
        CommandForm.Of<NextPreset>("next-preset"),
        CommandForm.Of<PreviousPreset>("previous-preset"),
        CommandForm.Of<Tap>("tap"),
        CommandForm.Of("tempo", ["bpm"], json => new SetTempo(json.Number("bpm")), (command, writer) => writer.WriteNumber("bpm", command.BeatsPerMinute)),
        CommandForm.Of<AlignBeat>("align-beat"),
        CommandForm.Of("pulse", ["target", "shape", "depth", "beats"],
            json => new SetPulse(new Pulse(json.Text("target"), (PulseShape)json.Choice("shape", PulseCurve.AllNames), json.Single("depth"), json.OptionalNumber("beats") ?? 1)),
            (command, writer) =>
            {
                writer.WriteString("target", command.Pulse.Target);
                writer.WriteString("shape", command.Pulse.Shape.Name());
                writer.WriteNumber("depth", command.Pulse.Depth);
                writer.WriteNumber("beats", command.Pulse.Beats);
            }),
        CommandForm.Of("stop-pulse", ["target"], json => new StopPulse(json.Text("target")), (command, writer) => writer.WriteString("target", command.Target)),
    ];

    /// <summary>The names of all commands.</summary>
    public static IEnumerable<string> Names => All.Select(form => form.Name);

    /// <exception cref="LiveStyleException">It is no command.</exception>
    public static DeskCommand Read(JsonElement json)
    {
        string? name = NameOf(json);
        if (name is null)
        {
            throw new LiveStyleException("a command is an object that names what to do, such as {\"do\":\"preset\",\"name\":\"calm\"}; there are: " + string.Join(", ", Names));
        }

        CommandForm form = Array.Find(All, form => form.Name == name) ??
            throw new LiveStyleException($"no command is called '{DeskLimits.Shown(name)}'; there are: {string.Join(", ", Names)}");
        return form.Read(new JsonFields(json, $"the command '{name}'", [.. form.Fields, Key]));
    }

    public static void Write(DeskCommand command, Utf8JsonWriter writer)
    {
        CommandForm form = Array.Find(All, form => form.Type == command.GetType())!;
        writer.WriteStartObject();
        writer.WriteString(Key, form.Name);
        form.Write(command, writer);
        writer.WriteEndObject();
    }

    static PlaylistItem ReadItem(JsonElement json, int index)
    {
        var item = new JsonFields(json, $"item {index + 1} of the playlist", "preset", "seconds", "melt");
        return new PlaylistItem(item.Text("preset"), item.Seconds("seconds", DeskLimits.LongestItem), Melt(item));
    }

    static TimeSpan? Melt(JsonFields json) => json.OptionalSeconds("melt", DeskLimits.LongestMelt);

    static void WriteMelt(Utf8JsonWriter writer, TimeSpan? melt)
    {
        if (melt is { } time)
        {
            writer.WriteNumber("melt", time.TotalSeconds);
        }
    }

    /// <summary>What it says is to be done; null where it says nothing.</summary>
    static string? NameOf(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !TryFindKey(json, out JsonElement key) || key.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return key.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return null;
        }
    }

    static bool TryFindKey(JsonElement json, out JsonElement key)
    {
        try
        {
            return json.TryGetProperty(Key, out key);
        }
        catch (InvalidOperationException problem)
        {
            throw new LiveStyleException("the command has a field's name that is not valid Unicode", problem);
        }
    }
}
