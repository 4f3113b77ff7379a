using System.Text.Json.Nodes;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Styles;
using LiveStyle.Training.Comparison;
using LiveStyle.Training.Export;
using LiveStyle.Training.Networks;
using Xunit;

namespace LiveStyle.Training.Tests.Comparison;

/// <summary>livestyle-train compare, on bundles of random networks made here.</summary>
public sealed class CompareCommandTests : IDisposable
{
    readonly TrainingFixture world = new();

    string Output => Path.Combine(world.Folder, "comparison");

    string Ours => Path.Combine(world.Folder, "ours");

    string Alone => Path.Combine(world.Folder, "alone");

    public CompareCommandTests()
    {
        SaveBundle(Ours, "red-stripes", "blue-dots");
        SaveBundle(Alone, "blue-dots");
    }

    [Fact]
    public async Task Table_figures_and_claims_are_written_and_a_second_call_makes_only_what_is_missing()
    {
        (int code, string output, string error) = await TrainingProgram.RunAsync([.. Compare(), "--johnson", Alone]);
        Assert.True(code == 0, error);
        Assert.Contains("to do: 6", output);
        string[] sheets = ["pictures.png", "portrait.png", "crop.png", "borders.png"];
        Assert.All(sheets, sheet => StillImage.Load(Path.Combine(Output, sheet)).Dispose());
        JsonNode found = JsonNode.Parse(File.ReadAllText(Path.Combine(Output, "comparison.json")))!;
        JsonArray systems = found["table"]!["systems"]!.AsArray();
        Assert.Equal(3, systems.Count);
        Assert.All(systems, system => Assert.True((double)system!["oneSeconds"]! > 0));
        long network = new FileInfo(Path.Combine(Ours, "network.onnx")).Length;
        Assert.InRange((long)systems[2]!["oneStyleBytes"]!, network + 1, network * 2);
        Assert.True((long)systems[1]!["manyStylesBytes"]! > 24 * network);
        Assert.Equal(3, found["table"]!["claims"]!.AsArray().Count);
        string report = File.ReadAllText(Path.Combine(Output, "comparison.md"));
        Assert.Contains("| Gatys: 3 steps", report);
        Assert.Contains("Left out: there are 2 styles", report);

        File.Delete(Path.Combine(Output, "parts", "pictures.json"));
        (code, output, error) = await TrainingProgram.RunAsync([.. Compare(), "--johnson", Alone]);
        Assert.True(code == 0, error);
        Assert.Contains("finished: 5, to do: 1; pictures to optimize: 0", output);
        Assert.Equal(report, File.ReadAllText(Path.Combine(Output, "comparison.md")));
    }

    [Fact]
    public async Task One_part_alone_is_made_and_Johnson_is_left_out_in_so_many_words()
    {
        (int code, _, string error) = await TrainingProgram.RunAsync([.. Compare(), "--only", "table"]);
        Assert.True(code == 0, error);
        string report = File.ReadAllText(Path.Combine(Output, "comparison.md"));
        Assert.Contains("Johnson is left out", report);
        Assert.DoesNotContain("| Johnson", report);
        Assert.False(File.Exists(Path.Combine(Output, "pictures.png")));
    }

    [Fact]
    public async Task Interrupted_in_the_middle_of_an_optimization_it_stops_at_once_and_keeps_what_was_finished()
    {
        (int code, _, string error) = await TrainingProgram.RunAsync([.. Compare(), "--only", "portrait"]);
        Assert.True(code == 0, error);
        string[] patient = [.. Compare(), "--only", "pictures"];
        patient[Array.IndexOf(patient, "--gatys-steps") + 1] = "1000000";
        (code, _, error) = await TrainingProgram.InterruptAsync("pictures: ", patient);
        Assert.Equal(130, code);
        Assert.Equal("livestyle-train: stopped", error.Trim());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Output, "gatys")));
        (code, string output, error) = await TrainingProgram.RunAsync([.. Compare(), "--only", "portrait"]);
        Assert.True(code == 0, error);
        Assert.Contains("finished: 1, to do: 0", output);
    }

    [Theory]
    [InlineData("--only", "tabel", "table, pictures")]
    [InlineData("--gatys-steps", "0", "--gatys-steps")]
    [InlineData("--gatys-runs", "26", "--gatys-runs")]
    [InlineData("--side", "5", "--side")]
    [InlineData("--styles", "green", "red-stripes")]
    [InlineData("--johnson", "ours", "has 2 styles")]
    [InlineData("--model", "nowhere", "nowhere")]
    [InlineData("--vgg", "distilled.safetensors", "distilled")]
    [InlineData("--paintings", "photos", "holds none of the paintings")]
    [InlineData("--pictures", "none.jpg", "none.jpg")]
    public async Task Bad_input_gets_one_line_with_the_cure(string option, string value, string cure)
    {
        TrainingFixture.SaveVgg(Path.Combine(world.Folder, "distilled.safetensors"), distilled: true);
        List<string> arguments = [.. Compare()];
        int at = arguments.IndexOf(option);
        if (at >= 0)
        {
            arguments.RemoveRange(at, 2);
        }

        bool isPath = option is "--johnson" or "--model" or "--vgg" or "--paintings" or "--pictures";
        (int code, _, string error) = await TrainingProgram.RunAsync([.. arguments, option, isPath ? Path.Combine(world.Folder, value) : value]);
        Assert.Equal(1, code);
        Assert.Contains(cure, error);
        Assert.StartsWith("livestyle-train: ", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void Corners_of_the_blends_are_single_styles_and_the_middle_is_all_four_alike()
    {
        string[] corners = ["a", "b", "c", "d"];
        Assert.Equal([0, 1, 0, 0], Weights(BlendsPart.At(corners, 1, 0)));
        Assert.Equal([0, 0, 1, 0], Weights(BlendsPart.At(corners, 0, 1)));
        Assert.Equal([0.25f, 0.25f, 0.25f, 0.25f], Weights(BlendsPart.At(corners, 0.5f, 0.5f)));
        Assert.Equal([0.75f, 0.25f, 0, 0], Weights(BlendsPart.At(corners, 0.25f, 0)));
    }

    [Fact]
    public void Page_of_text_is_mostly_paper_with_dark_letters()
    {
        using NamedPicture page = TextPage.Draw(256);
        Assert.InRange(page.Frame.Size.Pixels, 256 * 256 * 0.98, 256 * 256 * 1.02);
        byte[] pixels = page.Frame.Pixels.ToArray();
        Assert.InRange(pixels.Count(value => value < 128) / (double)pixels.Length, 0.01, 0.3);
    }

    public void Dispose() => world.Dispose();

    static float[] Weights(Blend blend) => [.. blend.Terms.Select(term => term.Weight)];

    string[] Compare() =>
    [
        "compare", "--model", Ours, "--vgg", world.Vgg, "--paintings", world.Paintings, "--out", Output,
        "--gatys-steps", "3", "--gatys-runs", "2", "--side", "72", "--painting-side", "64",
        "--pictures", Path.Combine(world.Photos, "photo1.png"),
    ];

    static void SaveBundle(string folder, params string[] styles)
    {
        using var network = new TransformNetwork(new ClassicArchitecture(4, 1), styles.Length + 1);
        using HostFrame picture = TrainingFixture.Draw(new FrameSize(40, 32), 3);
        BundleWriter.Write(folder, "Test", network, [StyleInfo.Original, .. styles], StyleCatalog.Empty, picture, [], []);
    }
}
