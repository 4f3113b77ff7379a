using LiveStyle.App.Films;
using LiveStyle.App.Reports;

namespace LiveStyle.App.Transcoding;

/// <summary>What <c>livestyle transcode</c> was asked for: the film, and how this run goes about it.</summary>
sealed record TranscodeOptions
{
    public required FilmSettings Film { get; init; }

    public FilmSpeed Speed { get; init; }

    /// <summary>Whether a film that is there is replaced, and work on one with other settings dropped.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Asked once where the film is there and <see cref="Overwrite"/> isn't set.</summary>
    public Func<string, bool> MayReplace { get; init; } = _ => false;

    /// <summary>Container of a film that goes to standard output; null: matroska.</summary>
    public string? Format { get; init; }

    /// <summary>What to measure for a report beside the film; null: none.</summary>
    public FilmReportOptions? Report { get; init; }

    /// <summary>Picture to draw of frames before and after; null for none.</summary>
    public string? ContactSheet { get; init; }
}
