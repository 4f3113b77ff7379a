using System.Text.RegularExpressions;
using System.Xml.Linq;
using LiveStyle.TestKit;
using Xunit;

namespace LiveStyle.App.Tests.Architecture;

public class ProjectGraphTests
{
    static readonly Dictionary<string, ProjectFile> Source = ProjectFile.LoadAll(Repository.PathOf("src"));
    static readonly Dictionary<string, ProjectFile> Media = ProjectFile.LoadAll(Repository.PathOf("media"));
    static readonly Dictionary<string, ProjectFile> Tests = ProjectFile.LoadAll(Repository.PathOf("tests"));

    static readonly Dictionary<string, string[]> Graph = new()
    {
        ["LiveStyle.App"] =
            ["LiveStyle.Core", "LiveStyle.Cpu", "LiveStyle.Gpu", "LiveStyle.Live", "LiveStyle.Media", "LiveStyle.Playback", "LiveStyle.Presentation", "LiveStyle.Quality", "LiveStyle.Stylization", "LiveStyle.Transcoding"],
        ["LiveStyle.Core"] = [],
        ["LiveStyle.Cpu"] = ["LiveStyle.Core"],
        ["LiveStyle.Gpu"] = ["LiveStyle.Core"],
        ["LiveStyle.Live"] = ["LiveStyle.Core", "LiveStyle.Gpu", "LiveStyle.Media", "LiveStyle.Presentation", "LiveStyle.Stylization"],
        ["LiveStyle.Media"] = ["LiveStyle.Core"],
        ["LiveStyle.Playback"] = ["LiveStyle.Core", "LiveStyle.Gpu", "LiveStyle.Media", "LiveStyle.Presentation", "LiveStyle.Stylization"],
        ["LiveStyle.Presentation"] = ["LiveStyle.Core", "LiveStyle.Gpu"],
        ["LiveStyle.Quality"] = ["LiveStyle.Core", "LiveStyle.Media", "LiveStyle.Stylization", "LiveStyle.Transcoding"],
        ["LiveStyle.Sample.Engine"] = ["LiveStyle.Core", "LiveStyle.Gpu", "LiveStyle.Media", "LiveStyle.Presentation", "LiveStyle.Stylization"],
        ["LiveStyle.Stylization"] = ["LiveStyle.Core", "LiveStyle.Cpu", "LiveStyle.Gpu"],
        ["LiveStyle.Training"] = ["LiveStyle.Core", "LiveStyle.Media", "LiveStyle.Quality", "LiveStyle.Stylization"],
        ["LiveStyle.Transcoding"] = ["LiveStyle.Core", "LiveStyle.Media", "LiveStyle.Stylization"],
    };

    // A heavy package, as a pattern, and the projects that may know it.
    public static TheoryData<string, string[]> Homes => new()
    {
        { "^FFMpegCore", ["LiveStyle.Media"] },
        { "^SkiaSharp", ["LiveStyle.Media", "LiveStyle.SampleClip"] },
        { "^FftSharp", ["LiveStyle.Live"] },
        { @"^(Microsoft\.ML\.OnnxRuntime|\$\(OnnxPackage\))", ["LiveStyle.Stylization"] },
        { @"^Silk\.NET", ["LiveStyle.Gpu", "LiveStyle.Presentation", "LiveStyle.Sample.Engine"] },
        { "^(TorchSharp|libtorch)", ["LiveStyle.Training"] },
        { "^ScottPlot", ["LiveStyle.Training"] },
        { @"^(Microsoft\.AspNetCore|OpenTelemetry)", ["LiveStyle.Live"] },
        { @"^Google\.Protobuf", ["LiveStyle.Quality", "LiveStyle.Stylization", "LiveStyle.Training"] },
        { @"^Grpc\.", ["LiveStyle.Quality", "LiveStyle.Stylization", "LiveStyle.Training"] },
        { @"^(Spectre\.Console|System\.CommandLine)", ["LiveStyle.App", "LiveStyle.Training"] },
    };

    [Fact]
    public void Projects_reference_each_other_as_the_house_is_drawn()
    {
        Assert.Equal(Graph.Keys.Order(StringComparer.Ordinal), Source.Keys.Order(StringComparer.Ordinal));
        Assert.All(Source.Values, project => Assert.Equal(Graph[project.Name], project.References));
    }

    [Fact]
    public void Only_tests_are_friends()
    {
        XElement[] friends = [.. Directory.GetFiles(Repository.PathOf("src"), "*.*proj", SearchOption.AllDirectories)
            .Append(Repository.PathOf("src/Directory.Build.props"))
            .SelectMany(file => XDocument.Load(file).Descendants().Where(item => item.Name.LocalName == "InternalsVisibleTo"))];

        Assert.NotEmpty(friends);
        Assert.All(friends, friend => Assert.Matches(@"^LiveStyle\.(\w+\.Tests|TestKit|Benchmarks)$", (string)friend.Attribute("Include")!));
    }

    [Fact]
    public void A_folder_is_a_namespace()
    {
        var strangers = Source.Keys.SelectMany(project => SourceFiles(project).Select(file =>
        {
            string root = project switch { "LiveStyle.Core" => "LiveStyle", "LiveStyle.Sample.Engine" => "LiveStyle.Sample", _ => project };
            string folder = Path.GetRelativePath(Repository.PathOf($"src/{project}"), Path.GetDirectoryName(file)!);
            string expected = folder == "." ? root : $"{root}.{folder.Replace(Path.DirectorySeparatorChar, '.')}";
            Match found = Regex.Match(File.ReadAllText(file), @"^namespace ([\w.]+);", RegexOptions.Multiline);
            return found.Success && found.Groups[1].Value != expected ? $"{file}: {found.Groups[1].Value} instead of {expected}" : null;
        })).OfType<string>();

        Assert.Empty(strangers);
    }

    [Fact]
    public void The_program_holds_commands_and_displays_and_nothing_else()
    {
        var folders = SourceFiles("LiveStyle.App")
            .Select(file => Path.GetRelativePath(Repository.PathOf("src/LiveStyle.App"), Path.GetDirectoryName(file)!).Split(Path.DirectorySeparatorChar)[0])
            .Distinct();

        Assert.Subset(new HashSet<string> { ".", "Commands", "Displays" }, folders.ToHashSet());
        Assert.Equal(["LiveStyleProgram.cs", "Program.cs"], Directory.GetFiles(Repository.PathOf("src/LiveStyle.App"), "*.cs").Select(Path.GetFileName).Order());
    }

    internal static IEnumerable<string> SourceFiles(string project) =>
        Directory.GetFiles(Repository.PathOf($"src/{project}"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Repository.PathOf("src"), file).Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "bin"));

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

    [Fact]
    public void The_second_reader_of_pictures_is_the_tests_own()
    {
        ProjectFile[] all = [.. Source.Values, .. Media.Values, .. Tests.Values];

        Assert.Equal(["LiveStyle.TestKit"], all.Where(project => project.Packages.Any(IsSecondReader)).Select(project => project.Name));
        Assert.True(Tests["LiveStyle.TestKit"].Packages.Single(IsSecondReader).IsHidden);
        Assert.DoesNotContain("ImageSharp", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "livestyle.deps.json")), StringComparison.OrdinalIgnoreCase);

        static bool IsSecondReader(ProjectPackage package) => package.Name.StartsWith("SixLabors", StringComparison.Ordinal);
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
