using LiveStyle.Bundles;
using LiveStyle.Stylization.Bundles;
using Xunit;

namespace LiveStyle.Training.Tests;

/// <summary>livestyle-train as a process: what a person types, and how it answers.</summary>
public sealed class ProgramTests : IDisposable
{
    readonly TrainingFixture world = new();

    string Run => Path.Combine(world.Folder, "run");

    [Fact]
    public async Task Run_and_export_make_a_bundle_from_two_folders_of_pictures()
    {
        string[] train = [.. Train(), "--preview-minutes", "1000"];
        (int code, string output, string error) = await TrainingProgram.RunAsync(train);
        Assert.True(code == 0, error);
        Assert.Contains("Step 3 is saved", output);
        Assert.True(File.Exists(Path.Combine(Run, "previews", "latest.png")));
        string bundle = Path.Combine(world.Folder, "models", "mine");
        (code, _, error) = await TrainingProgram.RunAsync(
            "export", "--checkpoint", Path.Combine(Run, "checkpoints", "last.safetensors"), "--out", bundle,
            "--picture", Path.Combine(world.Photos, "photo1.png"));
        Assert.True(code == 0, error);
        Assert.Equal(["original", "blue-dots", "red-stripes"], ModelBundle.Load(bundle).Description.Styles.Select(style => style.Slug));
    }

    [Theory]
    [InlineData("--photos", "nowhere", "no such folder")]
    [InlineData("--paintings", "nowhere", "no such folder")]
    [InlineData("--paintings", "empty", "holds no picture")]
    [InlineData("--paintings", "corrupt", "bad.jpg")]
    [InlineData("--vgg", "nowhere.safetensors", "nowhere.safetensors")]
    [InlineData("--vgg", "cut.safetensors", "cut short")]
    [InlineData("--vgg", "other.safetensors", "VGG-19")]
    [InlineData("--styles", "green", "holds no painting 'green'")]
    [InlineData("--crop", "33", "multiple of 4")]
    [InlineData("--crop", "512", "--photo-side")]
    [InlineData("--batch", "0", "--batch")]
    [InlineData("--steps", "0", "--steps")]
    [InlineData("--learning-rate", "NaN", "--learning-rate")]
    [InlineData("--style-weight", "-1", "weight")]
    [InlineData("--content-layers", "relu9_9", "relu9_9")]
    [InlineData("--checkpoint-minutes", "0", "--checkpoint-minutes")]
    public async Task Bad_input_gets_one_line_with_the_cure(string option, string value, string cure)
    {
        Directory.CreateDirectory(Path.Combine(world.Folder, "empty"));
        Directory.CreateDirectory(Path.Combine(world.Folder, "corrupt"));
        File.WriteAllText(Path.Combine(world.Folder, "corrupt", "bad.jpg"), "no picture");
        File.WriteAllBytes(Path.Combine(world.Folder, "cut.safetensors"), File.ReadAllBytes(world.Vgg)[..2000]);
        SafetensorsFile.Save(Path.Combine(world.Folder, "other.safetensors"), [("a", [1], new float[1])]);
        string path = Path.Combine(world.Folder, value);
        bool isPath = option is "--photos" or "--paintings" or "--vgg";
        List<string> arguments = [.. Train()];
        int at = arguments.IndexOf(option);
        if (at >= 0)
        {
            arguments.RemoveRange(at, 2);
        }

        (int code, _, string error) = await TrainingProgram.RunAsync([.. arguments, option, isPath ? path : value]);
        Assert.Equal(1, code);
        Assert.Contains(cure, error);
        string[] lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("livestyle-train: ", Assert.Single(lines));
        Assert.False(Directory.Exists(Path.Combine(Run, "checkpoints")) && Directory.EnumerateFiles(Path.Combine(Run, "checkpoints")).Any());
    }

    [Fact]
    public async Task Second_program_in_the_same_run_is_refused()
    {
        Directory.CreateDirectory(Run);
        using (new FileStream(Path.Combine(Run, ".lock"), FileMode.Create, FileAccess.Write, FileShare.None))
        {
            (int code, _, string error) = await TrainingProgram.RunAsync(Train());
            Assert.Equal(1, code);
            Assert.Contains("another livestyle-train", error);
        }
    }

    public void Dispose() => world.Dispose();

    string[] Train() =>
    [
        "run", "--photos", world.Photos, "--paintings", world.Paintings, "--vgg", world.Vgg, "--out", Run,
        "--steps", "3", "--crop", "32", "--batch", "2", "--width", "4", "--painting-side", "64", "--photo-side", "48", "--threads", "1",
    ];
}
