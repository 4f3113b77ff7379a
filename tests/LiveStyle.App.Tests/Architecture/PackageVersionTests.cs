using System.Xml.Linq;
using LiveStyle.TestKit;
using Xunit;

namespace LiveStyle.App.Tests.Architecture;

public sealed class PackageVersionTests
{
    [Fact]
    public void Each_packages_version_is_stated_once_in_the_central_file()
    {
        string[] central = [.. Items(Repository.PathOf("Directory.Packages.props"), "PackageVersion").Select(Name)];
        Assert.Equal(central.Distinct(StringComparer.OrdinalIgnoreCase), central);

        string[] stated = [.. new[] { "src", "tests", "media", "." }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.*proj", new EnumerationOptions { RecurseSubdirectories = folder != ".", MaxRecursionDepth = 1 })
                .Concat(Directory.EnumerateFiles(Repository.PathOf(folder), "*.props", new EnumerationOptions { RecurseSubdirectories = folder != ".", MaxRecursionDepth = 1 })))
            .Where(path => Path.GetFileName(path) != "Directory.Packages.props")
            .SelectMany(path => Items(path, "PackageReference").Concat(Items(path, "PackageVersion"))
                .Where(item => !Name(item).StartsWith("LiveStyle.", StringComparison.Ordinal)) // Our own packages, as a stranger takes them.
                .Where(item => item.Attribute("Version") is not null || item.Attribute("VersionOverride") is not null)
                .Select(item => $"{Path.GetFileName(path)} states the version of {Name(item)}"))];
        Assert.Empty(stated);
    }

    [Fact]
    public void Every_flavor_of_ONNX_Runtime_has_its_version()
    {
        string[] central = [.. Items(Repository.PathOf("Directory.Packages.props"), "PackageVersion").Select(Name)];
        string[] flavors = [.. Items(Repository.PathOf(Path.Combine("src", "LiveStyle.Stylization", "OnnxRuntime.props")), "OnnxPackage").Select(item => item.Value)];

        Assert.Equal(3, flavors.Length);
        Assert.Subset(central.ToHashSet(), flavors.ToHashSet());
    }

    static IEnumerable<XElement> Items(string path, string name) => XDocument.Load(path).Descendants().Where(item => item.Name.LocalName == name);

    static string Name(XElement item) => (string?)item.Attribute("Include") ?? (string?)item.Attribute("Update") ?? "";
}
