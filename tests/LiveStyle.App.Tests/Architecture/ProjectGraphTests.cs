using System.Text.RegularExpressions;
using LiveStyle.TestKit;
using Xunit;

namespace LiveStyle.App.Tests.Architecture;

public class ProjectGraphTests
{
    static readonly Dictionary<string, ProjectFile> Source = ProjectFile.LoadAll(Repository.PathOf("src"));
    static readonly Dictionary<string, ProjectFile> Media = ProjectFile.LoadAll(Repository.PathOf("media"));

    static readonly Dictionary<string, string[]> Graph = new()
    {
        ["LiveStyle.App"] = ["LiveStyle.Core", "LiveStyle.Gpu", "LiveStyle.Media", "LiveStyle.Stylization"],
        ["LiveStyle.Core"] = [],
        ["LiveStyle.Gpu"] = ["LiveStyle.Core"],
        ["LiveStyle.Media"] = ["LiveStyle.Core"],
        ["LiveStyle.Sample.Engine"] = ["LiveStyle.Core", "LiveStyle.Gpu", "LiveStyle.Media", "LiveStyle.Stylization"],
        ["LiveStyle.Stylization"] = ["LiveStyle.Core", "LiveStyle.Gpu"],
        ["LiveStyle.Training"] = ["LiveStyle.Core", "LiveStyle.Media", "LiveStyle.Stylization"],
    };

    // A heavy package, as a pattern, and the projects that may know it.
    public static TheoryData<string, string[]> Homes => new()
    {
        { "^FFMpegCore", ["LiveStyle.Media"] },
        { "^SkiaSharp", ["LiveStyle.Media", "LiveStyle.SampleClip"] },
        { @"^(Microsoft\.ML\.OnnxRuntime|\$\(OnnxPackage\))", ["LiveStyle.Stylization"] },
        { @"^Silk\.NET", ["LiveStyle.Gpu", "LiveStyle.Sample.Engine"] },
        { "^(TorchSharp|libtorch)", ["LiveStyle.Training"] },
        { "^ScottPlot", ["LiveStyle.Training"] },
        { @"^Google\.Protobuf", ["LiveStyle.Stylization", "LiveStyle.Training"] },
        { @"^Grpc\.", ["LiveStyle.Training"] },
        { @"^(Spectre\.Console|System\.CommandLine)", ["LiveStyle.App", "LiveStyle.Training"] },
    };

    [Fact]
    public void Projects_reference_each_other_as_the_house_is_drawn()
    {
        Assert.Equal(Graph.Keys.Order(StringComparer.Ordinal), Source.Keys.Order(StringComparer.Ordinal));
        Assert.All(Source.Values, project => Assert.Equal(Graph[project.Name], project.References));
    }

    [Fact]
    public void Programs_that_make_media_know_only_frames_and_film() =>
        Assert.All(Media.Values, project => Assert.Subset(
            new HashSet<string> { "LiveStyle.Core", "LiveStyle.Media" }, project.References.ToHashSet()));

    [Theory, MemberData(nameof(Homes))]
    public void A_heavy_package_lives_in_its_home(string package, string[] homes)
    {
        var residents = Source.Values.Concat(Media.Values)
            .Where(project => project.Packages.Any(p => Regex.IsMatch(p.Name, package)))
            .Select(project => project.Name)
            .ToList();

        Assert.NotEmpty(residents);
        Assert.Subset(homes.ToHashSet(), residents.ToHashSet());
    }

    /// <summary>But for loggers, which a library takes from whoever calls it.</summary>
    [Fact]
    public void A_project_that_others_stand_on_shows_them_none_of_its_packages()
    {
        var foundations = Source.Values.SelectMany(project => project.References).Distinct().Select(name => Source[name]);

        var shown = foundations.SelectMany(project => project.Packages
            .Where(package => !package.IsHidden && package.Name != "Microsoft.Extensions.Logging.Abstractions")
            .Select(package => $"{project.Name} shows {package.Name}"));

        Assert.Empty(shown);
    }

    [Fact]
    public void No_package_of_the_program_brings_libtorch_along()
    {
        var restored = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "livestyle.deps.json"));

        Assert.Contains("LiveStyle.Stylization/", restored);
        Assert.DoesNotContain("torch", restored, StringComparison.OrdinalIgnoreCase);
    }
}
