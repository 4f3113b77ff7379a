using System.Globalization;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Time;

namespace LiveStyle.Media.Joining;

/// <summary>Compares a joined film's pictures with what the segments promise.</summary>
static class JoinedPictures
{
    /// <summary>One sentence on the first difference; null: number and timestamps agree.</summary>
    /// <param name="path">The path of the film.</param>
    /// <param name="video">The place of its pictures among its video streams.</param>
    /// <param name="options">What was joined.</param>
    /// <param name="timeline">The clocks of the film.</param>
    /// <param name="cancellation">Ends ffprobe.</param>
    public static async Task<string?> DifferenceAsync(string path, int video, FilmJoinOptions options, JoinTimeline timeline, CancellationToken cancellation)
    {
        (int code, string report, _) = await FfmpegProcess.RunAsync(
            FfmpegPrograms.Ffprobe(),
            $"-v error -select_streams v:{video} -show_entries packet=pts:stream=time_base -of csv {QuotedPath.Input(path).Text}",
            cancellation).ConfigureAwait(false);
        Rational timeBase = default;
        List<long> found = [];
        foreach (ReadOnlySpan<char> line in report.AsSpan().EnumerateLines())
        {
            if (line.StartsWith("stream,", StringComparison.Ordinal))
            {
                Rational.TryParse(FirstField(line[7..]), out timeBase);
            }
            else if (line.StartsWith("packet,", StringComparison.Ordinal) &&
                long.TryParse(FirstField(line[7..]), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long pts))
            {
                found.Add(pts);
            }
        }

        int count = options.Segments.Sum(segment => segment.Ticks.Count);
        if (code != 0 || !timeBase.IsKnown)
        {
            return "it can't be played";
        }

        if (found.Count != count)
        {
            return $"it has {found.Count} of {count} pictures";
        }

        // ffmpeg lists packets as they are decoded.
        found.Sort();
        var millisecond = new Rational(1, 1000);
        bool isExact = OutputContainer.Of(options.Output).Muxer is "mp4" or "mov";
        int i = 0;
        foreach (long ticks in options.Segments.SelectMany(segment => segment.Ticks))
        {
            long expected = ticks + timeline.Raise;
            bool same = isExact
                ? TickScale.Rescale(found[i], timeBase, timeline.TimeBase) == expected && TickScale.Rescale(expected, timeline.TimeBase, timeBase) == found[i]
                : Math.Abs(TickScale.Rescale(found[i], timeBase, millisecond) - TickScale.Rescale(expected, timeline.TimeBase, millisecond)) <= 1;
            if (!same)
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"picture {i} is at {TickScale.ToTime(found[i], timeBase).TotalSeconds:0.######} s instead of {TickScale.ToTime(expected, timeline.TimeBase).TotalSeconds:0.######} s");
            }

            i++;
        }

        return null;
    }

    /// <summary>What a packet carries besides may follow in its line.</summary>
    static ReadOnlySpan<char> FirstField(ReadOnlySpan<char> fields)
    {
        int end = fields.IndexOfAnyExcept("0123456789/-");
        return end < 0 ? fields : fields[..end];
    }
}
