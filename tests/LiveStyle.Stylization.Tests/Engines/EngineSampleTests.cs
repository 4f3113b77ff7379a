using System.Diagnostics;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.Stylization.Tests.Engines;

/// <summary>The sample engine as its users run it: a program of its own.</summary>
[Collection(SoftwareGpuCollection.Name)]
[Trait("Speed", "Slow")]
public sealed class EngineSampleTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("livestyle-engine").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The built program, ready to start on the software GPU.</summary>
    public static ProcessStartInfo Prepare(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(ProgramRun.DotNet(), [Path.Combine(AppContext.BaseDirectory, "livestyle-engine-sample.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["VK_LOADER_DRIVERS_SELECT"] = "*lvp*";
        return start;
    }

    [Fact]
    public async Task It_draws_its_scene_and_restyles_it_in_the_same_command_buffer()
    {
        ProgramRun run = await RunAsync(
            "--headless", "--validate", "--size", "96x64", "--frames", "3", "--style", "van-gogh-starry-night", "--to", "munch-scream", "--out", "shots");

        Assert.True(run.ExitCode == 0, run.Error);
        string[] names = ["frame-0001.png", "frame-0002.png", "frame-0003.png", "plain-0001.png", "plain-0002.png", "plain-0003.png"];
        Assert.Equal(names, Directory.GetFiles(Path.Combine(folder, "shots")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        ModelBundle bundle = ModelBundle.Open("live");
        string[] blends = ["van-gogh-starry-night", "van-gogh-starry-night*0.5 + munch-scream*0.5", "munch-scream"];
        for (int i = 0; i < 3; i++)
        {
            using HostFrame plain = Shot($"plain-000{i + 1}.png"), styled = Shot($"frame-000{i + 1}.png");
            await ReferencePicture.AssertCloseAsync(bundle, plain, bundle.Styles.Embed(Blend.Parse(blends[i])), styled.Pixels.ToArray());
        }

        Assert.InRange(Difference("plain-0001.png", "plain-0003.png"), 0.2, 20);
        Assert.InRange(Difference("frame-0001.png", "frame-0003.png"), 20, 255);
        Assert.InRange(Difference("frame-0001.png", "plain-0001.png"), 20, 255);
    }

    [Fact]
    public async Task What_the_validation_layer_says_is_shown_and_fails_it()
    {
        ProcessStartInfo start = Prepare(folder, "--headless", "--validate", "--size", "32x32", "--frames", "1");
        start.Environment["VK_LAYER_ENABLES"] = "VK_VALIDATION_FEATURE_ENABLE_BEST_PRACTICES_EXT";

        ProgramRun run = await RunAsync(start);

        Assert.Equal(1, run.ExitCode);
        Assert.All(run.ErrorLines, line => Assert.StartsWith("validation: ", line));
        Assert.NotEmpty(run.ErrorLines);
    }

    [Theory]
    [InlineData("there is no option '--speed'", "--speed", "3")]
    [InlineData("there is no option 'clip.mp4'", "clip.mp4")]
    [InlineData("no value follows --out", "--out")]
    [InlineData("such as 640x360", "--size", "640")]
    [InlineData("such as 640x360", "--size", "8x8")]
    [InlineData("such as 120", "--frames", "0")]
    [InlineData("nobody", "--headless", "--style", "nobody")]
    [InlineData("no model bundle 'none'", "--headless", "--model", "none")]
    [InlineData("use --size", "--headless", "--size", "16384x16384")]
    public async Task Bad_input_is_one_line(string expected, params string[] arguments)
    {
        ProgramRun run = await RunAsync(arguments);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, Assert.Single(run.ErrorLines));
    }

    Task<ProgramRun> RunAsync(params string[] arguments) => RunAsync(Prepare(folder, arguments));

    static async Task<ProgramRun> RunAsync(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        return await ProgramRun.ToEndAsync(process, process.StandardOutput.ReadToEndAsync());
    }

    HostFrame Shot(string name) => StillImage.Load(Path.Combine(folder, "shots", name));

    double Difference(string one, string other)
    {
        using HostFrame a = Shot(one), b = Shot(other);
        return ReferencePicture.Difference(a.Pixels, b.Pixels).Mean;
    }
}
