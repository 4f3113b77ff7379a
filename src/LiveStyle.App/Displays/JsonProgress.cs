using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveStyle.Progress;

namespace LiveStyle.App.Displays;

/// <summary>
/// A JSON object a line, for programs that drive this one: {"event":"progress","frame":…,"frames":…,"fps":…,"eta":…}
/// (seconds; frames and eta are null where unknown) twice a second, "stage" ({"stage":…,"share":0..1}) for work that has no frames, "figures" of a show once a second, "note", and at the end "done" or "error".
/// </summary>
sealed class JsonProgress(TextWriter output) : ProgressDisplay
{
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    readonly Stopwatch stages = Stopwatch.StartNew();
    TimeSpan? reported;
    TimeSpan? staged;

    public override void Report(ProgressMeter meter)
    {
        TimeSpan now = meter.Elapsed;
        if (now - reported < Every)
        {
            return;
        }

        reported = now;
        Write("progress", new Dictionary<string, object?>
        {
            ["frame"] = meter.Frames,
            ["frames"] = meter.TotalFrames,
            ["fps"] = Math.Round(meter.FramesPerSecond, 3),
            ["elapsed"] = Math.Round(now.TotalSeconds, 3),
            ["eta"] = meter.TimeLeft is { } left ? Math.Round(left.TotalSeconds, 1) : null,
        });
    }

    public override void Stage(string name, double share)
    {
        TimeSpan now = stages.Elapsed;
        if (now - staged < Every && share < 1)
        {
            return;
        }

        staged = now;
        Write("stage", new Dictionary<string, object?> { ["stage"] = name, ["share"] = Math.Round(share, 3) });
    }

    public override void Figures(string line, Func<JsonObject> values)
    {
        JsonObject news = values();
        news.Insert(0, "event", "figures");
        output.WriteLine(news.ToJsonString());
        output.Flush();
    }

    public override void Note(string sentence) => Write("note", new Dictionary<string, object?> { ["message"] = sentence });

    public override void Done(string sentence, IReadOnlyDictionary<string, object> values) =>
        Write("done", values.ToDictionary(pair => pair.Key, pair => (object?)pair.Value));

    public override void Dispose() => output.Flush();

    /// <summary>The last line of work that failed.</summary>
    /// <param name="partial">A playable file of what was done; left out where there is none.</param>
    public static void WriteError(TextWriter output, string message, int exitCode, string? partial)
    {
        var values = new Dictionary<string, object?> { ["message"] = message, ["exitCode"] = exitCode };
        if (partial is not null)
        {
            values.Add("partial", partial);
        }

        new JsonProgress(output).Write("error", values);
    }

    void Write(string name, IReadOnlyDictionary<string, object?> values)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("event", name);
            foreach ((string key, object? value) in values)
            {
                json.WritePropertyName(key);
                WriteValue(json, value);
            }

            json.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
        output.Flush();
    }

    static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case long number: json.WriteNumberValue(number); break;
            case int number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case IEnumerable<string> list:
                json.WriteStartArray();
                foreach (string item in list)
                {
                    json.WriteStringValue(item);
                }

                json.WriteEndArray();
                break;
            default: json.WriteStringValue(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)); break;
        }
    }
}
