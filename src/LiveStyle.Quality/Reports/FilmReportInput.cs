using LiveStyle.Media.Decoding;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Time;

namespace LiveStyle.Quality.Reports;

/// <summary>What a report is told of a finished film; the rest is measured from the film itself.</summary>
public sealed record FilmReportInput
{
    /// <summary>Path or URL of the clip that the film was made from.</summary>
    public required string Original { get; init; }

    /// <summary>Pictures a second of an original that is a pattern of pictures; unknown: the usual rate. Means nothing for others.</summary>
    public Rational OriginalRate { get; init; }

    /// <summary>How the original was read: its cut, above all. Size, planes and window are the report's own.</summary>
    public VideoSourceOptions Reading { get; init; } = new();

    /// <summary>Path of the finished film.</summary>
    public required string Film { get; init; }

    /// <summary>Pictures a second of a film that is a pattern of pictures; unknown: the usual rate. Means nothing for others.</summary>
    public Rational FilmRate { get; init; }

    /// <summary>The bundle, with the styles that the timeline names.</summary>
    public required ModelBundle Model { get; init; }

    /// <summary>The blends over the film's time.</summary>
    public required Timeline Timeline { get; init; }

    /// <summary>The number of the original's video among all its streams; null for the one that players show.</summary>
    public int? Stream { get; init; }

    /// <summary>The number of frames of the original's cut.</summary>
    public required long FramesIn { get; init; }

    /// <summary>The number of frames of the film.</summary>
    public required long FramesOut { get; init; }

    /// <summary>The number of frames of the original that have no frame in the film.</summary>
    public long FramesDropped { get; init; }

    /// <summary>The number of frames of the film that show one of the original once more.</summary>
    public long FramesRepeated { get; init; }

    /// <summary>The time that the making took, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>The speed of the making, in frames per second.</summary>
    public required double FramesPerSecond { get; init; }

    /// <summary>The device that ran the network, by its name for people.</summary>
    public required string DeviceName { get; init; }

    /// <summary>The settings of the film as a person would name them, with their values, in the order to show.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; } = [];

    /// <summary>A sentence for each damage that was found in the original.</summary>
    public IReadOnlyList<string> Damage { get; init; } = [];

    /// <summary>A sentence for each thing of the original that the film could not keep.</summary>
    public IReadOnlyList<string> Lost { get; init; } = [];
}
