using LiveStyle.Bundles;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

/// <summary>Names that shells, ffmpeg and formats of lists trip over, in the place of every path of every command.</summary>
[Collection(InProcessCollection.Name)]
public sealed class NamesTests(Clips clips) : ProgramTests(clips)
{
    public static TheoryData<string> Names =>
    [
        "20%dollar and %05d", "new\nline car\rriage", "it's \"quoted\" `$HOME` back\\slash", "-dash [brackets] {0} * ; & #1? @ naïve ☃  ", "concat:a|b",
    ];

    [Theory, MemberData(nameof(Names))]
    public async Task A_film_is_made_whatever_its_files_are_called(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows knows no such names.");
        using var bundle = new TinyBundle();
        string folder = Directory.CreateDirectory(PathOf(name)).FullName;
        string In(string file) => Path.Combine(folder, file);
        File.Copy(Clips["walk.mp4"], In($"{name}.mp4"));
        Clips.Ffmpeg($"-f lavfi -i testsrc2=s=64x48:r=24:d=1 -c:v ffv1 -y \"{PathOf("mask.mkv")}\"");
        File.Move(PathOf("mask.mkv"), In($"{name}.mkv"));
        File.Copy(Clips["picture.png"], In($"{name}.png"));
        File.WriteAllText(In($"{name}.json"), """{ "keyframes": [ { "time": 0, "blend": "dark" }, { "time": 1, "blend": "white*0.2 + mine" } ] }""");
        Style(bundle.Directory).Save(In($"{name}.style.safetensors"));
        string copy = In(name + " model");
        Directory.CreateDirectory(copy);
        Array.ForEach(Directory.GetFiles(bundle.Directory), file => File.Copy(file, Path.Combine(copy, Path.GetFileName(file))));
        string[] look = ["--model", copy, "--style-file", In($"{name}.style.safetensors"), "--mask", In($"{name}.png"), "--region", $"{In($"{name}.mkv")}=negative"];

        await MakeAsync(["transcode", In($"{name}.mp4"), In("out.mp4"), .. look, "--timeline", In($"{name}.json"), "--contact-sheet", In($"{name} sheet.png"), "--report"]);
        await MakeAsync(["plan", In($"{name}.mp4"), In($"{name} planned.mkv"), .. look, "--style", "dark", "--to", In($"{name} work")]);
        await MakeAsync(["submit", In($"{name} work"), "--engine", "openjd", "--program", In("livestyle")]);
        await MakeAsync(["segment", In($"{name} work"), "--index", "0"]);
        await MakeAsync(["assemble", In($"{name} work")]);
        File.WriteAllText(In($"{name} presets.json"), """{ "night": { "style": "dark", "codec": "ffv1" } }""");
        await MakeAsync(["batch", In($"{name}.mp4"), "--out-dir", In($"{name} films"), "--container", "mkv", "--presets", In($"{name} presets.json"), "--use", "night", "--model", copy]);
        await MakeAsync(["probe", In($"{name}.mp4")]);

        Assert.Equal(24, Clips.FrameTimes(Plain(In("out.mp4"))).Length);
        Assert.Equal(Clips.SoundHash(Clips["walk.mp4"]), Clips.SoundHash(Plain(In("out.mp4"))));
        Assert.Equal(24, Clips.FrameTimes(Plain(In($"{name} planned.mkv"))).Length);
        Assert.True(File.Exists(In($"{name} sheet.png")) && File.Exists(In("out.mp4.report.html")));
        Assert.Equal([In($"{name} films/{name}.mkv")], Directory.GetFiles(In($"{name} films")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder, "*.livestyle"));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Pictures_are_made_whatever_they_are_called(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows knows no such names.");
        using var bundle = new TinyBundle();
        string folder = Directory.CreateDirectory(PathOf(name)).FullName;
        string In(string file) => Path.Combine(folder, file);
        string[] look = ["--model", bundle.Directory, "--device", "cpu"];
        File.Copy(Clips["picture.png"], In($"{name}.png"));
        for (int i = 1; i <= 3; i++)
        {
            File.Copy(Clips["picture.png"], In($"shot {i:000}.png"));
        }

        await MakeAsync(["stylize", In($"{name}.png"), In($"{name} styled.jpg"), "--style", "dark", .. look]);
        await MakeAsync(["styles", "--picture", In($"{name}.png"), "--sheet", In($"{name} sheet.png"), .. look]);
        await MakeAsync(["transcode", In("shot %03d.png"), In("made %03d.png"), "--style", "dark", .. look]);
        await MakeAsync(["transcode", In("shot *.png"), In("film.mkv"), "--style", "dark", .. look]);
        await MakeAsync(["play", In("film.mkv"), "--headless", "--out", In($"{name} frames"), "--record", In($"{name} shown.mkv"), "--style", "dark", .. look]);

        Assert.True(File.Exists(In($"{name} styled.jpg")) && File.Exists(In($"{name} sheet.png")));
        Assert.Equal(3, Directory.GetFiles(folder, "made *.png").Length);
        Assert.Equal(3, Clips.FrameTimes(Plain(In("film.mkv"))).Length);
        Assert.Equal(3, Directory.GetFiles(In($"{name} frames")).Length);
        Assert.Equal(3, Clips.FrameTimes(Plain(In($"{name} shown.mkv"))).Length);
    }

    [Fact]
    public async Task What_begins_with_a_dash_or_a_colon_is_a_name_where_it_is_given_as_one()
    {
        using var bundle = new TinyBundle();
        File.Copy(Clips["walk.mp4"], PathOf("-in:1.mp4"));
        File.Copy(Clips["picture.png"], PathOf("-m:1.png"));

        await SucceedAsync("transcode", "./-in:1.mp4", "./-out:1.mp4", "--mask", "./-m:1.png", "--style", "dark", "--model", bundle.Directory);
        await SucceedAsync("transcode", "--style", "dark", "--model", bundle.Directory, "--", "-in:1.mp4", "-out.mkv");

        Assert.Equal(24, Clips.FrameTimes(PathOf("./-out:1.mp4")).Length);
        Assert.Equal(24, Clips.FrameTimes(PathOf("./-out.mkv")).Length);
    }

    /// <summary>Within this process, since starting one takes longer than its work.</summary>
    static async Task MakeAsync(string[] arguments)
    {
        string[] quiet = arguments[0] is "probe" or "styles" ? arguments : [.. arguments, "--progress", "none"];
        TextWriter console = Console.Error;
        using var error = new StringWriter();
        Console.SetError(error);
        try
        {
            int ended = await LiveStyleProgram.RunAsync(quiet);
            Assert.True(ended == 0, $"livestyle {string.Join(' ', arguments)} ended with {ended}: {error}");
        }
        finally
        {
            Console.SetError(console);
        }
    }

    /// <summary>A link that the tests' own ffmpeg can be given.</summary>
    string Plain(string path)
    {
        string link = PathOf($"link-{Guid.NewGuid():N}{Path.GetExtension(path)}");
        File.CreateSymbolicLink(link, path);
        return link;
    }

    static StyleFile Style(string bundle) => GalleryStyles.TwinOf(bundle, "dark", "mine");
}
