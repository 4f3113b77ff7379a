using System.Globalization;
using LiveStyle.Media.Probing;
using LiveStyle.Time;

namespace LiveStyle.Media.Decoding;

/// <summary>The part of a clip that is wanted, in the timestamps of its file. Source and encoder cut alike by it.</summary>
/// <param name="Begin">The file's timestamp that becomes zero.</param>
/// <param name="End">First timestamp that is left out; null: none.</param>
/// <param name="IsCut">Whether anything may be left out.</param>
readonly record struct ClipCut(TimeSpan Begin, TimeSpan? End, bool IsCut)
{
    /// <summary>
    /// How long after its beginning a cut's first picture may come without the one before it, which is still shown there, being missed: no longer than a
    /// frame of most clips.
    /// </summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromMilliseconds(50);

    /// <exception cref="MediaException">The part is empty or begins after the end.</exception>
    public static ClipCut Of(MediaInfo clip, TimeSpan? start, TimeSpan? duration)
    {
        if (start < TimeSpan.Zero || duration <= TimeSpan.Zero)
        {
            throw new MediaException("the start must not be negative, and the duration must be above zero");
        }

        TimeSpan begin = clip.Origin + (start ?? TimeSpan.Zero);
        TimeSpan end = clip.Start + clip.Duration;
        if (start is not null && clip.Duration > TimeSpan.Zero && begin >= end)
        {
            throw new MediaException($"{clip.Name} is {Text(end - clip.Origin)} s long; start before that");
        }

        return new ClipCut(begin, duration is { } length ? begin + length : null, start > TimeSpan.Zero || duration is not null);
    }

    /// <summary>Gives the place to which ffmpeg seeks, counted from the file's first timestamp; null where it need not.</summary>
    /// <param name="clip">What is cut.</param>
    /// <param name="first">The beginning of the wanted part within the cut; below zero, before it.</param>
    public TimeSpan? Seek(MediaInfo clip, TimeSpan? first = null)
    {
        if (ProbeReading.HasNoClock(clip.Container))
        {
            return null;
        }

        // Broadcast streams have no index: ffmpeg lands anywhere, and the next key frame may be far. Within a cut, pictures
        // that depend on those before the key frame must come as they would without a seek.
        TimeSpan margin = ProbeReading.HasFreeClock(clip.Container) ? TimeSpan.FromSeconds(30)
            : first > TimeSpan.Zero ? TimeSpan.FromSeconds(2) : TimeSpan.Zero;
        TimeSpan from = Begin + (first ?? TimeSpan.Zero);
        TimeSpan offset = from - clip.Start - margin;
        return clip.Location != "-" && from > clip.Origin && offset > TimeSpan.Zero ? offset : null;
    }

    public long BeginTicks(Rational timeBase) => TickScale.FromTime(Begin, timeBase);

    public long? EndTicks(Rational timeBase) => End is { } end ? TickScale.FromTime(end, timeBase) : null;

    /// <summary>Seconds as ffmpeg's options take them.</summary>
    public static string Text(TimeSpan time) => time.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture);
}
