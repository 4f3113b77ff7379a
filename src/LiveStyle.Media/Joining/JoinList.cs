using System.Globalization;
using System.Text;
using LiveStyle.Time;

namespace LiveStyle.Media.Joining;

/// <summary>The list that ffmpeg's concat demuxer reads: each segment's file, and how long it is.</summary>
static class JoinList
{
    /// <param name="segments">The segments, in order.</param>
    /// <param name="timeline">The clock of the film.</param>
    /// <param name="names">What the list calls them; to be kept until ffmpeg has read them.</param>
    public static string Text(IReadOnlyList<FilmSegment> segments, JoinTimeline timeline, ListedFiles names)
    {
        var text = new StringBuilder("ffconcat version 1.0\n");
        long begin = Microseconds(segments[0].Ticks[0], timeline.TimeBase);
        for (int i = 0; i < segments.Count; i++)
        {
            // Differences of rounded moments, so that the roundings don't add up.
            long end = Microseconds(i + 1 < segments.Count ? segments[i + 1].Ticks[0] : timeline.EndTicks, timeline.TimeBase);
            text.Append(CultureInfo.InvariantCulture, $"file {Quote("file:" + names.NameOf(segments[i].Path))}\n");
            text.Append(CultureInfo.InvariantCulture, $"duration {end - begin}us\n");
            begin = end;
        }

        return text.ToString();
    }

    static long Microseconds(long ticks, Rational timeBase) => TickScale.Rescale(ticks, timeBase, new Rational(1, 1_000_000));

    /// <summary>Between single quotes nothing has a meaning but the quote itself.</summary>
    static string Quote(string path) => $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
