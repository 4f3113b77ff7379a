using LiveStyle.Media.Decoding;
using LiveStyle.Time;

namespace LiveStyle.Media.Joining;

/// <summary>How the clocks of segments, original and film relate.</summary>
/// <remarks>
/// The original keeps its timestamps and the pictures are raised to them, since ffmpeg reads two inputs in step only if
/// their clocks agree: by whole seconds, which no container rounds. The output's are lowered by them again.
/// </remarks>
sealed class JoinTimeline
{
    public JoinTimeline(FilmJoinOptions options, ClipCut cut)
    {
        Cut = cut;
        TimeBase = options.TimeBase;
        FrameRate = options.FrameRate.IsKnown ? options.FrameRate : options.Original.Video?.FrameRate ?? new Rational(25, 1);
        FirstTicks = options.Segments[0].Ticks[0];
        LastTicks = options.Segments[^1].Ticks[^1];
        Count = options.Segments.Sum(segment => (long)segment.Ticks.Count);
        EndTicks = options.End is { } end && end > LastTicks
            ? end : LastTicks + Math.Max(1, TickScale.Rescale(1, new Rational(FrameRate.Denominator, FrameRate.Numerator), TimeBase));

        // Players show nothing of what lies before zero, so the whole film is raised.
        Raise = Math.Max(0, -FirstTicks);
        Begin = TickScale.ToTime(cut.BeginTicks(TimeBase), TimeBase);
        WholeSeconds = TimeSpan.FromSeconds(Math.Floor(Begin.TotalSeconds));
    }

    public ClipCut Cut { get; }

    public Rational TimeBase { get; }

    public Rational FrameRate { get; }

    public long FirstTicks { get; }

    public long LastTicks { get; }

    /// <summary>When the last picture ends.</summary>
    public long EndTicks { get; }

    /// <summary>The number of pictures.</summary>
    public long Count { get; }

    /// <summary>Ticks that the film lies later than the segments' ticks say.</summary>
    public long Raise { get; }

    /// <summary>The original's timestamp that the ticks count from.</summary>
    public TimeSpan Begin { get; }

    public TimeSpan WholeSeconds { get; }

    /// <summary>Added to the joined pictures, whose own clock starts at zero.</summary>
    public TimeSpan PictureDelay => WholeSeconds + TickScale.ToTime(FirstTicks + Raise, TimeBase);

    /// <summary>Added to all that comes from the original (often less than nothing).</summary>
    public TimeSpan OriginalDelay => WholeSeconds + TickScale.ToTime(Raise, TimeBase) - Begin;

    /// <summary>The time from the film's zero to the end of its last picture.</summary>
    public TimeSpan Length => TickScale.ToTime(EndTicks + Raise, TimeBase);

    /// <summary>A moment of the original by the film's clock.</summary>
    public TimeSpan InFilm(TimeSpan original) => original + OriginalDelay - WholeSeconds;
}
