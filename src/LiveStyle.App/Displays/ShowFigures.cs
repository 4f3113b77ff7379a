using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LiveStyle.Live;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Sinks;

namespace LiveStyle.App.Displays;

/// <summary>Tells once a second how a show goes.</summary>
static class ShowFigures
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>Until it is canceled.</summary>
    public static async Task TellAsync(LiveShow show, DisplayQueue news, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                FigureSnapshot figures = show.Figures.Snapshot();
                IReadOnlyList<SinkStatus> sinks = show.Sinks.Statuses;
                news.Figures(Line(figures, sinks, show.SourceState.IsConnected ? null : show.SourceState.Reason ?? "gone"), () => Values(figures, sinks));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>One line for people, the most important first, since a terminal may be narrow.</summary>
    public static string Line(FigureSnapshot figures, IReadOnlyList<SinkStatus> sinks, string? absence)
    {
        StageFigures latency = figures.Stages.GetValueOrDefault(LiveStage.Leave);
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"{figures.FramesPerSecond:0.0} frames/s");
        line.Append(absence is null ? string.Create(CultureInfo.InvariantCulture, $" of {figures.FramesPerSecondIn:0.0}") : $"  no source: {absence}");
        line.Append(CultureInfo.InvariantCulture, $"  {latency.P50:0}/{latency.P95:0}/{latency.P99:0} ms");
        foreach (SinkStatus sink in sinks)
        {
            line.Append(sink.Phase == SinkPhase.Running ? $"  {sink.Name}" : $"  {sink.Name}: {sink.Phase.ToString().ToLowerInvariant()}{(sink.Reason is { } reason ? $" ({reason})" : "")}");
        }

        line.Append(CultureInfo.InvariantCulture, $"  repeated {figures.Repeats.Total}  dropped {figures.Drops.Total}");
        if (figures.NetworkSize is { } size)
        {
            line.Append(CultureInfo.InvariantCulture, $"  network {size}");
        }

        return line.ToString();
    }

    /// <summary>All that is known, for programs.</summary>
    public static JsonObject Values(FigureSnapshot figures, IReadOnlyList<SinkStatus> sinks)
    {
        JsonObject values = JsonSerializer.SerializeToNode(figures, Json)!.AsObject();
        values["sinks"] = JsonSerializer.SerializeToNode(sinks, Json);
        return values;
    }
}
