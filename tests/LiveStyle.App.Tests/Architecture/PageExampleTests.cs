using LiveStyle.TestKit.Pages;
using Xunit;

namespace LiveStyle.App.Tests.Architecture;

[Trait("Speed", "Slow")]
public class PageExampleTests
{
    // What an example takes from its reader's own program.
    const string Engine = "Instance instance, PhysicalDevice physicalDevice, Device device, Queue queue, uint family, Image scene, Image painted, CommandBuffer commands, float[] weights";

    public static TheoryData<string, string, string[]> Pages => new()
    {
        { "src/LiveStyle.Core/README.md", "", [] },
        { "src/LiveStyle.Media/README.md", "", [] },
        { "src/LiveStyle.Cpu/README.md", "", [] },
        { "src/LiveStyle.Gpu/README.md", Engine, ["Silk.NET.Vulkan"] },
        { "src/LiveStyle.Stylization/README.md", "", [] },
        { "src/LiveStyle.Transcoding/README.md", "", [] },
        { "src/LiveStyle.Quality/README.md", "HostFrame photo, HostFrame painted, HostFrame scream", [] },
        { "src/LiveStyle.Presentation/README.md", "", [] },
        { "src/LiveStyle.Playback/README.md", "", [] },
        { "src/LiveStyle.Live/README.md", "", [] },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task Examples_of_a_page_compile_against_what_is_public(string page, string given, string[] namespaces)
    {
        string code = string.Join('\n', Page.Load(page).Code("csharp"));

        Assert.NotEmpty(code);
        Assert.Empty(await CSharpCompiler.ErrorsAsync($"static class Example {{ static async Task RunAsync({given}) {{\n{code}\n}} }}", namespaces));
    }

    [Fact]
    public async Task An_example_with_a_name_that_is_not_there_does_not_compile() =>
        Assert.Contains("CS0117", Assert.Single(await CSharpCompiler.ErrorsAsync("static class Example { static object Made => Blend.Pars(\"original\"); }")));

    [Fact]
    public void Every_page_with_an_example_is_tried()
    {
        var withExamples = Page.LoadAll().Where(page => page.Code("csharp").Any()).Select(page => page.Name);

        Assert.Equal(withExamples.Order(StringComparer.Ordinal), Pages.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));
    }
}
