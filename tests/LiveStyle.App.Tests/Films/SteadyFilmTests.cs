using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Films;

public sealed class SteadyFilmTests(Clips clips) : FilmTests(clips)
{
    [Fact]
    public async Task Segments_of_a_steadied_film_rendered_in_any_order_are_the_film_of_one_run()
    {
        MakeFilm();
        await PlanAsync("in.mp4", "whole.mp4", "--steadiness", "0.8");
        await SucceedAsync(["transcode", .. Line("in.mp4", "whole.mp4", "--steadiness", "0.8")]);
        await PlanAsync("in.mp4", "parts.mp4", "--steadiness", "0.8");
        foreach (int index in (int[])[4, 0, 2])
        {
            await SucceedAsync("segment", "parts.mp4.livestyle", "--index", $"{index}");
        }

        // What is left goes on from the middle.
        await SucceedAsync(["transcode", .. Line("in.mp4", "parts.mp4", "--steadiness", "0.8")]);
        await SucceedAsync(["transcode", .. Line("in.mp4", "plain.mp4")]);

        string whole = FrameHashes(PathOf("whole.mp4"));
        Assert.Equal(whole, FrameHashes(PathOf("parts.mp4")));
        Assert.NotEqual(whole, FrameHashes(PathOf("plain.mp4")));
        Assert.Equal(Clips.FrameTimes(PathOf("in.mp4")), Clips.FrameTimes(PathOf("whole.mp4")));
    }

    [Theory]
    [InlineData("1.2")]
    [InlineData("-0.1")]
    [InlineData("NaN")]
    public async Task A_steadiness_outside_0_to_1_is_misuse(string steadiness)
    {
        MakeFilm();

        ProgramRun run = await RunAsync(["transcode", .. Line("in.mp4", "out.mp4", $"--steadiness={steadiness}")]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"--steadiness {steadiness}: give a number from 0 (each picture by itself) to 1", Assert.Single(run.ErrorLines));
        Assert.False(File.Exists(PathOf("out.mp4")));
    }

    [Theory]
    [InlineData("one frame", "-f lavfi -i testsrc2=s=64x48:r=24 -frames:v 1 -c:v libx264 -pix_fmt yuv420p", "out.mp4")]
    [InlineData("black", "-f lavfi -i color=black:s=64x48:r=24:d=1 -c:v libx264 -pix_fmt yuv420p", "out.mp4")]
    [InlineData("odd", "-f lavfi -i testsrc2=s=67x35:r=24:d=1 -c:v ffv1 -pix_fmt yuv444p", "out.mkv")]
    [InlineData("a cut at every frame", "-f lavfi -i nullsrc=s=64x48:r=24:d=1,geq=lum='random(1)*255':cb=128:cr=128 -c:v ffv1 -pix_fmt yuv420p", "out.mp4")]
    [InlineData("alpha", "-f lavfi -i testsrc2=s=64x48:r=24:d=1,format=yuva420p -c:v ffv1 -pix_fmt yuva420p", "out.mkv", "--codec", "ffv1")]
    [InlineData("HDR", "-f lavfi -i testsrc2=s=64x48:r=24:d=1 -c:v ffv1 -pix_fmt yuv420p10le -color_primaries bt2020 -color_trc smpte2084 -colorspace bt2020nc", "out.mkv", "--codec", "ffv1")]
    [InlineData("kept colors", "-f lavfi -i testsrc2=s=64x48:r=24:d=1 -c:v libx264 -pix_fmt yuv420p", "out.mp4", "--keep-colors")]
    public async Task Every_frame_of_any_clip_comes_through(string what, string options, string output, params string[] more)
    {
        string input = "in.mkv";
        Clips.Ffmpeg($"{options} \"{PathOf(input)}\"");

        await SucceedAsync(["transcode", .. Losslessly(input, output, ["--steadiness", "1", .. more])]);

        Assert.True(Clips.FrameTimes(PathOf(input)).Length == Clips.FrameTimes(PathOf(output)).Length, what);
    }

    [Fact]
    public async Task Behind_a_mask_the_original_stays_as_it_is()
    {
        Clips.Ffmpeg($"-f lavfi -i testsrc2=s=64x48:r=24:d=1,noise=alls=20:allf=t -c:v ffv1 -pix_fmt gbrp \"{PathOf("in.mkv")}\"");
        Clips.Ffmpeg($"-f lavfi -i color=black:s=64x48,drawbox=x=32:w=32:h=48:color=white:t=fill -frames:v 1 \"{PathOf("mask.png")}\"");

        await SucceedAsync(["transcode", .. Losslessly("in.mkv", "out.mkv", "--steadiness", "1", "--mask", "mask.png", "--codec", "ffv1")]);
        await SucceedAsync(["transcode", .. Losslessly("in.mkv", "plain.mkv", "--mask", "mask.png", "--codec", "ffv1")]);

        byte[] steady = Clips.Pixels(PathOf("out.mkv")), plain = Clips.Pixels(PathOf("plain.mkv"));
        Assert.DoesNotContain(Enumerable.Range(0, steady.Length), i => i / 3 % 64 < 32 && plain[i] != steady[i]);
        Assert.NotEqual(plain, steady);
    }

    [Fact]
    public async Task A_clip_that_changes_its_size_is_steadied_in_its_first()
    {
        Clips.Ffmpeg($"-f lavfi -i testsrc2=s=64x48:r=25:d=1 -c:v mpeg2video -g 10 -f mpegts \"{PathOf("a.ts")}\"");
        Clips.Ffmpeg($"-f lavfi -i testsrc2=s=128x96:r=25:d=1 -c:v mpeg2video -g 10 -output_ts_offset 1 -f mpegts \"{PathOf("b.ts")}\"");
        File.WriteAllBytes(PathOf("in.ts"), [.. File.ReadAllBytes(PathOf("a.ts")), .. File.ReadAllBytes(PathOf("b.ts"))]);

        await SucceedAsync(["transcode", .. Losslessly("in.ts", "plain.mkv", "--codec", "ffv1")]);
        await SucceedAsync(["transcode", .. Losslessly("in.ts", "out.mkv", "--codec", "ffv1", "--steadiness", "1")]);

        Assert.Equal(Clips.FrameTimes(PathOf("plain.mkv")), Clips.FrameTimes(PathOf("out.mkv")));
        Assert.NotEqual(FrameHashes(PathOf("plain.mkv")), FrameHashes(PathOf("out.mkv")));
    }

    [Fact]
    public async Task Regions_are_steadied_each_in_its_style_and_the_original_beside_them_is_not()
    {
        Clips.Ffmpeg($"-f lavfi -i testsrc2=s=64x48:r=24:d=1,noise=alls=20:allf=t -c:v ffv1 -pix_fmt gbrp \"{PathOf("in.mkv")}\"");
        Clips.Ffmpeg($"-f lavfi -i color=black:s=64x48,drawbox=x=32:w=32:h=48:color=white:t=fill -frames:v 1 \"{PathOf("right.png")}\"");
        string[] line = ["in.mkv", "--model", Model, "--style", "original", "--region", "right.png=negative*0.4 + dark*0.3", "--codec", "ffv1"];

        await SucceedAsync(["transcode", .. line, "plain.mkv"]);
        await SucceedAsync(["transcode", .. line, "out.mkv", "--steadiness", "1"]);

        byte[] steady = Clips.Pixels(PathOf("out.mkv")), plain = Clips.Pixels(PathOf("plain.mkv"));
        Assert.DoesNotContain(Enumerable.Range(0, steady.Length), i => i / 3 % 64 < 32 && plain[i] != steady[i]);
        Assert.NotEqual(plain, steady);
    }

    /// <summary>A line for codecs that have no speeds to choose from.</summary>
    string[] Losslessly(string input, string output, params string[] more) => [input, output, "--model", Model, "--style", "negative*0.4 + dark*0.3", .. more];
}
