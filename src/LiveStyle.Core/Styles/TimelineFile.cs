using System.Text.Json;
using LiveStyle.Time;

namespace LiveStyle.Styles;

/// <summary>
/// The JSON form of a timeline:
/// <code>
/// { "keyframes": [
///   { "time": 0, "blend": "hokusai-great-wave", "strength": 0.8, "easing": "ease-in-out" },
///   { "time": "1:05.5", "blend": "munch-scream*0.5 + klimt-the-kiss*0.5" } ] }
/// </code>
/// Time is a number of seconds or a text that <see cref="ClockTime"/> reads; strength and easing may be left out.
/// Comments and trailing commas are let pass; names that are not known are not, lest a typing error go unseen.
/// </summary>
static class TimelineFile
{
    static readonly JsonDocumentOptions Json = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <exception cref="BlendException">The file is missing or no timeline.</exception>
    public static Timeline Load(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BlendException($"{path}: no such file; give the path of a timeline in JSON, or the timeline itself: \"0s munch-scream; 5s original\"", problem) { Location = path };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new BlendException($"{path}: can't be read ({problem.Message})", problem) { Location = path };
        }

        try
        {
            return Parse(text);
        }
        catch (BlendException problem)
        {
            throw new BlendException($"{path}: {problem.Message}", problem) { Location = path };
        }
    }

    /// <exception cref="BlendException">The text is no timeline.</exception>
    public static Timeline Parse(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, Json);
            if (document.RootElement.ValueKind != JsonValueKind.Object ||
                !document.RootElement.TryGetProperty("keyframes", out JsonElement list) ||
                list.ValueKind != JsonValueKind.Array)
            {
                throw new BlendException("the timeline needs a list \"keyframes\": {\"keyframes\":[{\"time\":0,\"blend\":\"munch-scream\"}]}");
            }

            return new Timeline(list.EnumerateArray().Select((entry, i) => ReadKeyframe(entry, i + 1)).ToList());
        }
        catch (JsonException problem)
        {
            string message = problem.Message.Split(" LineNumber:")[0].ReplaceLineEndings(" ").TrimEnd('.', ' ');
            string place = problem.LineNumber is { } line ? $"line {line + 1}: " : "";
            throw new BlendException($"{place}the timeline is not valid JSON: {message}", problem);
        }
        catch (InvalidOperationException problem)
        {
            // A text with half a surrogate pair.
            throw new BlendException("the timeline has a text that is not valid Unicode; write style names in plain letters", problem);
        }
    }

    static Keyframe ReadKeyframe(JsonElement entry, int number)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            throw Fault("it is no object; write {\"time\":0,\"blend\":\"munch-scream\"}");
        }

        foreach (JsonProperty property in entry.EnumerateObject())
        {
            if (property.Name is not ("time" or "blend" or "strength" or "easing"))
            {
                throw Fault($"'{property.Name}' is not known; a keyframe has time, blend, strength and easing");
            }
        }

        if (!entry.TryGetProperty("time", out JsonElement time))
        {
            throw Fault("it has no time; add \"time\": 0 (seconds)");
        }

        if (!entry.TryGetProperty("blend", out JsonElement blend) || blend.ValueKind != JsonValueKind.String)
        {
            throw Fault("it has no blend; add \"blend\": \"munch-scream\"");
        }

        double seconds = 0;
        if (time.ValueKind == JsonValueKind.Number ? !(time.TryGetDouble(out seconds) && double.IsFinite(seconds))
            : time.ValueKind != JsonValueKind.String || !ClockTime.TryParse(time.GetString(), out seconds))
        {
            throw Fault($"its time {time.GetRawText()} is no time; give seconds, such as 2.5, or \"1:05.5\"");
        }

        var easing = Easing.Linear;
        if (entry.TryGetProperty("easing", out JsonElement curve) &&
            !(curve.ValueKind == JsonValueKind.String && EasingCurve.TryParse(curve.GetString(), out easing)))
        {
            throw Fault($"unknown easing {curve.GetRawText()}; use one of {EasingCurve.AllNames}");
        }

        return new Keyframe(seconds, ReadBlend(), easing);

        Blend ReadBlend()
        {
            try
            {
                var reader = new BlendReader(blend.GetString()!);
                Blend value = reader.ReadBlend();
                reader.ExpectEnd();
                if (!entry.TryGetProperty("strength", out JsonElement strength))
                {
                    return value;
                }

                if (reader.HasStrength)
                {
                    throw new BlendException("it gives its strength twice, in the blend and beside it; keep one");
                }

                return strength.ValueKind == JsonValueKind.Number && strength.TryGetSingle(out float number) && float.IsFinite(number)
                    ? value.WithStrength(number)
                    : throw new BlendException($"its strength {strength.GetRawText()} is no finite number; 0 is the original, 1 the full style");
            }
            catch (BlendException problem)
            {
                throw Fault(problem.Message, problem);
            }
        }

        BlendException Fault(string message, Exception? cause = null) => new($"keyframe {number}: {message}", cause);
    }
}
