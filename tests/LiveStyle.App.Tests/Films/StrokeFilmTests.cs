using System.Text.Json.Nodes;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Films;

/// <summary>Films whose strokes have a size of their own: the network runs smaller or larger than the film.</summary>
public sealed class StrokeFilmTests(Clips clips) : FilmTests(clips)
{
    const string Options = "-s 192x144 -c:v libx264 -preset ultrafast -bf 2 -pix_fmt yuv420p -c:a aac -t 4";

    [Fact]
    public async Task Segments_with_strokes_are_the_film_of_one_run_and_the_plan_says_their_size()
    {
        MakeFilm(options: Options);
        await SucceedAsync(["transcode", .. Line("in.mp4", "plain.mp4")]);
        await PlanAsync("in.mp4", "parts.mp4", "--stroke-size", "4");
        JsonNode settings = JsonNode.Parse(File.ReadAllText(PathOf("parts.mp4.livestyle/plan.json")))!["settings"]!;
        foreach (int index in (int[])[3, 1, 0, 2])
        {
            await SucceedAsync("segment", "parts.mp4.livestyle", "--index", $"{index}");
        }

        await SucceedAsync("assemble", "parts.mp4.livestyle");
        await PlanAsync("in.mp4", "whole.mp4", "--stroke-size", "4");
        await SucceedAsync(["transcode", .. Line("in.mp4", "whole.mp4", "--stroke-size", "4")]);

        Assert.Equal(4, settings["strokeSize"]!.GetValue<double>());
        Assert.Equal(FrameHashes(PathOf("whole.mp4")), FrameHashes(PathOf("parts.mp4")));
        Assert.NotEqual(FrameHashes(PathOf("whole.mp4")), FrameHashes(PathOf("plain.mp4")));
        Assert.Equal(Clips.FrameTimes(PathOf("in.mp4")), Clips.FrameTimes(PathOf("parts.mp4")));
    }

    [Fact]
    public async Task A_film_of_the_trained_size_is_the_one_without_strokes_and_a_plan_without_says_nothing_of_them()
    {
        MakeFilm(options: "-s 160x120 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -an -t 1");
        await SucceedAsync("transcode", "in.mp4", "without.mkv", "--model", Model, "--style", "dark", "--codec", "ffv1");
        await SucceedAsync("transcode", "in.mp4", "with.mkv", "--model", Model, "--style", "dark", "--codec", "ffv1", "--stroke-size", "4");
        await PlanAsync("in.mp4", "planned.mp4");

        Assert.Equal(FrameHashes(PathOf("without.mkv")), FrameHashes(PathOf("with.mkv")));
        Assert.DoesNotContain("strokeSize", File.ReadAllText(PathOf("planned.mp4.livestyle/plan.json")));
    }

    [Theory]
    [InlineData("yuv420p10le", "-color_range tv -colorspace bt2020nc -color_trc smpte2084 -color_primaries bt2020")]
    [InlineData("yuv422p10le", "-color_range tv -colorspace bt709")]
    [InlineData("bgr0", "")]
    public async Task Ten_bits_high_dynamic_range_and_tags_come_through_strokes(string pixels, string tags)
    {
        Clips.Ffmpeg($"-f lavfi -i testsrc2=s=193x145:r=24:d=0.25 -c:v ffv1 -pix_fmt {pixels} {tags} \"{PathOf("in.mkv")}\"");

        await SucceedAsync("transcode", "in.mkv", "without.mkv", "--model", Model, "--style", "dark", "--codec", "ffv1");
        await SucceedAsync("transcode", "in.mkv", "out.mkv", "--model", Model, "--style", "dark", "--codec", "ffv1", "--stroke-size", "4");

        const string entries = "width,height,pix_fmt,color_range,color_space,color_transfer,color_primaries";
        Assert.Equal(Clips.Stream(PathOf("without.mkv"), entries: entries), Clips.Stream(PathOf("out.mkv"), entries: entries));
        Assert.Equal(Clips.FrameTimes(PathOf("in.mkv")), Clips.FrameTimes(PathOf("out.mkv")));
    }

    [Fact]
    public async Task Alpha_comes_through_strokes_as_it_was()
    {
        Clips.Ffmpeg($"-f lavfi -i testsrc2=s=192x144:r=24:d=0.25,format=rgba,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='X+Y/2' -c:v ffv1 -pix_fmt yuva444p \"{PathOf("in.mkv")}\"");

        await SucceedAsync("transcode", "in.mkv", "out.mkv", "--model", Model, "--style", "dark", "--codec", "ffv1", "--stroke-size", "4");

        Assert.Equal(AlphaHashes("in.mkv"), AlphaHashes("out.mkv"));
    }

    [Fact]
    public async Task A_mask_and_kept_colors_go_with_strokes()
    {
        Clips.Ffmpeg($"-f lavfi -i testsrc2=s=192x144:r=24:d=0.25 -c:v ffv1 -pix_fmt bgr0 \"{PathOf("in.mkv")}\"");
        Clips.Ffmpeg($"-f lavfi -i color=black:s=192x144,format=rgb24,drawbox=x=96:w=96:h=144:color=white:t=fill -frames:v 1 \"{PathOf("right.png")}\"");

        await SucceedAsync(
            "transcode", "in.mkv", "out.mkv", "--model", Model, "--style", "negative", "--codec", "ffv1", "--stroke-size", "4", "--mask", "right.png", "--keep-colors");

        byte[] original = Clips.Pixels(PathOf("in.mkv")), film = Clips.Pixels(PathOf("out.mkv"));
        int[] left = [.. Differences(x => x < 96)], right = [.. Differences(x => x >= 96)];
        Assert.Equal(0, left.Max());
        Assert.True(right.Average() > 20, $"{right.Average()}");

        IEnumerable<int> Differences(Func<int, bool> isMeant) => Enumerable.Range(0, original.Length).Where(i => isMeant(i / 3 % 192)).Select(i => Math.Abs(original[i] - film[i]));
    }

    [Theory]
    [InlineData("dot.mkv", 1)]
    [InlineData("tiny.mkv", 15)]
    public async Task Films_too_small_for_the_network_are_made_with_strokes(string clip, int side)
    {
        await SucceedAsync("transcode", Clips[clip], "out-%02d.png", "--model", Model, "--style", "dark", "--stroke-size", "1");

        using HostFrame picture = StillImage.Load(PathOf("out-01.png"));
        Assert.Equal(new FrameSize(side, side), picture.Size);
        Assert.Equal(
            Clips.Pixels(Clips[clip])[..picture.Pixels.Length].Average(value => (double)value) / 2, picture.Pixels.ToArray().Average(value => (double)value), 1.0);
    }

    [Fact]
    public async Task A_preset_s_strokes_and_a_sequence_s_and_a_picture_s_are_those_of_a_film()
    {
        Clips.Ffmpeg($"-f lavfi -i testsrc2=s=192x144:r=24:d=0.125 -c:v ffv1 -pix_fmt bgr0 \"{PathOf("in.mkv")}\"");
        Clips.Ffmpeg($"-i \"{PathOf("in.mkv")}\" \"{PathOf("in-%02d.png")}\"");
        File.WriteAllText(PathOf("presets.json"), """{ "coarse": { "style": "dark", "codec": "ffv1", "stroke-size": 4 } }""");

        await SucceedAsync("transcode", "in.mkv", "film.mkv", "--model", Model, "--style", "dark", "--codec", "ffv1", "--stroke-size", "4");
        await SucceedAsync("batch", "in.mkv", "--out-dir", "painted", "--model", Model, "--presets", "presets.json", "--use", "coarse");
        await SucceedAsync("transcode", "in-%02d.png", "out-%02d.png", "--model", Model, "--style", "dark", "--stroke-size", "4");
        await SucceedAsync("stylize", "in-01.png", "one.png", "--model", Model, "--style", "dark", "--stroke-size", "4");

        byte[] film = Clips.Pixels(PathOf("film.mkv"));
        using HostFrame first = StillImage.Load(PathOf("out-01.png")), one = StillImage.Load(PathOf("one.png"));
        Assert.Equal(film, Clips.Pixels(PathOf("painted/in.mkv")));
        Assert.Equal(film[..first.Pixels.Length], first.Pixels.ToArray());
        Assert.Equal(film[..one.Pixels.Length], one.Pixels.ToArray());
    }

    [Fact]
    public async Task A_picture_too_large_for_the_memory_at_its_own_size_names_larger_strokes()
    {
        ProgramRun run = await RunAsync("transcode", Clips["huge.mkv"], "out.mp4", "--style", "munch-scream", "--stroke-size", "0.25", "--slots", "64");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("larger strokes", Assert.Single(run.ErrorLines));
        Assert.Contains("use fewer --slots or a larger --stroke-size", run.Error);
    }

    string AlphaHashes(string name) => Clips.Ffmpeg($"-i \"{PathOf(name)}\" -vf alphaextract -f framemd5 -");
}
