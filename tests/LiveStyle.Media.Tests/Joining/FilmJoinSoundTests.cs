using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Joining;

[Trait("Speed", "Slow")]
public sealed class FilmJoinSoundTests : IDisposable
{
    readonly ClipFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("mp4", "aac", "mp4")]
    [InlineData("mp4", "aac", "mkv")]
    [InlineData("mkv", "libopus", "mkv")]
    [InlineData("mp4", "libopus", "mkv")]
    [InlineData("mkv", "pcm_s16le", "mov")]
    public async Task Sound_that_the_container_holds_is_copied_packet_by_packet(string from, string codec, string to)
    {
        string input = folder.MakeWithSound($"in.{from}", $"-c:a {codec}");
        string output = folder[$"out.{to}"];
        await FilmParts.JoinAsync(folder, input, output);
        Assert.Equal(folder.SoundHash(input), folder.SoundHash(output));
        Transcoding.AssertSameTimes(folder.FrameTimes(input), folder.FrameTimes(output));
        Transcoding.AssertSameTimes(folder.PacketTimes(input, "a:0"), folder.PacketTimes(output, "a:0"), 0.0011);
    }

    [Fact]
    public async Task Sound_that_the_container_cannot_hold_is_encoded_anew()
    {
        string input = folder.MakeWithSound("in.mkv", "-c:a pcm_s16le");
        string output = folder["out.webm"];
        await FilmParts.JoinAsync(folder, input, output, codec: "libvpx-vp9 -deadline realtime -cpu-used 8");
        Assert.Equal("opus", folder.Ask(output, "-select_streams a -show_entries stream=codec_name"));
        double[] packets = folder.PacketTimes(output, "a:0");
        Assert.InRange(packets[0], -0.008, -0.005); // what Opus hears before it speaks
        Assert.InRange(packets[^1], 0.97, 1);
        Transcoding.AssertSameTimes(folder.FrameTimes(input), folder.FrameTimes(output));
    }

    [Theory]
    [InlineData("2.5", "0.5")]
    [InlineData("0.5", "1.5")]
    public async Task Sound_longer_or_shorter_than_the_picture_is_kept_whole(string sound, string picture)
    {
        string input = folder.Make("in.mp4",
            $"-f lavfi -i testsrc2=s=64x48:r=24:d={picture} -f lavfi -i sine=d={sound} -c:v libx264 -pix_fmt yuv420p -c:a aac");
        await FilmParts.JoinAsync(folder, input, folder["out.mkv"]);
        Assert.Equal(folder.SoundHash(input), folder.SoundHash(folder["out.mkv"]));
        Assert.Equal(folder.FrameTimes(input).Length, folder.FrameTimes(folder["out.mkv"]).Length);
    }

    [Theory]
    [InlineData("0.3", "mp4")]
    [InlineData("-0.2", "mkv")]
    [InlineData("-0.2", "mov")]
    public async Task Sound_and_picture_keep_their_distance(string offset, string container)
    {
        string input = folder.Make("in.mkv",
            $"-f lavfi -i testsrc2=s=64x48:r=24:d=1 -itsoffset {offset} -f lavfi -i sine=d=1 -c:v libx264 -c:a aac -output_ts_offset 0.5");
        string output = folder[$"out.{container}"];
        await FilmParts.JoinAsync(folder, input, output);
        Transcoding.AssertSameTimes(folder.FrameTimes(input), folder.FrameTimes(output));
        Transcoding.AssertSameTimes(folder.PacketTimes(input, "a:0"), folder.PacketTimes(output, "a:0"), 0.0011);
    }

    [Theory]
    [InlineData("in.mp4", "out.mp4", 0.5, 1.0)]
    [InlineData("in.mkv", "out.mp4", 1.25, null)]
    [InlineData("in.mp4", "out.mkv", null, 0.7)]
    [InlineData("in.ts", "out.mp4", 0.5, 1.0)]
    public async Task A_cut_takes_the_sound_of_the_same_time(string from, string to, double? start, double? duration)
    {
        string input = folder.Make(from,
            "-f lavfi -i testsrc2=s=64x48:r=24:d=2 -f lavfi -i sine=d=2 -c:v libx264 -g 12 -bf 2 -pix_fmt yuv420p -c:a aac");
        double origin = from.EndsWith("ts", StringComparison.Ordinal) ? folder.PacketTimes(input, "a:0")[0] : 0;
        await FilmParts.JoinAsync(folder, input, folder[to], start, duration);
        double[] Inside(double[] times) =>
            [.. times.Select(time => time - origin - (start ?? 0)).Where(time => time >= (start is null ? -1 : -1e-4) && time < (duration ?? 100) - 1e-4)];
        Transcoding.AssertSameTimes(Inside(folder.FrameTimes(input)), folder.FrameTimes(folder[to]));
        Transcoding.AssertSameTimes(Inside(folder.PacketTimes(input, "a:0")), folder.PacketTimes(folder[to], "a:0"), 0.0011);
    }

    [Fact]
    public async Task A_cut_of_sound_that_is_encoded_anew_has_its_length()
    {
        string input = folder.Make("in.mp4", "-f lavfi -i testsrc2=s=64x48:r=24:d=3 -f lavfi -i sine=d=3 -c:v libx264 -pix_fmt yuv420p -c:a aac");
        await FilmParts.JoinAsync(folder, input, folder["out.webm"], 1.2, 0.8, "libvpx-vp9 -deadline realtime -cpu-used 8");
        double[] packets = folder.PacketTimes(folder["out.webm"], "a:0");
        Assert.InRange(packets[0], -0.03, 0.03);
        Assert.InRange(packets[^1], 0.75, 0.82);
    }
}
