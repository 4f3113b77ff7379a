using LiveStyle.Bundles;
using LiveStyle.Frames;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Onnx;
using Xunit;

namespace LiveStyle.Training.Tests.Additions;

/// <summary>livestyle-train add-style as a process, up to the picture that the runtime makes of its file.</summary>
public sealed class AddStyleCommandTests : IDisposable
{
    readonly TrainingFixture world = new();
    readonly string bundle;

    public AddStyleCommandTests() => bundle = SmallBundle.Write(world);

    string Output => Path.Combine(world.Folder, "my.style.safetensors");

    [Fact]
    public async Task Bundle_takes_the_new_style_in_and_stylizes_with_it()
    {
        (int code, string output, string error) = await TrainingProgram.RunAsync(
            [.. Line(steps: 4), "--title", "Red Stripes", "--artist", "A Test", "--year", "2026", "--source", "made here", "--licence", "CC0-1.0"]);

        Assert.True(code == 0, error);
        Assert.Contains($"livestyle styles --sheet styles.png --style-file {Output}", output);
        StyleFile file = StyleFile.Load(Output);
        Assert.Equal(
            new StyleInfo { Slug = "red-stripes", Title = "Red Stripes", Artist = "A Test", Year = "2026", Source = "made here", Licence = "CC0-1.0", PaintingSide = 72 },
            file.Style);
        Assert.Equal("4", file.Training["steps"]);
        Assert.Equal("2", file.Training["styleWeight"]);
        Assert.True(double.Parse(file.Training["style"], System.Globalization.CultureInfo.InvariantCulture) > 0);

        ModelBundle more = ModelBundle.Load(bundle).WithStyles([file]);
        await using OnnxStylizer stylizer = OnnxStylizer.Create(more);
        using HostFrame frame = TrainingFixture.Draw(new FrameSize(45, 33), 2);
        byte[] Stylize(string slug)
        {
            using HostFrame target = HostFrame.Allocate(frame.Size);
            stylizer.Stylize(frame, target, more.Styles.Embed(new Blend(slug)), TestContext.Current.CancellationToken);
            return target.Pixels.ToArray();
        }

        Assert.NotEqual(frame.Pixels.ToArray(), Stylize("red-stripes"));
        Assert.All(SmallBundle.Slugs, slug => Assert.NotEqual(Stylize(slug), Stylize("red-stripes")));
    }

    [Fact]
    public async Task Without_photographs_the_sample_clip_s_frames_are_learned_on()
    {
        List<string> line = [.. Line(steps: 2)];
        line.RemoveRange(line.IndexOf("--photos"), 2);

        (int code, string output, string error) = await TrainingProgram.RunAsync([.. line]);

        Assert.True(code == 0, error);
        Assert.StartsWith("21 photographs to learn on, 3 to measure on", output);
        Assert.Equal("21", StyleFile.Load(Output).Training["photographs"]);
    }

    [Fact]
    public async Task Losses_are_told_beside_the_start_the_bundle_s_own_and_a_style_to_compare_with()
    {
        // The bundle's styles have no paintings of their own here; any will do.
        string own = Directory.CreateDirectory(Path.Combine(world.Folder, "own")).FullName;
        TrainingFixture.SavePicture(Path.Combine(own, "hazy.png"), new FrameSize(80, 80), 4);

        (int code, string output, string error) = await TrainingProgram.RunAsync([.. Line(steps: 2), "--compare-with", "loud", "--paintings", own]);

        Assert.True(code == 0, error);
        Assert.Contains("Begins with hazy", output);
        string[] rows = output.Split('\n')[^7..^1];
        Assert.Matches("^Losses on 1 crops +content +style +total$", rows[0]);
        string[] names = ["red-stripes", "its start (hazy)", "loud, trained with the network", "ratio of the new one to it", "small's own, mean of 1"];
        Assert.All(names.Zip(rows[1..]), pair => Assert.StartsWith(pair.First, pair.Second));
        double[][] values = [.. rows[1..].Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^3..]
            .Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(values[0][i] / values[2][i], values[3][i], 0.02 * values[3][i]));
    }

    [Fact]
    public async Task Interrupted_training_writes_what_it_has_learned_and_says_so()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent as Linux does.");

        (int code, string output, _) = await TrainingProgram.InterruptAsync("step 1/", Line(steps: 1_000_000));

        Assert.Equal(130, code);
        StyleFile file = StyleFile.Load(Output);
        Assert.InRange(long.Parse(file.Training["steps"], System.Globalization.CultureInfo.InvariantCulture), 1, 999_999);
        Assert.Contains($"Stopped; {Output} holds what {file.Training["steps"]} of 1000000 steps have learned", output);
        Assert.Equal(4, ModelBundle.Load(bundle).WithStyles([file]).Styles.Names.Count);
    }

    [Theory]
    [InlineData("--model", "nowhere", "a model bundle is a folder")]
    [InlineData("--model", "edited", "fetch it again")]
    [InlineData("--painting", "nowhere.png", "nowhere.png")]
    [InlineData("--painting", "text.png", "text.png")]
    [InlineData("--photos", "nowhere", "give a folder of pictures")]
    [InlineData("--photos", "empty", "holds no picture")]
    [InlineData("--evaluate-on", "empty", "holds no picture")]
    [InlineData("--paintings", "photos", "leave --paintings out")]
    [InlineData("--vgg", "nowhere.safetensors", "nowhere.safetensors")]
    [InlineData("--out", "nowhere/my.style.safetensors", "create it, or give another --out")]
    [InlineData("--out", "empty", "give a file's name as --out")]
    [InlineData("--out", "text.png", "add --overwrite")]
    [InlineData("--slug", "loud", "small has a style 'loud' already; give the new one another --slug")]
    [InlineData("--slug", "Not A Slug", "such as munch-scream")]
    [InlineData("--compare-with", "quiet", "give one of hazy, loud")]
    [InlineData("--compare-with", "original", "give one of hazy, loud")]
    [InlineData("--steps", "0", "--steps")]
    [InlineData("--crop", "33", "multiple of 4")]
    [InlineData("--painting-side", "10", "--painting-side")]
    [InlineData("--style-weight", "-1", "--style-weight")]
    [InlineData("--learning-rate", "NaN", "--learning-rate")]
    public async Task Bad_input_gets_one_line_with_the_cure_and_writes_nothing(string option, string value, string cure)
    {
        Directory.CreateDirectory(Path.Combine(world.Folder, "empty"));
        File.WriteAllText(Path.Combine(world.Folder, "text.png"), "no picture");
        Directory.CreateDirectory(Path.Combine(world.Folder, "edited"));
        foreach (string file in Directory.GetFiles(bundle))
        {
            File.Copy(file, Path.Combine(world.Folder, "edited", Path.GetFileName(file)));
        }

        string network = Path.Combine(world.Folder, "edited", ModelDescription.NetworkFile);
        byte[] bytes = File.ReadAllBytes(network);
        bytes[^100] ^= 1;
        File.WriteAllBytes(network, bytes);

        bool isPath = option is "--model" or "--painting" or "--photos" or "--evaluate-on" or "--paintings" or "--vgg" or "--out";
        List<string> line = [.. Line(steps: 2)];
        int at = line.IndexOf(option);
        if (at >= 0)
        {
            line.RemoveRange(at, 2);
        }

        (int code, _, string error) = await TrainingProgram.RunAsync([.. line, option, isPath ? Path.Combine(world.Folder, value) : value]);

        Assert.Equal(1, code);
        Assert.Contains(cure, error);
        Assert.StartsWith("livestyle-train: ", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.False(File.Exists(Output));
        Assert.Equal("no picture", File.ReadAllText(Path.Combine(world.Folder, "text.png")));
    }

    [Fact]
    public void Bundle_tells_at_which_size_its_painted_styles_were_trained() =>
        Assert.Equal([null, 72, 72], ModelBundle.Load(bundle).Description.Styles.Select(style => style.PaintingSide));

    public void Dispose() => world.Dispose();

    string[] Line(long steps) =>
    [
        "add-style", "--model", bundle, "--painting", Path.Combine(world.Paintings, "red-stripes.png"), "--photos", world.Photos, "--vgg", world.Vgg,
        "--out", Output, "--steps", $"{steps}", "--crop", "32", "--batch", "2", "--threads", "1",
    ];
}
