using LiveStyle.Transcoding.Plan;

namespace LiveStyle.Transcoding.Running;

/// <summary>A film, and how one run goes about making it.</summary>
public sealed record TranscodeOptions
{
    /// <summary>The settings that decide the film.</summary>
    public required FilmSettings Film { get; init; }

    /// <summary>The threads and slots; by default chosen for the machine.</summary>
    public FilmSpeed Speed { get; init; }

    /// <summary>Whether a film that is there is replaced, and work on one with other settings dropped.</summary>
    public bool Overwrite { get; init; }

    /// <summary>
    /// A question that is asked once, with the film's path, where the film is there and <see cref="Overwrite"/> isn't set; by default the
    /// answer is no.
    /// </summary>
    public Func<string, bool> MayReplace { get; init; } = _ => false;

    /// <summary>
    /// The stream that "-" as input stands for, such as the process's standard input; it is not disposed of. Null where nothing is piped
    /// there, as at a terminal.
    /// </summary>
    public Stream? StandardInput { get; init; }

    /// <summary>
    /// The stream that "-" as output stands for, such as the process's standard output; it is disposed of when the film is there. Null
    /// where nobody reads there, as at a terminal.
    /// </summary>
    public Stream? StandardOutput { get; init; }

    /// <summary>The container of a film that goes to a pipe; null for matroska.</summary>
    public string? Format { get; init; }

    /// <summary>
    /// A callback once the film is there, while the work on it is still kept: it writes a report and returns the path of its page, in the
    /// words of the working folder. Null where there is none.
    /// </summary>
    public Func<FinishedFilm, CancellationToken, Task<string>>? Report { get; init; }

    /// <summary>The path of a picture to draw of frames before and after; null for none.</summary>
    public string? ContactSheet { get; init; }
}
