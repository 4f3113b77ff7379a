using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace LiveStyle.Live.Control.Midi;

/// <summary>What the knobs and keys of a device do. Immutable; thread-safe.</summary>
/// <remarks>
/// In JSON, where channel, from, to, soft and release may be left out (any channel, the parameter's usual range, true, nothing):
/// <code>
/// { "bindings": [
///   { "controller": 7, "channel": 1, "parameter": "strength", "from": 0, "to": 1.5, "soft": true },
///   { "controller": 21, "parameter": "weight/munch-scream" },
///   { "bend": true, "channel": 3, "parameter": "melt", "from": 10, "to": 0 },
///   { "note": 36, "command": { "do": "preset", "name": "calm" } },
///   { "note": 37, "command": { "do": "privacy", "on": true }, "release": { "do": "privacy", "on": false } },
///   { "program": 5, "command": { "do": "next-preset" } } ] }
/// </code>
/// </remarks>
public sealed class MidiMap
{
    /// <summary>A map is made by hand: more than this comes from elsewhere.</summary>
    const int MostBindings = 1000;

    const double LargestValue = 1e6;

    static readonly string[] Kinds = ["controller", "note", "program", "bend"];

    static readonly string[] Fields = [.. Kinds, "channel", "parameter", "from", "to", "soft", "command", "release"];

    /// <summary>Makes a map.</summary>
    /// <param name="bindings">What does what; several bindings of one knob all count.</param>
    public MidiMap(IEnumerable<MidiBinding> bindings) => Bindings = [.. bindings];

    /// <summary>A map of nothing.</summary>
    public static MidiMap Empty { get; } = new([]);

    /// <summary>What does what.</summary>
    public ImmutableArray<MidiBinding> Bindings { get; }

    /// <summary>Reads a map.</summary>
    /// <param name="json">The object.</param>
    /// <exception cref="LiveStyleException">It is none; the line names the binding and what is wrong with it.</exception>
    public static MidiMap Parse(JsonElement json)
    {
        var map = new JsonFields(json, "the MIDI map", "bindings");
        List<JsonElement> bindings = [.. map.List("bindings")];
        return bindings.Count <= MostBindings
            ? new MidiMap(bindings.Select((binding, i) => ReadBinding(binding, $"binding {i + 1} of the MIDI map")))
            : throw new LiveStyleException($"the MIDI map has {bindings.Count} bindings; give at most {MostBindings}");
    }

    /// <summary>Reads a map from its text.</summary>
    /// <exception cref="LiveStyleException">It is no JSON, or no map.</exception>
    public static MidiMap Parse(string json)
    {
        using JsonDocument document = JsonFields.Document(json, "the MIDI map");
        return Parse(document.RootElement);
    }

    /// <summary>Gives the map with another binding, in the place of those of the same knob and of those of the same parameter.</summary>
    public MidiMap With(MidiBinding binding) => new(Bindings
        .Where(other => other.Control != binding.Control && (binding.Parameter is null || other.Parameter != binding.Parameter))
        .Append(binding));

    /// <summary>Writes the object that <see cref="Parse(JsonElement)"/> reads back to an equal map.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("bindings");
        foreach (MidiBinding binding in Bindings)
        {
            WriteBinding(writer, binding);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Gives the object that <see cref="Parse(string)"/> reads back, for people to change.</summary>
    public string ToJson()
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true }))
        {
            Write(writer);
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    static MidiBinding ReadBinding(JsonElement json, string what)
    {
        var fields = new JsonFields(json, what, Fields);
        MidiControl control = ReadControl(fields, what);
        bool isCommand = fields.TryFind("command", out JsonElement command);
        if (isCommand == fields.TryFind("parameter", out _))
        {
            throw new LiveStyleException($"{what}: give either a parameter to move or a command to give");
        }

        try
        {
            if (isCommand)
            {
                RefuseAny(fields, what, "a command", "from", "to", "soft");
                return new MidiBinding(control)
                {
                    Command = DeskCommand.Parse(command),
                    Release = fields.TryFind("release", out JsonElement release) ? DeskCommand.Parse(release) : null,
                };
            }

            RefuseAny(fields, what, "a parameter", "release");
            DeskParameter parameter = DeskParameter.Parse(fields.Text("parameter"));
            return new MidiBinding(control)
            {
                Parameter = parameter,
                From = ReadValue(fields, "from") ?? parameter.Least,
                To = ReadValue(fields, "to") ?? parameter.Most,
                IsSoft = fields.OptionalFlag("soft") ?? true,
            };
        }
        catch (LiveStyleException problem) when (!problem.Message.StartsWith(what, StringComparison.Ordinal))
        {
            throw new LiveStyleException($"{what}: {problem.Message}", problem);
        }

        double? ReadValue(JsonFields fields, string field) =>
            fields.OptionalNumber(field) is { } value ? DeskLimits.Within($"{what}: its {field}", value, -LargestValue, LargestValue) : null;
    }

    static MidiControl ReadControl(JsonFields fields, string what)
    {
        string[] given = [.. Kinds.Where(kind => fields.TryFind(kind, out _))];
        if (given.Length != 1)
        {
            throw new LiveStyleException($"{what}: give one of {string.Join(", ", Kinds)}");
        }

        int? channel = fields.TryFind("channel", out _) ? ReadWhole(fields, "channel", what, 1, 16) : null;
        if (given[0] == "bend")
        {
            return fields.Flag("bend") ? new MidiControl(MidiKind.Bend, 0, channel) : throw new LiveStyleException($"{what}: its bend is false; give true, or another of {string.Join(", ", Kinds)}");
        }

        MidiKind kind = given[0] switch
        {
            "controller" => MidiKind.Controller,
            "note" => MidiKind.NoteOn,
            _ => MidiKind.Program,
        };
        return new MidiControl(kind, ReadWhole(fields, given[0], what, 0, 127), channel);
    }

    static int ReadWhole(JsonFields fields, string field, string what, int least, int most)
    {
        double value = fields.Number(field);
        return value == Math.Floor(value) && value >= least && value <= most
            ? (int)value
            : throw new LiveStyleException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{what}: its {field} is {value}; give a whole number from {least} to {most}"));
    }

    static void RefuseAny(JsonFields fields, string what, string with, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (fields.TryFind(name, out _))
            {
                throw new LiveStyleException($"{what}: with {with} it takes no {name}");
            }
        }
    }

    static void WriteBinding(Utf8JsonWriter writer, MidiBinding binding)
    {
        writer.WriteStartObject();
        switch (binding.Control.Kind)
        {
            case MidiKind.Bend:
                writer.WriteBoolean("bend", true);
                break;

            case MidiKind.Controller:
                writer.WriteNumber("controller", binding.Control.Number);
                break;

            case MidiKind.Program:
                writer.WriteNumber("program", binding.Control.Number);
                break;

            default:
                writer.WriteNumber("note", binding.Control.Number);
                break;
        }

        if (binding.Control.Channel is { } channel)
        {
            writer.WriteNumber("channel", channel);
        }

        if (binding.Parameter is { } parameter)
        {
            writer.WriteString("parameter", parameter.Name);
            writer.WriteNumber("from", binding.From);
            writer.WriteNumber("to", binding.To);
            writer.WriteBoolean("soft", binding.IsSoft);
        }

        WriteCommand(writer, "command", binding.Command);
        WriteCommand(writer, "release", binding.Release);
        writer.WriteEndObject();
    }

    static void WriteCommand(Utf8JsonWriter writer, string name, DeskCommand? command)
    {
        if (command is not null)
        {
            writer.WritePropertyName(name);
            command.Write(writer);
        }
    }
}
