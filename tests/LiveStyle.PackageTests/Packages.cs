using System.Xml.Linq;

namespace LiveStyle.PackageTests;

/// <summary>What the build has made, and where.</summary>
static class Packages
{
    /// <summary>The folder that holds LiveStyle.sln.</summary>
    public static string Root { get; } = FindRoot();

    public static string Folder { get; } = Path.Combine(Root, "artifacts", "package");

    public static string Version { get; } = XDocument.Load(Path.Combine(Root, "Directory.Build.props")).Descendants("Version").Single().Value;

    public static string LinuxArchive => Made($"livestyle-{Version}-linux-x64.tar.gz");

    public static string WindowsArchive => Made($"livestyle-{Version}-win-x64-untested.zip");

    public static string MacArchive => Made($"livestyle-{Version}-osx-arm64-untested.tar.gz");

    public static string Debian => Made($"livestyle_{Version}_amd64.deb");

    public static IReadOnlyList<string> BundleFiles { get; } =
    [
        .. Directory.GetFiles(Path.Combine(Root, "models"), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(Root, "models"), file).Replace('\\', '/'))
            .Where(file => file.Contains('/')),
    ];

    static string Made(string name)
    {
        string path = Path.Combine(Folder, name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing: ./build.sh --target=Package makes it.");
    }

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LiveStyle.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No LiveStyle.sln above {AppContext.BaseDirectory}: run the tests from inside a checkout.");
    }
}
