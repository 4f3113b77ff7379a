using System.Globalization;
using System.Text.Json;
using LiveStyle.Styles;

namespace LiveStyle.Live.Control;

/// <summary>The fields of a JSON object, read with one clear line for each thing that can be wrong with them.</summary>
readonly struct JsonFields
{
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    readonly JsonElement json;
    readonly string what;

    /// <param name="json">The object.</param>
    /// <param name="what">For messages, such as "the command 'blend'".</param>
    /// <param name="known">The fields that it may have.</param>
    /// <exception cref="LiveStyleException">It is no object, or has another field.</exception>
    public JsonFields(JsonElement json, string what, params ReadOnlySpan<string> known)
    {
        (this.json, this.what) = (json, what);
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new LiveStyleException($"{what} is no JSON object");
        }

        foreach (JsonProperty property in json.EnumerateObject())
        {
            string name = NameOf(property, what);
            if (!known.Contains(name))
            {
                throw new LiveStyleException($"{what} has no field '{DeskLimits.Shown(name)}'; " +
                    (known.Length > 0 ? $"it has {string.Join(", ", known!)}" : "it has none"));
            }
        }
    }

    /// <summary>Reads a text that must be JSON.</summary>
    /// <exception cref="LiveStyleException">It is none.</exception>
    public static JsonDocument Document(string text, string what)
    {
        try
        {
            return JsonDocument.Parse(text, Strict);
        }
        catch (JsonException problem)
        {
            string message = problem.Message.Split(" LineNumber:")[0].ReplaceLineEndings(" ").TrimEnd('.', ' ');
            throw new LiveStyleException($"{what} is not valid JSON: {DeskLimits.Shown(message)}", problem);
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException)
        {
            // The one in the text itself, the other as an escape in a field's name.
            throw new LiveStyleException($"{what} is not valid JSON: it has half a character in it", problem);
        }
    }

    /// <summary>Refuses JSON with half a surrogate pair in a text or a field's name, at which reading it would fail anywhere.</summary>
    /// <exception cref="LiveStyleException">There is one.</exception>
    public static void CheckCharacters(JsonElement json, string what)
    {
        try
        {
            Walk(json);
        }
        catch (InvalidOperationException problem)
        {
            throw new LiveStyleException($"{what} has half a character in it; write \\u escapes in pairs where they need it", problem);
        }

        static void Walk(JsonElement json)
        {
            switch (json.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (JsonProperty property in json.EnumerateObject())
                    {
                        _ = property.Name;
                        Walk(property.Value);
                    }

                    break;

                case JsonValueKind.Array:
                    foreach (JsonElement item in json.EnumerateArray())
                    {
                        Walk(item);
                    }

                    break;

                case JsonValueKind.String:
                    _ = json.GetString();
                    break;

                default:
                    break;
            }
        }
    }

    public string Text(string field) => OptionalText(field) ?? throw Missing(field, "a text");

    public string? OptionalText(string field)
    {
        if (!TryFind(field, out JsonElement value))
        {
            return null;
        }

        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Other(field, value, "a text");
        }
        catch (InvalidOperationException problem)
        {
            throw new LiveStyleException($"{what}: its {field} is not valid Unicode", problem);
        }
    }

    public double Number(string field) => OptionalNumber(field) ?? throw Missing(field, "a number");

    public double? OptionalNumber(string field)
    {
        if (!TryFind(field, out JsonElement value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number)
            ? number
            : throw Other(field, value, "a finite number");
    }

    public float Single(string field)
    {
        double number = Number(field);
        return float.IsFinite((float)number) ? (float)number : throw new LiveStyleException($"{what}: its {field} is {Invariant(number)}, which is too large");
    }

    public TimeSpan Seconds(string field, double most) => OptionalSeconds(field, most) ?? throw Missing(field, "a number of seconds");

    /// <param name="field">The field's name.</param>
    /// <param name="most">The most seconds that are taken; none are below zero.</param>
    public TimeSpan? OptionalSeconds(string field, double most) =>
        OptionalNumber(field) is { } seconds ? TimeSpan.FromSeconds(DeskLimits.Within($"{what}: its {field}", seconds, 0, most, " seconds")) : null;

    public bool Flag(string field) => OptionalFlag(field) ?? throw Missing(field, "true or false");

    public bool? OptionalFlag(string field)
    {
        if (!TryFind(field, out JsonElement value))
        {
            return null;
        }

        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Other(field, value, "true or false");
    }

    public Blend Blend(string field)
    {
        string text = Text(field);
        try
        {
            return Styles.Blend.Parse(text);
        }
        catch (BlendException problem)
        {
            throw new BlendException($"{what}: its {field}: {problem.Message}", problem);
        }
    }

    /// <summary>One of a list of names, as its place in the list.</summary>
    public int Choice(string field, IReadOnlyList<string> names)
    {
        string text = Text(field);
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == text)
            {
                return i;
            }
        }

        throw new LiveStyleException($"{what}: its {field} is '{DeskLimits.Shown(text)}'; there are {string.Join(", ", names)}");
    }

    public IEnumerable<JsonElement> List(string field)
    {
        if (!TryFind(field, out JsonElement value))
        {
            throw Missing(field, "a list");
        }

        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw Other(field, value, "a list");
    }

    /// <summary>Finds a field that is there and not null.</summary>
    public bool TryFind(string field, out JsonElement value) => json.TryGetProperty(field, out value) && value.ValueKind != JsonValueKind.Null;

    static string NameOf(JsonProperty property, string what)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException problem)
        {
            throw new LiveStyleException($"{what} has a field's name that is not valid Unicode", problem);
        }
    }

    LiveStyleException Missing(string field, string kind) => new($"{what} has no {field}; give {kind}");

    LiveStyleException Other(string field, JsonElement value, string kind) => new($"{what}: its {field} is {DeskLimits.Shown(value.GetRawText())}; give {kind}");

    static string Invariant(double number) => number.ToString(CultureInfo.InvariantCulture);
}
