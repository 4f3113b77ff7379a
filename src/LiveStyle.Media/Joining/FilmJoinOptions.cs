using LiveStyle.Media.Color;
using LiveStyle.Media.Probing;
using LiveStyle.Time;

namespace LiveStyle.Media.Joining;

/// <summary>What is joined to a film, and what it takes over from the original.</summary>
public sealed record FilmJoinOptions
{
    /// <summary>The film's file: .mp4, .m4v, .mov, .mkv or .webm, or numbered pictures. One of that name is replaced only by the whole new one.</summary>
    public required string Output { get; init; }

    /// <summary>The clip that sound, subtitles, chapters, attachments and tags come from, probed.</summary>
    public required MediaInfo Original { get; init; }

    /// <summary>All pictures of the film, in order; all coded alike.</summary>
    public required IReadOnlyList<FilmSegment> Segments { get; init; }

    /// <summary>The time base of the segments' ticks: that of the original's pictures.</summary>
    public required Rational TimeBase { get; init; }

    /// <summary>Average pictures per second; unknown: the original's.</summary>
    public Rational FrameRate { get; init; }

    /// <summary>
    /// The end of the last picture, in ticks as the segments'; null, or not after it, where it lasts one frame of the rate.
    /// </summary>
    public long? End { get; init; }

    /// <summary>How the pictures are coded, where neither codec nor segments can say all of it (FFV1); null: as they say.</summary>
    public ColorDescription? Color { get; init; }

    /// <summary>The cut that the pictures were read with, so that all else is cut alike.</summary>
    public TimeSpan? Start { get; init; }

    /// <inheritdoc cref="Start"/>
    public TimeSpan? Duration { get; init; }

    /// <summary>Number of the first picture where the output is a pattern of pictures ("out/%06d.png").</summary>
    public long FirstNumber { get; init; } = 1;

    /// <summary>A callback with the share that is done, 0..1, from any thread; null for nobody.</summary>
    public Action<double>? Progress { get; init; }
}
