using LiveStyle.Transcoding.Plan;

namespace LiveStyle.Transcoding.Running;

/// <summary>What the transcoder is asked for: the film, and how this run goes about it.</summary>
public sealed record TranscodeOptions
{
    public required FilmSettings Film { get; init; }

    public FilmSpeed Speed { get; init; }

    /// <summary>Whether a film that is there is replaced, and work on one with other settings dropped.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Asked once where the film is there and <see cref="Overwrite"/> isn't set.</summary>
    public Func<string, bool> MayReplace { get; init; } = _ => false;

    /// <summary>What "-" as input stands for, such as the process's standard input; not disposed of. Null: nothing is piped there, as at a terminal.</summary>
    public Stream? StandardInput { get; init; }

    /// <summary>What "-" as output stands for, such as the process's standard output; disposed of when the film is there. Null: nobody reads there, as at a terminal.</summary>
    public Stream? StandardOutput { get; init; }

    /// <summary>Container of a film that goes to standard output; null: matroska.</summary>
    public string? Format { get; init; }

    /// <summary>
    /// Called once the film is there, while the work on it is still kept: writes a report and returns the path of its page, in the
    /// words of the working folder. Null: there is none.
    /// </summary>
    public Func<FinishedFilm, CancellationToken, Task<string>>? Report { get; init; }

    /// <summary>Picture to draw of frames before and after; null for none.</summary>
    public string? ContactSheet { get; init; }
}
