using System.Diagnostics;
using Xunit;

namespace LiveStyle.PackageTests;

/// <summary>Outside/Program.cs, built once in a folder of its own on the packages that were made, and on nothing else of ours.</summary>
public sealed class OutsideProgram : IAsyncLifetime
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("livestyle-outside-");
    string? unpacked;

    public string Picture { get; } = Path.Combine(Packages.Root, "media", "sample.jpg");

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public async ValueTask InitializeAsync()
    {
        string outside = Path.Combine(AppContext.BaseDirectory, "Outside");
        File.Copy(Path.Combine(outside, "Program.cs"), PathOf("Program.cs"));
        File.WriteAllText(PathOf("Outside.csproj"), File.ReadAllText(Path.Combine(outside, "Outside.xml")).Replace("VERSION", Packages.Version));
        File.WriteAllText(PathOf("nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="livestyle" value="{Path.Combine(Packages.Folder, "nuget")}" />
              </packageSources>
            </configuration>
            """);

        // What others publish is kept between runs; of ours no copy of an earlier build is.
        Directory.CreateDirectory(Cache);
        foreach (string stale in Directory.GetDirectories(Cache, "livestyle.*"))
        {
            Directory.Delete(stale, recursive: true);
        }

        (await DotNetAsync("build", "-c", "Release", "-nodeReuse:false", "-v", "q", "-o", PathOf("program"))).Succeeded("dotnet build");
    }

    /// <summary>The path of the picture that it has made.</summary>
    public async Task<string> RestyleAsync(string name, string style, params string[] device)
    {
        string output = PathOf(name);
        await ProcessRun.SucceedAsync(DotNet, [PathOf("program/Outside.dll"), Picture, output, style, .. device]);
        return output;
    }

    /// <summary>The program of the archive for Linux, unpacked.</summary>
    public async Task<string> LiveStyleAsync()
    {
        if (unpacked is null)
        {
            unpacked = Directory.CreateDirectory(PathOf("unpacked")).FullName;
            await ProcessRun.SucceedAsync("tar", "-xzf", Packages.LinuxArchive, "-C", unpacked, "--strip-components=1");
        }

        return Path.Combine(unpacked, "bin", "livestyle");
    }

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    static string Cache { get; } = Path.Combine(Packages.Root, "artifacts", "outside-packages");

    /// <summary>The dotnet that these tests run on.</summary>
    static string DotNet { get; } = Path.GetFullPath(Path.Combine(
        Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    async Task<ProcessRun> DotNetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(DotNet, arguments) { WorkingDirectory = folder.FullName };
        start.Environment["NUGET_PACKAGES"] = Cache;
        return await ProcessRun.RunAsync(start);
    }
}
