using System.Xml.Linq;

namespace LiveStyle.App.Tests.Architecture;

/// <summary>What one .csproj says it is made of.</summary>
/// <param name="References">Names of the projects it references, sorted.</param>
sealed record ProjectFile(string Name, IReadOnlyList<string> References, IReadOnlyList<ProjectPackage> Packages)
{
    public static ProjectFile Load(string path)
    {
        var items = XDocument.Load(path).Descendants().ToList();
        return new ProjectFile(
            Path.GetFileNameWithoutExtension(path),
            [.. items.Where(i => i.Name.LocalName == "ProjectReference").Select(ReferencedName).Order(StringComparer.Ordinal)],
            [.. items.Where(i => i.Name.LocalName == "PackageReference" && !KeepsOut(i)).Select(Package)]);
    }

    /// <summary>Every project of <paramref name="folder"/>/*/*.csproj by name; none where the folder is absent.</summary>
    public static Dictionary<string, ProjectFile> LoadAll(string folder) =>
        Directory.Exists(folder)
            ? Directory.GetDirectories(folder)
                .SelectMany(project => Directory.GetFiles(project, "*.csproj"))
                .Select(Load)
                .ToDictionary(p => p.Name)
            : [];

    static string ReferencedName(XElement item) =>
        Path.GetFileNameWithoutExtension(Include(item).Replace('\\', '/'));

    static ProjectPackage Package(XElement item) =>
        new(Include(item), PrivateAssets: (string?)item.Attribute("PrivateAssets") ?? "");

    /// <summary>Names a package only to leave it behind where another one brings it.</summary>
    static bool KeepsOut(XElement item) => (string?)item.Attribute("ExcludeAssets") == "all";

    static string Include(XElement item) =>
        (string?)item.Attribute("Include") ?? throw new InvalidDataException($"{item} includes nothing.");
}

/// <summary>A package that a project references, and which of its parts stay inside.</summary>
sealed record ProjectPackage(string Name, string PrivateAssets)
{
    /// <summary>Whether the projects above can't compile against it.</summary>
    public bool IsHidden => PrivateAssets.Split(';').Any(part => part is "compile" or "all");
}
