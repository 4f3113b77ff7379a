using System.Globalization;
using LiveStyle.Media.Joining;
using LiveStyle.Media.Probing;
using LiveStyle.TestKit.Media;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Joining;

/// <summary>Segments made by ffmpeg from a clip itself, as a renderer would make them, and their join.</summary>
static class FilmParts
{
    /// <summary>Cuts a clip into segments and joins them again.</summary>
    /// <param name="folder">Holds all files.</param>
    /// <param name="input">The original.</param>
    /// <param name="output">The film.</param>
    /// <param name="start">Of the cut, in seconds.</param>
    /// <param name="duration">Of the cut, in seconds.</param>
    /// <param name="codec">Of the segments, with its options.</param>
    /// <param name="parts">How many segments.</param>
    public static async Task<FilmJoinOptions> JoinAsync(
        ClipFolder folder, string input, string output, double? start = null, double? duration = null,
        string codec = "libx264 -preset ultrafast -bf 2 -pix_fmt yuv420p", int parts = 2)
    {
        FilmJoinOptions options = await MakeAsync(folder, input, output, start, duration, codec, parts);
        await FilmJoin.JoinAsync(options, TestContext.Current.CancellationToken);
        return options;
    }

    public static async Task<FilmJoinOptions> MakeAsync(
        ClipFolder folder, string input, string output, double? start = null, double? duration = null,
        string codec = "libx264 -preset ultrafast -bf 2 -pix_fmt yuv420p", int parts = 2)
    {
        MediaInfo original = await MediaProbe.ProbeAsync(input, TestContext.Current.CancellationToken);
        VideoStreamInfo video = original.RequireVideo();
        Rational timeBase = video.TimeBase;
        double tick = timeBase.ToDouble();
        long begin = (long)Math.Round((original.Origin.TotalSeconds + (start ?? 0)) / tick);
        long end = duration is { } length ? (long)Math.Round((original.Origin.TotalSeconds + (start ?? 0) + length) / tick) : long.MaxValue;
        bool isCut = start is not null || duration is not null;
        long[] ticks = [.. folder.Ask(input, $"-select_streams {video.Index} -show_entries frame=pts").Split('\n')
            .Select(line => long.Parse(line, CultureInfo.InvariantCulture)).Order().Where(pts => !isCut || (pts >= begin && pts < end))];
        string filter = "";
        if (codec.IndexOf(" -vf ", StringComparison.Ordinal) is > 0 and int at)
        {
            (codec, filter) = (codec[..at], "," + codec[(at + 5)..]);
        }

        string container = codec.StartsWith("libvpx", StringComparison.Ordinal) ? "mp4" : "mov";
        string work = Directory.CreateDirectory(output + ".livestyle").FullName;
        List<FilmSegment> segments = [];
        foreach (long[] part in ticks.Chunk((ticks.Length + parts - 1) / parts))
        {
            string path = Path.Combine(work, $"segment-{segments.Count:0000}.{container}");
            folder.Ffmpeg(
                $"-copyts -i \"{input}\" -map 0:{video.Index} -filter:v trim=start_pts={part[0]}:end_pts={part[^1] + 1},setpts=PTS-{part[0]}{filter} -fps_mode:v passthrough "
                + $"-enc_time_base:v {timeBase.Numerator}:{timeBase.Denominator} -c:v {codec} -map_metadata -1 -map_chapters -1 "
                + $"-video_track_timescale {timeBase.Denominator} -movie_timescale 1000000 -y \"{path}\"");
            segments.Add(new FilmSegment(path, [.. part.Select(pts => pts - begin)]));
        }

        return new FilmJoinOptions
        {
            Output = output,
            Original = original,
            Segments = segments,
            TimeBase = timeBase,
            FrameRate = video.FrameRate,
            Start = start is { } from ? TimeSpan.FromSeconds(from) : null,
            Duration = duration is { } lasting ? TimeSpan.FromSeconds(lasting) : null,
        };
    }
}
