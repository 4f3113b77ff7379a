using System.Diagnostics;
using Xunit;

namespace LiveStyle.PackageTests;

/// <summary>tests/LiveStyle.OutsideProgram, built once in a folder of its own on the packages that were made, and on nothing else of ours.</summary>
public sealed class OutsideProgram : IAsyncLifetime
{
    const string Name = "LiveStyle.OutsideProgram";

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("livestyle-outside-");
    string? unpacked;

    public string Picture { get; } = Path.Combine(Packages.Root, "media", "sample.jpg");

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public async ValueTask InitializeAsync()
    {
        foreach (string file in Directory.GetFiles(Path.Combine(Packages.Root, "tests", Name), "*.cs*"))
        {
            File.Copy(file, PathOf(Path.GetFileName(file)));
        }

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

        (await DotNetAsync("build", "-c", "Release", "-nodeReuse:false", "-v", "q", $"-p:LiveStyleVersion={Packages.Version}", "-o", PathOf("program"))).Succeeded("dotnet build");
    }

    /// <param name="verb">"restyle", "transcode" or "play".</param>
    /// <param name="output">Name of the picture, film or folder, in the program's own folder.</param>
    public async Task<ProcessRun> RunAsync(string verb, string input, string output, string blend, string device = "auto") =>
        await ProcessRun.SucceedAsync(DotNet, PathOf($"program/{Name}.dll"), verb, input, PathOf(output), blend, device);

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

    /// <summary>A second of moving pictures with sound.</summary>
    public async Task<string> FilmAsync()
    {
        string film = PathOf("film.mp4");
        if (!File.Exists(film))
        {
            await ProcessRun.SucceedAsync(
                "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=160x96:rate=24:duration=1", "-f", "lavfi", "-i", "sine=duration=1", film);
        }

        return film;
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
