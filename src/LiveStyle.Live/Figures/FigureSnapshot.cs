using System.Text.Json.Serialization;
using LiveStyle.Frames;

namespace LiveStyle.Live.Figures;

/// <summary>A show's figures at one moment. Immutable, and written as JSON by System.Text.Json as it is.</summary>
public sealed record FigureSnapshot
{
    /// <summary>How long the show has run, in seconds.</summary>
    public required double UptimeSeconds { get; init; }

    /// <summary>Pictures that came from the source.</summary>
    public required long FramesIn { get; init; }

    /// <summary>Pictures that the network restyled.</summary>
    public required long FramesRestyled { get; init; }

    /// <summary>Pictures that were shown as they are, since the blend was the original.</summary>
    public required long FramesPassedThrough { get; init; }

    /// <summary>Pictures that were shown as they are, since the network had failed.</summary>
    public required long FramesUnstyled { get; init; }

    /// <summary>Frames that left for the sinks: one a tick.</summary>
    public required long FramesOut { get; init; }

    /// <summary>Ticks that showed no new picture, by cause.</summary>
    public required RepeatFigures Repeats { get; init; }

    /// <summary>What was left out, by cause.</summary>
    public required DropFigures Drops { get; init; }

    /// <summary>Pictures that were older than the show's latency when they left.</summary>
    public required long Late { get; init; }

    /// <summary>Times that a sink broke and was opened again.</summary>
    public required long SinkRestarts { get; init; }

    /// <summary>Pictures per second that come from the source, over the last seconds.</summary>
    public required double FramesPerSecondIn { get; init; }

    /// <summary>New pictures per second, restyled or not, over the last seconds.</summary>
    public required double FramesPerSecondRestyled { get; init; }

    /// <summary>Ticks per second, over the last seconds.</summary>
    public required double FramesPerSecond { get; init; }

    /// <summary>The times of each stage over the last minute.</summary>
    public required IReadOnlyDictionary<LiveStage, StageFigures> Stages { get; init; }

    /// <summary>The times of each stage since the show began.</summary>
    public required IReadOnlyDictionary<LiveStage, StageFigures> StagesEver { get; init; }

    /// <summary>The size at which the network runs; null before it has run.</summary>
    [JsonIgnore]
    public FrameSize? NetworkSize { get; init; }

    /// <summary>The width at which the network runs, in pixels; 0 before it has run.</summary>
    public int NetworkWidth => NetworkSize?.Width ?? 0;

    /// <summary>The height at which the network runs, in pixels; 0 before it has run.</summary>
    public int NetworkHeight => NetworkSize?.Height ?? 0;

    /// <summary>One line on why the network runs at that size; null while it runs at its full size.</summary>
    public string? Note { get; init; }
}
