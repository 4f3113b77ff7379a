using System.Globalization;
using LiveStyle.Media.Joining;
using LiveStyle.Media.Probing;
using LiveStyle.TestKit.Media;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Joining;

[Trait("Speed", "Slow")]
public sealed class FilmJoinTests : IDisposable
{
    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("30000/1001", "mp4")]
    [InlineData("60000/1001", "mov")]
    [InlineData("24000/1001", "mkv")]
    public async Task Fractional_rates_stay_exact(string rate, string to)
    {
        string input = folder.Make("in.mov", $"-f lavfi -i testsrc2=s=64x48:r={rate}:d=1.5 -c:v libx264 -preset ultrafast -bf 3 -pix_fmt yuv420p");
        string output = folder[$"out.{to}"];
        await FilmParts.JoinAsync(folder, input, output, parts: 4);
        string entries = to == "mkv" ? "avg_frame_rate" : "avg_frame_rate,time_base";
        Assert.Equal(folder.Ask(input, $"-select_streams v -show_entries stream={entries}"), folder.Ask(output, $"-select_streams v -show_entries stream={entries}"));
        Transcoding.AssertSameTimes(folder.FrameTimes(input), folder.FrameTimes(output), to == "mkv" ? 0.001 : 1e-6);
    }

    [Theory]
    [InlineData("mp4")]
    [InlineData("mkv")]
    public async Task Variable_rates_and_late_beginnings_stay(string to)
    {
        string input = folder.Make("in.mp4",
            "-f lavfi -i testsrc2=s=64x48:r=25:d=3 -f lavfi -i sine=d=3 -vf \"select='not(mod(n\\,7))+lt(mod(n\\,25)\\,8)',setpts=PTS+0.4/TB\" -fps_mode vfr "
            + "-c:v libx264 -preset ultrafast -bf 3 -pix_fmt yuv420p -video_track_timescale 90000 -c:a aac");
        await FilmParts.JoinAsync(folder, input, folder[$"out.{to}"], parts: 5);
        Transcoding.AssertSameTimes(folder.FrameTimes(input), folder.FrameTimes(folder[$"out.{to}"]), to == "mp4" ? 1e-6 : 0.0011);
        Transcoding.AssertSameTimes(folder.PacketTimes(input, "a:0"), folder.PacketTimes(folder[$"out.{to}"], "a:0"), 0.0011);
    }

    [Theory]
    [InlineData("mp4")]
    [InlineData("mkv")]
    public async Task Pictures_before_zero_raise_the_whole_film(string to)
    {
        string input = folder.MakeWithSound("in.mp4");
        FilmJoinOptions options = await FilmParts.MakeAsync(folder, input, folder[$"out.{to}"]);

        // As if the clip's clock called its tenth picture zero.
        long tenth = options.Segments.SelectMany(segment => segment.Ticks).ElementAt(9);
        TimeSpan origin = TimeSpan.FromSeconds(tenth * options.TimeBase.ToDouble());
        await FilmJoin.JoinAsync(
            options with
            {
                Original = options.Original with { Origin = origin },
                Segments = [.. options.Segments.Select(segment => segment with { Ticks = [.. segment.Ticks.Select(ticks => ticks - tenth)] })],
            },
            Cancellation);
        Transcoding.AssertSameTimes(folder.FrameTimes(input), folder.FrameTimes(folder[$"out.{to}"]));
        Transcoding.AssertSameTimes(folder.PacketTimes(input, "a:0"), folder.PacketTimes(folder[$"out.{to}"], "a:0"), 0.0011);
    }

    [Fact]
    public async Task Turned_and_stretched_pictures_come_out_upright_and_square()
    {
        string flat = folder.MakeSilent("flat.mp4", "-vf setsar=4/3 -c:v libx264 -preset ultrafast -pix_fmt yuv420p");
        string input = folder.Make("in.mp4", $"-i \"{flat}\" -c copy -metadata:s:v rotate=90");
        FilmJoinOptions options = await FilmParts.MakeAsync(folder, input, folder["out.mkv"], codec: "libx264 -preset ultrafast -pix_fmt yuv420p -vf scale=48:84,setsar=1");
        await FilmJoin.JoinAsync(options, Cancellation);
        VideoStreamInfo video = (await MediaProbe.ProbeAsync(folder["out.mkv"], Cancellation)).RequireVideo();
        Assert.Equal((0, video.CodedSize), (video.Rotation, video.Size));
        Assert.DoesNotContain("rotat", folder.Ask(folder["out.mkv"], "-show_streams"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Sound_and_picture_are_in_step_after_two_hours()
    {
        // Black, a white picture in the middle of every minute (144 pictures), and a beep that begins with it.
        string minute = folder.Make("minute.mov",
            "-f lavfi -i \"color=black:s=16x16:r=2400/1001:d=60.06,drawbox=c=white:t=fill:enable='eq(n,72)'\" -f lavfi -i \"aevalsrc='0.5*sin(6000*t)*between(t,30.03,30.13)':s=8000:d=60.06\" "
            + "-c:v libx264 -preset ultrafast -bf 2 -pix_fmt yuv420p -video_track_timescale 2400 -c:a pcm_s16le");
        string input = folder.Make("in.mov", $"-stream_loop 119 -i \"{minute}\" -map 0 -c copy -video_track_timescale 2400");
        string pictures = folder.Make("pictures.mov", $"-i \"{minute}\" -map 0:v -c copy -video_track_timescale 2400");
        await FilmJoin.JoinAsync(
            new FilmJoinOptions
            {
                Output = folder["out.mov"],
                Original = await MediaProbe.ProbeAsync(input, Cancellation),
                Segments = [.. Enumerable.Range(0, 120).Select(part => new FilmSegment(
                    pictures, [.. Enumerable.Range(part * 144, 144).Select(i => i * 1001L)]))],
                TimeBase = new Rational(1, 2400),
                FrameRate = new Rational(2400, 1001),
            },
            Cancellation);
        string found = folder.Ffmpeg(
            $"-i \"{folder["out.mov"]}\" -vf blackdetect=d=1,metadata=print:key=lavfi.black_end:file=- -af silencedetect=n=-40dB:d=1,ametadata=print:key=lavfi.silence_end:file=- -f null -");
        double[] Times(string key) =>
            [.. found.Split('\n').Where(line => line.StartsWith(key, StringComparison.Ordinal)).Select(line => double.Parse(line[key.Length..], CultureInfo.InvariantCulture))];
        double[] flashes = Times("lavfi.black_end="), beeps = Times("lavfi.silence_end=");
        Assert.True(flashes.Length >= 120 && beeps.Length >= 120, found[^300..]);
        Transcoding.AssertSameTimes([.. Enumerable.Range(0, 120).Select(part => (part * 60.06) + 30.03)], flashes[..120]);
        Transcoding.AssertSameTimes(flashes[..120], beeps[..120]);
    }

    [Fact]
    public async Task Odd_names_are_taken_as_names_and_progress_ends_at_one()
    {
        string input = folder.MakeWithSound("in.mp4");
        string place = Directory.CreateDirectory(folder["it's 100% #1? \"odd\" & a:b"]).FullName;
        FilmJoinOptions options = await FilmParts.MakeAsync(folder, input, folder["out.mp4"]);
        var moved = new List<FilmSegment>();
        foreach (FilmSegment segment in options.Segments)
        {
            string path = Path.Combine(place, $"it's {moved.Count}'.mov");
            File.Move(segment.Path, path);
            moved.Add(segment with { Path = path });
        }

        double share = 0;
        await FilmJoin.JoinAsync(options with { Output = Path.Combine(place, "-o'ut.mp4"), Segments = moved, Progress = done => share = done }, Cancellation);
        Assert.Equal(1, share);
        Assert.Equal(24, folder.FrameTimes(Path.Combine(place, "-o'ut.mp4").Replace("\"", "\\\"", StringComparison.Ordinal)).Length);
    }
}
