using Xunit;
using LiveStyle.Media;
using LiveStyle.Tests.Media;

namespace LiveStyle.Tests.Joining;

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
        string input = folder.Make("in.mkv",
            "-f lavfi -i testsrc2=s=64x48:r=25:d=1 -f lavfi -i sine=d=1 -c:v libx264 -preset ultrafast -bf 2 -pix_fmt yuv420p -c:a aac -output_ts_offset -0.4 -avoid_negative_ts disabled");
        await FilmParts.JoinAsync(folder, input, folder[$"out.{to}"]);
        double[] before = folder.FrameTimes(input), after = folder.FrameTimes(folder[$"out.{to}"]);
        Assert.Equal(-0.4, before[0], 3);
        Assert.Equal(0, after[0], 3);
        Transcoding.AssertSameTimes([.. before.Select(time => time + 0.4)], after);
        Transcoding.AssertSameTimes([.. folder.PacketTimes(input, "a:0").Select(time => time + 0.4)], folder.PacketTimes(folder[$"out.{to}"], "a:0"), 0.0011);
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
        // Every minute a white picture, and a beep.
        string input = folder.Make("in.mkv",
            "-f lavfi -i color=black:s=16x16:r=2400/1001:d=7200,drawbox=c=white:t=fill:enable='lt(mod(t\\,60)\\,0.4)' "
            + "-f lavfi -i \"aevalsrc='0.5*sin(6000*t)*lt(mod(t,60),0.1)':s=8000:d=7200\" -c:v libx264 -preset ultrafast -bf 2 -g 50 -pix_fmt yuv420p -c:a pcm_s16le");
        FilmJoinOptions options = await FilmParts.JoinAsync(folder, input, folder["out.mov"], parts: 24, start: 30);
        Assert.Equal(24, options.Segments.Count);
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
