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
    [InlineData("24000/1001", "mov")]
    [InlineData("60000/1001", "mkv")]
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

    [Fact]
    public async Task Wrong_ticks_leave_the_old_film_as_it_was()
    {
        string input = folder.MakeWithSound("in.mp4");
        FilmJoinOptions options = await FilmParts.MakeAsync(folder, input, folder["out.mp4"]);
        await File.WriteAllTextAsync(folder["out.mp4"], "before", Cancellation);
        FilmSegment last = options.Segments[^1];
        FilmSegment wrong = last with { Ticks = [.. last.Ticks.SkipLast(1), last.Ticks[^1] + 1] };
        MediaException failure = await Assert.ThrowsAsync<MediaException>(
            () => FilmJoin.JoinAsync(options with { Segments = [.. options.Segments.SkipLast(1), wrong] }, Cancellation));
        Assert.Contains("picture 23 is at", failure.Message);
        Assert.Equal("before", await File.ReadAllTextAsync(folder["out.mp4"], Cancellation));
        Assert.Equal(["in.mp4", "out.mp4", "out.mp4.livestyle"], folder.Names);
        Assert.All(Directory.EnumerateFileSystemEntries(folder["out.mp4.livestyle"]), path => Assert.EndsWith(".mov", path));
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
