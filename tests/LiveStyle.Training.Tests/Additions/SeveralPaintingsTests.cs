using LiveStyle.Bundles;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Styles;
using Xunit;

namespace LiveStyle.Training.Tests.Additions;

/// <summary>livestyle-train add-style with several paintings, and what it shows as it learns.</summary>
public sealed class SeveralPaintingsTests : IDisposable
{
    readonly TrainingFixture world = new();
    readonly string bundle;

    public SeveralPaintingsTests()
    {
        bundle = SmallBundle.Write(world);
        Directory.CreateDirectory(Styles);
    }

    string Styles => Path.Combine(world.Folder, "styles");

    string Stripes => Path.Combine(world.Paintings, "red-stripes.png");

    string Dots => Path.Combine(world.Paintings, "Blue Dots.png");

    [Fact]
    public async Task Each_painting_becomes_a_style_file_named_as_it_is()
    {
        (int code, string output, string error) = await TrainingProgram.RunAsync([.. Line(2, Stripes, Dots), "--artist", "A Test"]);

        Assert.True(code == 0, error);
        Assert.Contains("Style 1 of 2: red-stripes", output);
        Assert.Contains("Style 2 of 2: blue-dots", output);
        StyleFile[] files = [.. new[] { "red-stripes", "blue-dots" }.Select(slug => StyleFile.Load(Path.Combine(Styles, slug + ".style.safetensors")))];
        Assert.Equal(["red-stripes", "blue-dots"], files.Select(file => file.Style.Slug));
        Assert.Equal(["Red Stripes", "Blue Dots"], files.Select(file => file.Style.Title));
        Assert.All(files, file => Assert.Equal("A Test", file.Style.Artist));
        Assert.NotEqual(files[0].Row.ToArray(), files[1].Row.ToArray());
    }

    [Fact]
    public async Task Painting_learned_after_another_is_learned_as_by_itself()
    {
        // The network and the photographs are shared; what one style leaves behind must not reach the next.
        string alone = Path.Combine(world.Folder, "alone");
        Directory.CreateDirectory(alone);
        await RunAsync(Line(3, Stripes, Dots));
        await RunAsync([.. Line(3, Dots)[..^2], "--out", Path.Combine(alone, "blue-dots.style.safetensors")]);

        Assert.Equal(
            StyleFile.Load(Path.Combine(alone, "blue-dots.style.safetensors")).Row.ToArray(),
            StyleFile.Load(Path.Combine(Styles, "blue-dots.style.safetensors")).Row.ToArray());
    }

    [Fact]
    public async Task Preview_beside_each_file_shows_the_style_as_it_became()
    {
        await RunAsync(Line(2, Stripes, Dots));
        await RunAsync([.. Line(40, Dots)[..^2], "--learning-rate", "0.3", "--out", Path.Combine(world.Folder, "longer.style.safetensors")]);

        using HostFrame stripes = StillImage.Load(Path.Combine(Styles, "red-stripes.preview.png"), 100_000_000);
        using HostFrame dots = StillImage.Load(Path.Combine(Styles, "blue-dots.preview.png"), 100_000_000);
        using HostFrame longer = StillImage.Load(Path.Combine(world.Folder, "longer.preview.png"), 100_000_000);
        Assert.True(stripes.Size.Width > 3 * 300, "A column for the photograph, the start and the style.");
        Assert.NotEqual(stripes.Pixels.ToArray(), dots.Pixels.ToArray());
        Assert.Equal(dots.Size, longer.Size);

        // Below the painting, the photographs' column and the start's are the same; the style's is not.
        int third = dots.Size.Width / 3;
        bool Differ(Range part) => Enumerable.Range(dots.Size.Height * 3 / 5, dots.Size.Height * 2 / 5).Any(y => !dots.Row(y)[part].SequenceEqual(longer.Row(y)[part]));
        Assert.False(Differ(..(5 * third)));
        Assert.True(Differ((6 * third)..));
    }

    [Fact]
    public async Task No_preview_is_drawn_where_none_is_wanted()
    {
        await RunAsync([.. Line(1, Stripes, Dots), "--preview-seconds", "0"]);
        Assert.Empty(Directory.GetFiles(Styles, "*.png"));
    }

    [Fact]
    public async Task Stopped_run_keeps_what_is_learned_and_names_what_was_not_begun()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent as Linux does.");

        (int code, string output, _) = await TrainingProgram.InterruptAsync("step 1/", Line(1_000_000, Stripes, Dots));

        Assert.Equal(130, code);
        Assert.True(StyleFile.Load(Path.Combine(Styles, "red-stripes.style.safetensors")).Row.Length > 0);
        Assert.False(File.Exists(Path.Combine(Styles, "blue-dots.style.safetensors")));
        Assert.Contains($"Not begun: {Dots}; give them to add-style again", output);
    }

    [Fact]
    public async Task Preview_that_cannot_be_written_costs_no_style()
    {
        Directory.CreateDirectory(Path.Combine(Styles, "red-stripes.preview.png"));

        (int code, _, string error) = await TrainingProgram.RunAsync(Line(2, Stripes, Dots));

        Assert.True(code == 0, error);
        Assert.Contains("red-stripes.preview.png can't be drawn", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.True(File.Exists(Path.Combine(Styles, "red-stripes.style.safetensors")));
    }

    [Theory]
    [InlineData("slug", "--slug is of one style; give one --painting with it")]
    [InlineData("title", "--title is of one style")]
    [InlineData("compare", "--compare-with is of one style")]
    [InlineData("twice", "would be named 'red-stripes' as that of")]
    [InlineData("text", "text.png: no picture that can be read")]
    [InlineData("small", "too small to show a style")]
    [InlineData("nowhere", "with several paintings --out is the folder of the styles' files")]
    [InlineData("there", "red-stripes.style.safetensors is there already; add --overwrite")]
    [InlineData("preview", "blue-dots.preview.png is there already; add --overwrite")]
    [InlineData("seconds", "--preview-seconds")]
    public async Task Bad_input_gets_one_line_with_the_cure_before_anything_is_learned(string what, string cure)
    {
        string text = Path.Combine(world.Folder, "text.png"), small = Path.Combine(world.Folder, "small.png");
        File.WriteAllText(text, "no picture");
        TrainingFixture.SavePicture(small, new FrameSize(20, 20), 1);
        string[] line = what switch
        {
            "slug" => [.. Line(1, Stripes, Dots), "--slug", "mine"],
            "title" => [.. Line(1, Stripes, Dots), "--title", "Mine"],
            "compare" => [.. Line(1, Stripes, Dots), "--compare-with", "loud"],
            "twice" => Line(1, Stripes, Dots, Stripes),
            "text" => Line(1, Stripes, text),
            "small" => Line(1, Stripes, small),
            "nowhere" => [.. Line(1, Stripes, Dots)[..^2], "--out", Path.Combine(world.Folder, "nowhere")],
            "seconds" => [.. Line(1, Stripes, Dots), "--preview-seconds", "-1"],
            _ => Line(1, Stripes, Dots),
        };
        if (what is "there" or "preview")
        {
            File.WriteAllText(Path.Combine(Styles, what == "there" ? "red-stripes.style.safetensors" : "blue-dots.preview.png"), "mine");
        }

        (int code, string output, string error) = await TrainingProgram.RunAsync(line);

        Assert.Equal(1, code);
        Assert.Contains(cure, error);
        Assert.StartsWith("livestyle-train: ", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.DoesNotContain("step 1/", output);
        Assert.All(Directory.GetFiles(Styles), file => Assert.Equal("mine", File.ReadAllText(file)));
    }

    public void Dispose() => world.Dispose();

    static async Task RunAsync(string[] line)
    {
        (int code, _, string error) = await TrainingProgram.RunAsync(line);
        Assert.True(code == 0, error);
    }

    string[] Line(long steps, params string[] paintings) =>
    [
        "add-style", "--model", bundle, "--painting", .. paintings, "--photos", world.Photos, "--vgg", world.Vgg,
        "--steps", $"{steps}", "--crop", "32", "--batch", "2", "--threads", "1", "--precision", "Float32", "--out", Styles,
    ];
}
