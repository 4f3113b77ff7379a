using LiveStyle.Sample.Scenes;
using LiveStyle.TestKit.Programs;
using LiveStyle.Transcoding.Plan;
using Xunit;

namespace LiveStyle.App.Tests.Formats;

public sealed class SequenceInputTests(Clips clips, FormatModel model) : FormatTests(clips)
{
    [Fact]
    public async Task Numbered_pictures_become_a_film_at_the_rate_that_was_asked_for()
    {
        Draw("%05d.png", "-start_number 7");

        await MakeAsync(model, "transcode", "frames/%05d.png", "out.mov", "--codec", "prores", "--fps", "23.976", "--size", "64x48");
        await MakeAsync(model, "transcode", "frames/%05d.png", "out.mkv", "--codec", "ffv1", "--fps", "24000/1001");

        Assert.Equal("24000/1001", Clips.Stream(PathOf("out.mov"), "v", "r_frame_rate"));
        Assert.Equal(Enumerable.Range(0, 6).Select(i => Math.Round(i * 1001 / 24000.0, 6)), Clips.FrameTimes(PathOf("out.mov")));
        Assert.Equal(Pixels($"-start_number 7 -i \"{PathOf("frames/%05d.png")}\""), Clips.Pixels(PathOf("out.mkv")));
    }

    [Fact]
    public async Task Pictures_by_wildcard_come_in_the_order_of_their_names()
    {
        Draw("%05d.png", "");
        File.Move(PathOf("frames/00003.png"), PathOf("frames/00000.png"));

        await MakeAsync(model, "transcode", "frames/*.png", "out.mkv", "--codec", "ffv1");

        byte[] all = Pixels($"-f image2 -pattern_type glob -i \"{PathOf("frames/*.png")}\"");
        Assert.Equal(6 * 64 * 48 * 3, all.Length);
        Assert.Equal(all, Clips.Pixels(PathOf("out.mkv")));
        Assert.Equal(0.2, Clips.FrameTimes(PathOf("out.mkv"))[5]);
    }

    [Theory]
    [InlineData("%d.png", "-pix_fmt rgb48be", 1)]
    [InlineData("%d.png", "-pix_fmt gray", 1)]
    [InlineData("%d.jpg", "-q:v 1", 4)]
    [InlineData("%d.tif", "", 0)]
    [InlineData("%d.exr", "-vf zscale=matrixin=gbr:matrix=gbr:transferin=iec61966-2-1:transfer=linear,format=gbrpf32le", 1)]
    public async Task Pictures_of_every_kind_are_read(string name, string options, int most)
    {
        Draw(name, options);

        await MakeAsync(model, "transcode", $"frames/{name}", "out.mkv", "--codec", "ffv1");

        string light = name == "%d.exr" ? "-apply_trc iec61966_2_1 " : "";
        AssertNear(Pixels($"{light}-i \"{PathOf("frames/" + name)}\" -sws_flags bicubic+accurate_rnd+full_chroma_int"), Clips.Pixels(PathOf("out.mkv")), most);
        if (!options.Contains("gray"))
        {
            double mean = Pixels(Source + " -frames:v 6").Zip(Clips.Pixels(PathOf("out.mkv")), (a, b) => Math.Abs(a - b)).Average();
            Assert.InRange(mean, 0, 6);
        }
    }

    [Fact]
    public async Task A_missing_picture_is_named()
    {
        Draw("%05d.png", "");
        File.Delete(PathOf("frames/00004.png"));

        ProgramRun run = await RunAsync(Styled(model, "transcode", "frames/%05d.png", "out.mkv"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("00004.png is missing", Assert.Single(run.ErrorLines));
        Assert.False(File.Exists(PathOf("out.mkv")));
    }

    [Fact]
    public async Task Segments_of_pictures_that_have_changed_are_not_joined()
    {
        Draw("%05d.png", "");
        await MakeAsync(model, "plan", "frames/%05d.png", "out.mkv", "--segment-seconds", "0.12");
        await SucceedAsync("segment", "out.mkv.livestyle", "--index", "0");
        await SucceedAsync("segment", "out.mkv.livestyle", "--index", "1");
        File.SetLastWriteTimeUtc(PathOf("frames/00002.png"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        ProgramRun run = await RunAsync("assemble", "out.mkv.livestyle");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("has changed since the film was planned", run.Error);
    }

    [Theory]
    [InlineData("23.976", "24000/1001")]
    [InlineData("23.98", "24000/1001")]
    [InlineData("29.97", "30000/1001")]
    [InlineData("59.94", "60000/1001")]
    [InlineData("47.952", "48000/1001")]
    [InlineData("24", "24/1")]
    [InlineData("24.0", "24/1")]
    [InlineData("12.5", "25/2")]
    [InlineData("30000/1001", "30000/1001")]
    public void A_rate_is_taken_as_the_exact_one_that_it_stands_for(string text, string exact) => Assert.Equal(exact, FilmOriginal.ReadRate(text).ToString());

    [Theory]
    [InlineData("abc")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("24/0")]
    public void What_is_no_rate_is_refused(string text) => Assert.Contains("no frame rate", Assert.Throws<LiveStyleException>(() => FilmOriginal.ReadRate(text)).Message);

    [Fact]
    public async Task A_rate_is_refused_for_a_film_that_has_times_of_its_own()
    {
        ProgramRun run = await RunAsync(Styled(model, "transcode", Clips["silent.mkv"], "out.mkv", "--fps", "25"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("(leave --fps out)", run.Error);
    }

    const string Source = "-f lavfi -i testsrc2=s=64x48:r=24:d=0.25,format=rgb24";

    void Draw(string name, string options)
    {
        Directory.CreateDirectory(PathOf("frames"));
        Clips.Ffmpeg($"{Source} {options} \"{PathOf("frames/" + name)}\"");
    }
}
