using System.Globalization;
using LiveStyle.Frames;
using LiveStyle.Media.Sequences;
using LiveStyle.TestKit.Pictures;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Formats;

public sealed class SequenceOutputTests(Clips clips, FormatModel model) : FormatTests(clips)
{
    [Fact]
    public async Task A_film_becomes_one_picture_a_frame_with_the_times_beside_them()
    {
        string film = PathOf("film.mkv");
        Clips.Ffmpeg($"-f lavfi -i testsrc2=s=64x48:r=24:d=0.5,format=bgr0 -vf setpts=PTS+floor(N/3)*0.07/TB -fps_mode vfr -c:v ffv1 \"{film}\"");

        await MakeAsync(model, "transcode", film, "out/%04d.png", "--first", "100");

        double[] times = Clips.FrameTimes(film);
        string[] names = [.. Enumerable.Range(100, times.Length).Select(i => $"{i:0000}.png"), SequenceOutput.TimesFile];
        Assert.Equal(names, Entries());
        Assert.Equal(times, File.ReadLines(PathOf("out/timestamps.txt")).Skip(1).SkipLast(1).Select(line => double.Parse(line, CultureInfo.InvariantCulture) / 1000));
        Assert.Equal(Clips.Pixels(film), Pixels($"-start_number 100 -i \"{PathOf("out/%04d.png")}\""));
        Assert.Equal([film, PathOf("out")], Directory.GetFileSystemEntries(Folder).Order());
    }

    [Theory]
    [InlineData("%d.png", 0)]
    [InlineData("%d.jpg", 80)]
    [InlineData("%d.tif", 0)]
    [InlineData("%d.exr", 1)]
    public async Task Pictures_of_every_kind_hold_the_frames(string name, int most)
    {
        await MakeAsync(model, "transcode", Clips["odd.mkv"], $"out/{name}");

        string light = name == "%d.exr" ? "-apply_trc iec61966_2_1 " : "";
        byte[] expected = Clips.Pixels(Clips["odd.mkv"]), actual = Pixels($"{light}-i \"{PathOf("out/" + name)}\"");
        AssertNear(expected, actual, most);
        Assert.InRange(expected.Zip(actual, (one, other) => Math.Abs(one - other)).Average(), 0, 2);
    }

    [Theory]
    [InlineData("%d.png", 0)]
    [InlineData("%d.tif", 0)]
    [InlineData("%d.jpg", 3)]
    public async Task Another_library_reads_the_frames_from_the_pictures(string name, double most)
    {
        await MakeAsync(model, "transcode", Clips["odd.mkv"], $"out/{name}");

        byte[] expected = Clips.Pixels(Clips["odd.mkv"]);
        for (int frame = 0; frame < 3; frame++)
        {
            RgbaPicture read = RgbaPicture.Read(PathOf($"out/{name.Replace("%d", $"{frame + 1}")}"));
            Assert.Equal(new FrameSize(427, 239), read.Size);
            IEnumerable<byte> colors = read.Pixels.Where((_, i) => i % 4 < 3), shown = expected.Skip(frame * 3 * 427 * 239).Take(3 * 427 * 239);
            Assert.InRange(shown.Zip(colors, (one, other) => Math.Abs(one - other)).Average(), 0, most);
        }
    }

    [Theory]
    [InlineData("%d.png")]
    [InlineData("%d.tif")]
    public async Task Alpha_goes_from_pictures_to_pictures(string name)
    {
        Directory.CreateDirectory(PathOf("in"));
        Clips.Ffmpeg($"-f lavfi -i \"testsrc2=s=64x48:r=24:d=0.1,format=rgba,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='X*4'\" \"{PathOf("in/%d.png")}\"");

        await MakeAsync(model, "transcode", "in/%d.png", $"out/{name}");

        const string Opacity = "-vf format=rgba,alphaextract";
        Assert.Equal(Pixels($"-i \"{PathOf("in/%d.png")}\" {Opacity}"), Pixels($"-i \"{PathOf("out/" + name)}\" {Opacity}"));
    }

    [Fact]
    public async Task Pictures_of_another_length_leave_none_of_the_earlier_ones()
    {
        await MakeAsync(model, "transcode", Clips["silent.mkv"], "out/%d.png");
        ProgramRun refused = await RunAsync(Styled(model, "transcode", Clips["odd.mkv"], "out/%d.png"));
        Assert.Equal((1, 25), (refused.ExitCode, Entries().Length));
        Assert.Contains("or have it replaced (add --overwrite)", refused.Error);

        await MakeAsync(model, "transcode", Clips["odd.mkv"], "out/%d.png", "--overwrite");

        Assert.Equal(["1.png", "2.png", "3.png", SequenceOutput.TimesFile], Entries());
        Assert.Contains("427", Clips.Stream(PathOf("out/3.png")));
    }

    [Fact]
    public async Task Segments_give_the_pictures_of_one_run()
    {
        await MakeAsync(model, "transcode", Clips["silent.mkv"], "whole/%d.png");
        await MakeAsync(model, "plan", Clips["silent.mkv"], "out/%d.png", "--segment-seconds", "0.4", "--to", PathOf("work"));
        await SucceedAsync("segment", "work", "--index", "1");
        ProgramRun early = await RunAsync("assemble", "work");
        Assert.Equal(1, early.ExitCode);
        Assert.Empty(Entries());
        await SucceedAsync("segment", "work", "--index", "0");
        await SucceedAsync("assemble", "work");

        Assert.Equal(25, Entries().Length);
        foreach (string file in Directory.GetFiles(PathOf("whole")))
        {
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(PathOf($"out/{Path.GetFileName(file)}")));
        }
    }

    [Fact]
    public async Task What_pictures_cannot_hold_is_told_and_refused_where_nothing_may_be_lost()
    {
        ProgramRun run = await SucceedAsync(Styled(model, "transcode", Clips["walk.mp4"], "out/%d.jpg", "--duration", "0.1"));
        ProgramRun strict = await RunAsync(Styled(model, "transcode", Clips["walk.mp4"], "strict/%d.jpg", "--strict"));
        ProgramRun one = await RunAsync(Styled(model, "transcode", Clips["walk.mp4"], "one.png"));

        Assert.Contains("lost: sound", run.Error);
        Assert.Equal((1, 1), (strict.ExitCode, one.ExitCode));
        Assert.Contains("would be lost", strict.Error);
        Assert.Contains("out/%06d.png", one.Error);
    }

    [Fact]
    public void A_run_that_was_killed_while_it_named_its_pictures_may_go_on()
    {
        var output = new SequenceOutput(PathOf("%d.png"));
        foreach (string name in new[] { "1.png", "7.png", "01.png", "x.png" })
        {
            File.WriteAllText(PathOf(name), "old");
        }

        Assert.Equal(PathOf("1.png"), output.Existing());
        output.Begin();
        foreach (string name in new[] { "1.png", "2.png", SequenceOutput.TimesFile })
        {
            File.WriteAllText(Path.Combine(output.Aside, name), "new");
        }

        // As if killed after the first: what is left of the work says that the pictures are this run's own.
        Directory.CreateDirectory(PathOf(".d.png.whole"));
        Assert.Null(output.Existing());
        output.Publish(1, 2);

        Assert.Equal(
            ["01.png", "1.png", "2.png", SequenceOutput.TimesFile, "x.png"],
            Directory.GetFileSystemEntries(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("new", File.ReadAllText(PathOf("1.png")));
    }

    string[] Entries() => Directory.Exists(PathOf("out"))
        ? [.. Directory.GetFileSystemEntries(PathOf("out")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)]
        : [];
}
