using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Formats;

/// <summary>Every codec in every container that holds it, through segments.</summary>
public sealed class CodecTests(Clips clips, FormatModel model) : FormatTests(clips)
{
    [Theory]
    [InlineData("h264", "mp4")]
    [InlineData("h264", "mov")]
    [InlineData("h264", "mkv")]
    [InlineData("hevc", "mp4")]
    [InlineData("hevc", "mov")]
    [InlineData("hevc", "mkv")]
    [InlineData("av1", "mp4")]
    [InlineData("av1", "mkv")]
    [InlineData("av1", "webm")]
    [InlineData("vp9", "mp4")]
    [InlineData("vp9", "mkv")]
    [InlineData("vp9", "webm")]
    [InlineData("prores", "mov")]
    [InlineData("prores", "mkv")]
    [InlineData("ffv1", "mkv")]
    public async Task Every_frame_is_at_its_time(string codec, string extension)
    {
        string output = $"out.{extension}";
        string source = PathOf("in.mp4");
        Clips.Ffmpeg($"-f lavfi -i testsrc2=s=96x64:r=30000/1001:d=0.5 -vf setpts=PTS+floor(N/4)*2000/30000/TB -fps_mode vfr -enc_time_base 1:30000 -c:v libx264 -preset ultrafast -bf 2 -video_track_timescale 30000 \"{source}\"");
        await MakeAsync(model, "plan", source, output, ["--codec", codec, "--segment-seconds", "0.25", .. Fast(codec)]);
        Assert.Contains("\"index\": 1,", File.ReadAllText(PathOf($"{output}.livestyle/plan.json")));
        await MakeAsync(model, "transcode", source, output, ["--codec", codec, .. Fast(codec)]);

        Assert.Equal($"{codec},96,64", Clips.Stream(PathOf(output)));
        double[] expected = Clips.FrameTimes(source), actual = Clips.FrameTimes(PathOf(output));
        Assert.Equal(expected.Length, actual.Length);
        double most = extension is "mkv" or "webm" ? 0.001 : 0.000001;
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, most));
    }

    [Theory]
    [InlineData("ffv1", "mp4", "can't hold ffv1")]
    [InlineData("h264", "webm", "can't hold h264")]
    [InlineData("png", "mkv", "can't hold png")]
    [InlineData("raw", "mkv", "can't hold raw")]
    public async Task A_container_that_cannot_hold_a_codec_says_so(string codec, string extension, string told)
    {
        ProgramRun run = await RunAsync(Styled(model, "transcode", Clips["silent.mkv"], $"out.{extension}", "--codec", codec));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(told, Assert.Single(run.ErrorLines));
    }

    static string[] Fast(string codec) => codec is "prores" or "ffv1" ? [] : ["--preset", "ultrafast"];
}
