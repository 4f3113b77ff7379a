using System.Globalization;
using LiveStyle.Live.Control;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Sinks;
using LiveStyle.Live.Sound;
using LiveStyle.Styles;

namespace LiveStyle.Live.Windows;

/// <summary>How a show is doing at one moment, as its window tells it. Immutable.</summary>
sealed record ShowReading
{
    public required string Source { get; init; }

    /// <summary>What runs the network, for people.</summary>
    public required string Device { get; init; }

    public required FigureSnapshot Figures { get; init; }

    public required DeskState Desk { get; init; }

    /// <summary>The styles that show now, in the middle of a melt too.</summary>
    public required Blend Shows { get; init; }

    public required IReadOnlyList<SinkStatus> Sinks { get; init; }

    /// <summary>How the sound is doing; null where the show has none.</summary>
    public SoundFigures? Sound { get; init; }

    /// <summary>Why the source gives no picture; null while it does.</summary>
    public string? Absence { get; init; }

    /// <summary>Why the last key did nothing; null where it did something.</summary>
    public string? Refusal { get; init; }

    /// <summary>What a person should know first; null while all is well.</summary>
    public string? Trouble
    {
        get
        {
            int down = Sinks.Count(sink => sink.Phase == SinkPhase.Retrying);
            string?[] all =
            [
                Desk.IsPrivate ? "private: the slate hides the picture" : null,
                Absence is null ? null : $"no picture comes: {Absence}",
                down == 0 ? null : $"{Sinks.First(sink => sink.Phase == SinkPhase.Retrying).Name} is down{(down > 1 ? $", and {down - 1} more" : "")}",
                Refusal,
            ];
            return all.Any(part => part is not null) ? string.Join("; ", all.OfType<string>()) : null;
        }
    }

    /// <summary>The title bar: source, blend, speed, and trouble.</summary>
    public string Title => string.Create(CultureInfo.InvariantCulture,
        $"{Source} - {Shows} - {Figures.FramesPerSecond:0.0} fps{(Trouble is { } trouble ? $" - {trouble}" : "")} - LiveStyle");
}
