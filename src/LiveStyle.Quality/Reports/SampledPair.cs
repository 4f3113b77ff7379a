using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Probing;
using LiveStyle.Time;

namespace LiveStyle.Quality.Reports;

/// <summary>Two neighboring frames of the original, and the film's of the same times. Disposes them.</summary>
/// <param name="Size">The size of the film; the original comes scaled to it.</param>
/// <param name="Original">One frame, or two where there is a second.</param>
/// <param name="Film">As many.</param>
sealed record SampledPair(FrameSize Size, IReadOnlyList<HostFrame> Original, IReadOnlyList<HostFrame> Film) : IDisposable
{
    /// <summary>Frames of the original that may lack one in the film before it is given up: where frames were dropped.</summary>
    const int Attempts = 4;

    /// <summary>Seconds by which a rounded timestamp may differ.</summary>
    const double Rounding = 0.0015;

    /// <summary>So many frames before the time, so that the pair lies around it, and the film's last one has one before.</summary>
    const double Ahead = 1.5;

    /// <summary>Reads the pair around a time: the later frame is the first after it, or the last one of the film.</summary>
    /// <param name="original">As probed.</param>
    /// <param name="reading">How the original was read for the film.</param>
    /// <param name="film">As probed.</param>
    /// <param name="seconds">In the film's time.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Null where no frame of both is there.</returns>
    public static async Task<SampledPair?> ReadAsync(MediaInfo original, VideoSourceOptions reading, MediaInfo film, double seconds, CancellationToken cancellation)
    {
        FrameSize size = film.RequireVideo().Size;
        seconds = Math.Max(0, seconds - Ahead / film.RequireVideo().FrameRate.ToDouble());
        List<HostFrame> before = [], after = [];
        try
        {
            before = await FramesAsync(original, reading with { Size = size, Planes = false, Strict = false, Window = From(original, seconds) }, Attempts, cancellation);
            if (before.Count == 0)
            {
                return null;
            }

            double first = before[0].Timestamp.Seconds;
            after = await FramesAsync(film, new VideoSourceOptions { Window = From(film, first) }, Attempts, cancellation);
            var met = new List<(HostFrame Original, HostFrame Film)>();
            foreach (HostFrame frame in before)
            {
                if (met.Count < 2 && after.Find(other => Math.Abs(other.Timestamp.Seconds - frame.Timestamp.Seconds) <= Rounding) is { } same)
                {
                    met.Add((frame, same));
                }
            }

            return met.Count == 0 ? null : new SampledPair(size,
                [.. met.Select(pair => pair.Original.AddReference())], [.. met.Select(pair => pair.Film.AddReference())]);
        }
        finally
        {
            before.ForEach(frame => frame.Dispose());
            after.ForEach(frame => frame.Dispose());
        }
    }

    public void Dispose()
    {
        foreach (HostFrame frame in Original.Concat(Film))
        {
            frame.Dispose();
        }
    }

    static TickWindow From(MediaInfo clip, double seconds)
    {
        Rational ticks = clip.RequireVideo().TimeBase;
        return new TickWindow((long)Math.Ceiling((seconds - Rounding) / ticks.ToDouble()), null);
    }

    static async Task<List<HostFrame>> FramesAsync(MediaInfo clip, VideoSourceOptions options, int count, CancellationToken cancellation)
    {
        var frames = new List<HostFrame>();
        try
        {
            await using VideoSource source = await VideoSource.OpenAsync(clip, options, cancellation);
            while (frames.Count < count && await source.ReadAsync(cancellation) is { } frame)
            {
                frames.Add(frame);
            }
        }
        catch (MediaException)
        {
            // Damaged, or at an end: what came counts. The film's own reading has told of damage.
        }
        catch
        {
            frames.ForEach(frame => frame.Dispose());
            throw;
        }

        return frames;
    }
}
