using LiveStyle.TestKit;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.App.Tests.Architecture;

[Trait("Speed", "Slow")]
public class DocExampleTests
{
    /// <summary>What a reader begins with: each shows how.</summary>
    static readonly string[] EntryPoints =
    [
        "FramePipeline", "Timeline", "Blend", "VideoSource", "VideoEncoder", "MediaProbe", "ModelBundle", "CpuStylizer", "OnnxStylizer", "VulkanStylizer", "EngineStylizer",
        "Transcoder", "FilmReport", "WindowPlayer", "HeadlessPlayer", "LiveShow", "LiveDesk", "ShowSession", "ControlServer",
    ];

    /// <summary>Those that want a GPU, a window or something of their reader's own program, and what they take from it.</summary>
    static readonly Dictionary<string, string> OnlyCompiled = new()
    {
        ["LiveStyleLogging"] = "Microsoft.Extensions.Logging.ILoggerFactory log",
        ["VulkanStylizer"] = "",
        ["EngineStylizer"] = "Instance instance, PhysicalDevice physicalDevice, Device device, Queue queue, uint family, Image scene, Image painted, CommandBuffer commands",
        ["WindowPlayer"] = "",
        ["HeadlessPlayer"] = "",
    };

    public static TheoryData<string> Fragments => [.. OnlyCompiled.Keys];

    public static TheoryData<string> Programs => [.. DocExample.LoadAll().Select(example => example.Type).Except(OnlyCompiled.Keys).Distinct()];

    [Fact]
    public void Every_entry_point_has_an_example() =>
        Assert.Empty(EntryPoints.Except(DocExample.LoadAll().Select(example => example.Type)));

    [Theory, MemberData(nameof(Fragments))]
    public async Task An_example_that_wants_a_device_compiles_against_what_is_public(string type)
    {
        foreach (DocExample example in Of(type))
        {
            Assert.Empty(await CSharpCompiler.ErrorsAsync($"static class Example {{ static async Task RunAsync({OnlyCompiled[type]}) {{\n{example.Code}\n}} }}", "Silk.NET.Vulkan"));
        }
    }

    [Theory, MemberData(nameof(Programs))]
    public async Task An_example_runs_and_prints_what_it_says(string type)
    {
        foreach (DocExample example in Of(type))
        {
            using var folder = new ClipFolder();
            Fill(folder, type);

            IReadOnlyList<string> lines = await CSharpCompiler.RunAsync($"static class Example {{ public static async Task RunAsync() {{\n{example.Code}\n}} }}", folder.Root);

            Assert.Empty(example.Printed.Except(lines));
        }
    }

    [Fact]
    public async Task An_example_that_prints_something_else_is_found_out()
    {
        using var folder = new ClipFolder();
        DocExample example = Assert.Single(DocExample.In("""
            /// <summary>Counts.</summary>
            /// <example>
            /// <code>
            /// Console.WriteLine(1 + 1);   // 3
            /// </code>
            /// </example>
            public static class Counting
            """));

        Assert.Equal("Counting", example.Type);
        Assert.Equal(["3"], example.Printed);
        Assert.Equal(["2"], await CSharpCompiler.RunAsync($"static class Example {{ public static async Task RunAsync() {{\n{example.Code}\n}} }}", folder.Root));
    }

    [Fact]
    public async Task An_example_that_fails_is_found_out()
    {
        using var folder = new ClipFolder();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => CSharpCompiler.RunAsync("static class Example { public static Task RunAsync() => throw new IOException(\"no such film\"); }", folder.Root));

        Assert.Contains("no such film", failure.Message);
    }

    static IReadOnlyList<DocExample> Of(string type)
    {
        IReadOnlyList<DocExample> examples = [.. DocExample.LoadAll().Where(example => example.Type == type)];
        Assert.NotEmpty(examples);
        return examples;
    }

    /// <summary>The files that examples name, and the bundle "live".</summary>
    static void Fill(ClipFolder folder, string type)
    {
        folder.MakeWithSound("film.mp4");
        folder.Make("photo.jpg", "-f lavfi -i testsrc2=s=64x48 -frames:v 1");
        if (type == "FilmReport")
        {
            File.Copy(folder["film.mp4"], folder["painted.mp4"]);
        }

        string bundle = Directory.CreateDirectory(Path.Combine(folder.Root, "models", "live")).FullName;
        foreach (string file in Directory.GetFiles(Repository.PathOf("models/live")))
        {
            File.Copy(file, Path.Combine(bundle, Path.GetFileName(file)));
        }
    }
}
