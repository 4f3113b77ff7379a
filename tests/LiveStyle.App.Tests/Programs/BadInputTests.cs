using System.Text.Json;
using LiveStyle.Bundles;
using LiveStyle.Styles;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Programs;
using Xunit;
using static LiveStyle.App.Tests.Programs.BadInput;

namespace LiveStyle.App.Tests.Programs;

/// <summary>
/// The table of bad input: whatever is wrong, the program says so in one line with the cure, ends with a code other
/// than zero, and leaves every file and folder as it was.
/// </summary>
public sealed class BadInputTests(Clips clips) : ProgramTests(clips)
{
    static readonly Dictionary<string, BadInput> Table = new()
    {
        // The clip.
        ["missing clip"] = Transcode("check the path", _ => "nowhere.mp4"),
        ["empty clip"] = Transcode("give a video file", scene => scene.Write("in.mp4", "")),
        ["clip without its end"] = Transcode("download it again", scene => scene.Cut("walk.mp4", 0.7, "in.mp4")),
        ["text called a clip"] = Transcode("no whole video file", scene => scene.Write("in.mp4", "Once upon a time there was no film.\n")),
        ["folder as a clip"] = Transcode("give a video file", scene => scene.MakeFolder("in.mp4")),
        ["only sound"] = Transcode("give a file with moving pictures", scene => scene.Clips["tone.m4a"]),
        ["no frames"] = Transcode("check where it is cut", scene => scene.Write("in.y4m", "YUV4MPEG2 W64 H48 F25:1 Ip A1:1 C420jpeg\n")),
        ["still picture"] = Transcode("livestyle stylize", scene => scene.Clips["picture.png"]),
        ["still photograph"] = Transcode("livestyle stylize", scene => scene.Clips["picture.jpg"]),
        ["1×1"] = Transcode("--size 16x16", scene => scene.Clips["dot.mkv"]),
        ["15×15"] = Transcode("--size 16x16", scene => scene.Clips["tiny.mkv"]),
        ["8K without the memory for it"] = new("or smaller", scene =>
            ["transcode", scene.Clips["huge.mkv"], "out.mp4", "--style", "munch-scream", "--device", "onnx", "--model",
                scene.CopyGallery(folder => BadInputScene.Describe(folder, description => description["workingBytesPerPixel"] = 1e7))]),
        ["unreachable address"] = Transcode("check the address", _ => "http://127.0.0.1:9/film.mp4"),

        // The cut and the size.
        ["start that is no time"] = Output("such as 12.5", "out.mp4", "--start", "soon"),
        ["negative start"] = Output("such as 12.5", "out.mp4", "--start", "-5"),
        ["start that is too far"] = Output("start before that", "out.mp4", "--start", "60"),
        ["no duration"] = Output("above zero", "out.mp4", "--duration", "0"),
        ["NaN as a duration"] = Output("such as 12.5", "out.mp4", "--duration", "NaN"),
        ["size without a height"] = Output("WIDTHxHEIGHT", "out.mp4", "--size", "640"),
        ["size of nothing"] = Output("WIDTHxHEIGHT", "out.mp4", "--size", "0x0"),
        ["size below the network's"] = Output("--size 16x16", "out.mp4", "--size", "8x8"),

        // The style.
        ["no style"] = Transcode("give --style NAME"),
        ["unknown style"] = Transcode("did you mean 'munch-scream'?", "--style", "munch-screm"),
        ["style unlike any"] = Transcode("livestyle styles lists all", "--style", "zzzzzz"),
        ["half a blend"] = Transcode("such as munch-scream*0.5", "--style", "munch-scream*"),
        ["two styles and no sign"] = Transcode("join styles with +", "--style", "munch-scream picabia-udnie"),
        ["empty style"] = Transcode("names at least one style", "--style", ""),
        ["NaN as strength"] = Transcode("finite number", "--style", "munch-scream", "--strength", "NaN"),
        ["infinite strength"] = Transcode("finite number", "--style", "munch-scream", "--strength", "1e99"),
        ["strength with a comma"] = Transcode("with a point", "--style", "munch-scream", "--strength", "0,5"),
        ["strength of nothing"] = Transcode("name a style", "--strength", "0.5"),
        ["style and timeline"] = Transcode("put the style into the timeline", "--style", "munch-scream", "--timeline", "0s original"),

        // The timeline.
        ["unsorted keyframes"] = Keyframes("sort the keyframes", "0", "2", "1"),
        ["negative keyframe"] = Keyframes("times count from 0", "-1", "2"),
        ["two keyframes at one time"] = Keyframes("move one of them", "1", "1"),
        ["NaN as a time"] = Keyframes("not valid JSON", "NaN"),
        ["NaN as a time, on one line"] = Transcode("begin with the time", "--timeline", "NaN munch-scream"),
        ["endless time"] = Keyframes("give seconds", "1e999"),
        ["no keyframes"] = Keyframes("give at least one"),
        ["empty timeline"] = Timeline("not valid JSON", ""),
        ["empty timeline, on one line"] = Transcode("give at least one", "--timeline", " "),
        ["broken JSON"] = Timeline("line 1", """{ "keyframes": [ { "time": 0, """),
        ["other JSON"] = Timeline("needs a list \"keyframes\"", "[1, 2]"),
        ["missing timeline"] = Transcode("give the path of a timeline", "--timeline", "nowhere.json"),
        ["unknown style in a timeline"] = Transcode("keyframe 2: unknown style 'munch-screm'; did you mean", "--timeline", "0s original; 1s munch-screm"),
        ["unknown easing"] = Transcode("use one of linear", "--timeline", "0s original bouncy; 1s munch-scream"),

        // The bundle.
        ["missing bundle"] = Output("with a model.json", "out.mp4", "--model", "nowhere"),
        ["folder that is no bundle"] = new("with a model.json", scene => ["styles", "--model", "./" + scene.MakeFolder("bundle")]),
        ["bundle without its network"] = Bundle("fetch it again", folder => File.Delete(Path.Combine(folder, ModelDescription.NetworkFile))),
        ["bundle without its styles"] = Bundle("fetch it again", folder => File.Delete(Path.Combine(folder, ModelDescription.StylesFile))),
        ["damaged network"] = Bundle("fetch it again", folder => Flip(Path.Combine(folder, ModelDescription.NetworkFile))),
        ["damaged styles"] = Bundle("fetch it again", folder => Flip(Path.Combine(folder, ModelDescription.StylesFile))),
        ["network cut short"] = Bundle("fetch the bundle again", folder =>
            BadInputScene.Pack(folder, ModelDescription.NetworkFile, File.ReadAllBytes(Path.Combine(folder, ModelDescription.NetworkFile))[..100_000])),
        ["foreign network"] = Bundle("no network of a LiveStyle bundle", folder =>
            BadInputScene.Pack(folder, ModelDescription.NetworkFile, TinyBundle.Network(frame: "image"))),
        ["network of another embedding"] = Bundle("export the bundle again", folder =>
            BadInputScene.Pack(folder, ModelDescription.NetworkFile, TinyBundle.Network())),
        ["styles that are none"] = Bundle("styles.safetensors", folder => BadInputScene.Pack(folder, ModelDescription.StylesFile, [1, 2, 3])),
        ["another embedding length"] = Description("model.json", description => description["embeddingLength"] = 7),
        ["style without its numbers"] = Description("export the bundle again", description => description["styles"]![3]!["slug"] = "invented"),
        ["description that is no JSON"] = Bundle("model.json", folder => File.WriteAllText(Path.Combine(folder, "model.json"), "{")),

        // Styles in files of their own.
        ["missing style file"] = Output("give a style file", "out.mp4", "--style-file", "nowhere.style.safetensors"),
        ["style file that is none"] = new("fetch it again", scene =>
            ["stylize", scene.Clips["picture.png"], "out.png", "--style-file", scene.Write("my.style.safetensors", "Once upon a time.\n")]),
        ["styles of a bundle as a style file"] = new("(livestyle-train add-style makes one)", _ =>
            ["styles", "--style-file", Path.Combine(Gallery, ModelDescription.StylesFile)]),
        ["style file cut short"] = new("fetch it again", scene => ["styles", "--style-file", scene.WriteStyle("my", cut: 100)]),
        ["style of another network"] = new("train it again for the bundle ", scene =>
            ["transcode", scene.Clips["walk.mp4"], "out.mp4", "--style-file", scene.WriteStyle("my", style => style with { NetworkHash = new string('0', 64) })]),
        ["style of another length"] = new("fetch it again", scene =>
            ["styles", "--style-file", scene.WriteStyle("my", style => style with { Row = new float[7] })]),
        ["style whose name is taken"] = new("gallery has a style 'munch-scream' already; leave this one out", scene =>
            ["styles", "--sheet", "sheet.png", "--style-file", scene.WriteStyle("munch-scream")]),
        ["one style file twice"] = new("leave this one out", scene =>
            ["styles", "--style-file", scene.WriteStyle("my"), "--style-file", "my.style.safetensors"]),
        ["two style files and no style"] = new("give --style with one of my, your", scene =>
            ["stylize", scene.Clips["picture.png"], "out.png", "--style-file", scene.WriteStyle("my"), "--style-file", scene.WriteStyle("your")]),

        // The output.
        ["missing folder"] = Output("create it", "nowhere/out.mp4"),
        ["folder as output"] = new("give a file name", scene => ["transcode", scene.Clips["walk.mp4"], scene.MakeFolder("out.mp4"), "--style", "munch-scream"]),
        ["output is the input"] = new("name another output", scene =>
            ["transcode", scene.Copy("walk.mp4", "in.mp4"), "./in.mp4", "--style", "munch-scream", "--overwrite"]),
        ["output is a link to the input"] = new("name another output", scene =>
            ["transcode", scene.Copy("walk.mp4", "in.mp4"), scene.Link("link.mp4", "in.mp4"), "--style", "munch-scream", "--overwrite"]),
        ["output is there"] = new("--overwrite", scene => ["transcode", scene.Clips["walk.mp4"], scene.Write("out.mp4", "precious"), "--style", "munch-scream"]),
        ["unknown container"] = Output("use .mp4", "out.xyz"),
        ["no container"] = Output("use .mp4", "out"),
        ["codec that the container can't hold"] = Output("it holds vp9", "out.webm", "--codec", "h264"),
        ["unknown codec"] = Output("there are h264", "out.mp4", "--codec", "theora"),
        ["crf out of range"] = Output("above 51", "out.mp4", "--crf", "52"),
        ["crf that is no number"] = Output("a whole number", "out.mp4", "--crf", "good"),
        ["unknown preset"] = Output("there are ultrafast", "out.mp4", "--preset", "quick"),
        ["preset of a codec that has none"] = Output("leave it out", "out.mov", "--codec", "prores", "--preset", "fast"),
        ["no inference slots"] = Output("give 1 to 64", "out.mp4", "--slots", "0"),
        ["slots that are no number"] = Output("a whole number", "out.mp4", "--slots", "many"),
        ["contact sheet in a missing folder"] = Output("create it", "out.mp4", "--contact-sheet", "nowhere/sheet.png"),
        ["contact sheet of no format"] = Output("end it in .png", "out.mp4", "--contact-sheet", "sheet.doc"),

        // The machine.
        ["no ffmpeg"] = new("install it", scene =>
        {
            scene.SearchPath = "";
            return ["transcode", scene.Clips["walk.mp4"], "out.mp4", "--style", "munch-scream"];
        }),
        ["encoder that dies"] = new("run it again", scene =>
        {
            scene.ReplaceFfmpeg("-i?pipe:0", "head -c 50000 >/dev/null; kill -9 $$");
            return ["transcode", scene.Clips["walk.mp4"], "out.mp4", "--style", "munch-scream"];
        }),
        ["decoder that dies"] = new("run it again", scene =>
        {
            scene.ReplaceFfmpeg("rawvideo", "FFMPEG \"$@\" | head -c 50000; kill -9 $$");
            return ["transcode", scene.Clips["walk.mp4"], "out.mp4", "--style", "munch-scream"];
        }),
        ["Vulkan device that is not there"] = Output("use one of 0 (", "out.mp4", "--device", "vulkan:voodoo"),
        ["name of a device that has none"] = Output("only vulkan takes a name", "out.mp4", "--device", "cpu:0"),
        ["unknown device"] = Output("use one of auto", "out.mp4", "--device", "abacus"),
        ["no threads"] = Output("give 1 or more", "out.mp4", "--threads", "0"),
        ["threads that are no number"] = Output("1 or more", "out.mp4", "--threads", "many"),

        // The command line.
        ["unknown command"] = new("--help shows how", _ => ["trancode", "a.mp4", "b.mp4"]),
        ["unknown option"] = Output("--help shows how", "out.mp4", "--stile", "munch-scream"),
        ["no output"] = new("--help shows how", scene => ["transcode", scene.Clips["walk.mp4"]]),
        ["option without its value"] = Output("--help shows how", "out.mp4", "--codec"),
        ["unknown kind of progress"] = Output("give auto, json or none", "out.mp4", "--progress", "xml"),

        // Still pictures.
        ["missing picture"] = Stylize("check the name", _ => "nowhere.png"),
        ["empty picture"] = Stylize("fetch it again", scene => scene.Write("in.png", "")),
        ["text called a picture"] = Stylize("convert it", scene => scene.Write("in.png", "Once upon a time.\n")),
        ["picture cut short"] = Stylize("again", scene => scene.Cut("picture.jpg", 0.5, "in.jpg")),
        ["folder as a picture"] = Stylize("name the file in it", scene => scene.MakeFolder("in.png")),
        ["clip as a picture"] = Stylize("convert it", scene => scene.Clips["walk.mp4"]),
        ["15×15 picture"] = Stylize("--size 16x16", scene => scene.Clips["tiny.png"]),
        ["picture of unknown format"] = Stylize("end it in .png", scene => scene.Clips["picture.png"], "out.bmp"),
        ["picture in a missing folder"] = Stylize("create it", scene => scene.Clips["picture.png"], "nowhere/out.png"),
        ["picture over itself"] = Stylize("name another output", scene => scene.Copy("picture.png", "out.png")),
        ["picture that is there"] = new("--overwrite", scene => ["stylize", scene.Clips["picture.png"], scene.Write("out.png", "precious"), "--style", "munch-scream"]),
        ["many pictures into one"] = new("give a folder", scene =>
            ["stylize", scene.Clips["picture.png"], scene.Clips["picture.jpg"], scene.Write("out.png", "precious"), "--style", "munch-scream"]),
        ["picture without an output"] = new("the output last", scene => ["stylize", scene.Clips["picture.png"], "--style", "munch-scream"]),
        ["picture without a style"] = new("give --style NAME", scene => ["stylize", scene.Clips["picture.png"], "out.png"]),
        ["quality out of range"] = Stylize("give 1 to 100", scene => scene.Clips["picture.png"], "out.jpg", "--quality", "101"),

        // Playing.
        ["playing nothing"] = Play("check the path", _ => "nowhere.mp4"),
        ["playing text"] = Play("no whole video file", scene => scene.Write("in.mp4", "Once upon a time there was no film.\n")),
        ["playing only sound"] = Play("give a file with moving pictures", scene => scene.Clips["tone.m4a"]),
        ["playing too small a clip"] = Play("--size 16x16", scene => scene.Clips["tiny.mkv"]),
        ["headless without an output"] = new("give --out FOLDER or --record FILE", scene => ["play", scene.Clips["walk.mp4"], "--headless"]),
        ["pictures of a window"] = new("--out goes with --headless", scene => ["play", scene.Clips["walk.mp4"], "--out", "pictures"]),
        ["pictures that are there"] = new("add --overwrite", scene =>
        {
            scene.MakeFolder("pictures");
            scene.Write("pictures/frame-0001.png", "precious");
            return ["play", scene.Clips["walk.mp4"], "--headless", "--out", "pictures"];
        }),
        ["recording that is there"] = new("add --overwrite", scene => ["play", scene.Clips["walk.mp4"], "--record", scene.Write("film.mp4", "precious")]),
        ["recording over the clip"] = new("name another recording", scene =>
            ["play", scene.Copy("walk.mp4", "in.mp4"), "--headless", "--record", "./in.mp4", "--overwrite"]),
        ["recording in a missing folder"] = new("create it", scene => ["play", scene.Clips["walk.mp4"], "--headless", "--record", "nowhere/film.mp4"]),
        ["playing from too far on"] = Play("start before that", scene => scene.Clips["walk.mp4"], "--start", "60"),
        ["playing no frames"] = Play("give 1 or more", scene => scene.Clips["walk.mp4"], "--frames", "0"),
        ["split beyond the picture"] = Play("give 0 to 1", scene => scene.Clips["walk.mp4"], "--split", "1.5"),
        ["melt backwards"] = Play("give 0 to 3600", scene => scene.Clips["walk.mp4"], "--melt", "-1"),
        ["window of no size"] = Play("--window 640: give WIDTHxHEIGHT", scene => scene.Clips["walk.mp4"], "--window", "640"),
        ["playing an unknown style"] = Play("did you mean 'munch-scream'?", scene => scene.Clips["walk.mp4"], "--style", "munch-screm"),
        ["playing style and timeline"] = Play("put the style into the timeline", scene => scene.Clips["walk.mp4"], "--style", "klimt-the-kiss", "--timeline", "0s original"),
        ["playing on a device that is not there"] = Play("use one of 0", scene => scene.Clips["walk.mp4"], "--device", "vulkan:nosuch"),
        ["no camera"] = Play("there is no", _ => "/dev/video97"),
        ["live from a moment on"] = Play("leave --start out", _ => "udp://127.0.0.1:9", "--start", "5"),

        // Information.
        ["sheet in a missing folder"] = new("create it", _ => ["styles", "--sheet", "nowhere/sheet.png"]),
        ["sheet of a missing picture"] = new("check the name", _ => ["styles", "--sheet", "sheet.png", "--picture", "nowhere.png"]),
        ["probe of nothing"] = new("check the path", _ => ["probe", "nowhere.mp4"]),
        ["probe of text"] = new("give a media file", scene => ["probe", scene.Write("in.png", "Once upon a time.\n")]),
    };

    public static TheoryData<string> Rows => [.. Table.Keys];

    [Theory, MemberData(nameof(Rows))]
    public async Task Bad_input_gets_one_line_with_the_cure_and_leaves_no_trace(string row)
    {
        var scene = new BadInputScene(Folder, Gallery, Clips);
        string[] line = Table[row].Arrange(scene);
        bool isJson = line[0] is "transcode" or "stylize" && !line.Contains("--progress");
        string[] before = [.. Listing()];

        ProgramRun run = await ProgramRun.RunAsync(Folder, scene.SearchPath, isJson ? [line[0], "--progress", "json", .. line[1..]] : line);

        string error = Assert.Single(run.ErrorLines);
        Assert.InRange(run.ExitCode, 1, 2);
        Assert.StartsWith("livestyle: ", error);
        Assert.Contains(Table[row].Cure, error);
        Assert.DoesNotContain("LIVESTYLE_TRACE", error);
        Assert.Equal(before.Where(entry => !entry.StartsWith("out.partial", StringComparison.Ordinal)), Listing());
        if (isJson)
        {
            JsonElement last = run.Events[^1];
            Assert.Equal("error", ProgramRun.NameOf(last));
            Assert.Equal(error, "livestyle: " + last.GetProperty("message").GetString());
            Assert.Equal(run.ExitCode, last.GetProperty("exitCode").GetInt32());
        }
    }

    [Fact]
    public async Task A_device_that_this_build_lacks_names_one_that_it_has()
    {
        // Which one is lacking differs from build to build, but no build has all.
        string lacking = OperatingSystem.IsWindows() ? "coreml" : "dml";

        ProgramRun run = await RunAsync("transcode", Clips["walk.mp4"], "out.mp4", "--style", "munch-scream", "--device", lacking);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("or use --device cpu", Assert.Single(run.ErrorLines));
    }

    /// <summary>Every file and folder, with each file's first bytes.</summary>
    IEnumerable<string> Listing() => Directory.EnumerateFileSystemEntries(Folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => Path.GetRelativePath(Folder, path) + (File.Exists(path) && new FileInfo(path).LinkTarget is null
            ? $" {new FileInfo(path).Length} {Convert.ToHexString(File.ReadAllBytes(path).AsSpan(0, (int)Math.Min(16, new FileInfo(path).Length)))}"
            : ""));

    static void Flip(string path)
    {
        byte[] content = File.ReadAllBytes(path);
        content[content.Length / 2] ^= 1;
        File.WriteAllBytes(path, content);
    }
}
