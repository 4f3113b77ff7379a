using Xunit;

namespace LiveStyle.PackageTests;

public sealed class ArchiveTests
{
    const UnixFileMode Program = (UnixFileMode)0b111_101_101;
    const UnixFileMode Plain = (UnixFileMode)0b110_100_100;

    static readonly IReadOnlyList<PackedEntry> Linux = PackedEntry.ReadAll(Packages.LinuxArchive, $"livestyle-{Packages.Version}-linux-x64");
    static readonly IReadOnlyList<PackedEntry> Mac = PackedEntry.ReadAll(Packages.MacArchive, $"livestyle-{Packages.Version}-osx-arm64-untested");
    static readonly IReadOnlyList<PackedEntry> Windows = PackedEntry.ReadAll(Packages.WindowsArchive, $"livestyle-{Packages.Version}-win-x64-untested");

    [Fact]
    public void Each_archive_holds_both_bundles_whole_and_the_licences()
    {
        Assert.Contains("live/network.onnx", Packages.BundleFiles);
        Assert.Contains("gallery/network.onnx", Packages.BundleFiles);
        foreach ((IReadOnlyList<PackedEntry> archive, string models, string documents) in
            new[] { (Linux, "share/livestyle/models/", "share/doc/livestyle/"), (Mac, "share/livestyle/models/", "share/doc/livestyle/"), (Windows, "models/", "") })
        {
            Dictionary<string, long> lengths = archive.ToDictionary(entry => entry.Path, entry => entry.Length);
            Assert.All(Packages.BundleFiles, file => Assert.Equal(new FileInfo(Path.Combine(Packages.Root, "models", file)).Length, lengths[models + file]));
            Assert.All(["LICENSE", "README.md", "THIRD-PARTY-NOTICES.txt"], file => Assert.True(lengths[documents + file] > 500));
        }
    }

    [Fact]
    public void Native_files_are_of_the_archives_own_system()
    {
        Assert.Contains(Linux, entry => entry is { Path: "lib/livestyle/libonnxruntime.so", IsElf: true });
        Assert.Contains(Linux, entry => entry is { Path: "lib/livestyle/libSkiaSharp.so", IsElf: true });
        Assert.Contains(Mac, entry => entry is { Path: "lib/livestyle/libonnxruntime.dylib", IsMac: true });
        Assert.Contains(Windows, entry => entry is { Path: "onnxruntime.dll", IsPortable: true });
        Assert.Contains(Windows, entry => entry is { Path: "livestyle.exe", IsPortable: true });

        Assert.DoesNotContain(Linux, entry => entry.IsMac || entry.Path.EndsWith(".dylib", StringComparison.Ordinal) || IsWindowsOnnx(entry));
        Assert.DoesNotContain(Mac, entry => entry.IsElf || entry.Path.EndsWith(".so", StringComparison.Ordinal) || IsWindowsOnnx(entry));
        Assert.DoesNotContain(Windows, entry => entry.IsElf || entry.IsMac);
        Assert.All([.. Linux, .. Mac, .. Windows], entry => Assert.DoesNotMatch(@"(?i)tensorrt|_cuda|\.lib$|\.xml$|libSkiaSharp\.pdb|runtimes/", entry.Path));
    }

    [Fact]
    public void The_programs_can_be_run_and_all_else_only_read()
    {
        foreach (IReadOnlyList<PackedEntry> archive in new[] { Linux, Mac })
        {
            Assert.Equal(
                ["lib/livestyle/createdump", "lib/livestyle/livestyle"],
                archive.Where(entry => entry.Target is null && entry.Mode == Program).Select(entry => entry.Path));
            Assert.All(archive.Where(entry => entry.Target is null && entry.Mode != Program), entry => Assert.Equal(Plain, entry.Mode));
            Assert.Equal("../lib/livestyle/livestyle", archive.Single(entry => entry.Path == "bin/livestyle").Target);
            Assert.Equal("../../share/livestyle/models", archive.Single(entry => entry.Path == "lib/livestyle/models").Target);
        }
    }

    [Fact]
    public void An_archive_that_nobody_has_tried_says_so()
    {
        Assert.Contains("untested", Path.GetFileName(Packages.MacArchive));
        Assert.Contains("untested", Path.GetFileName(Packages.WindowsArchive));
        Assert.DoesNotContain("untested", Path.GetFileName(Packages.LinuxArchive));
    }

    /// <summary>From another folder, by its link, and without any dotnet on the machine that could help.</summary>
    [Fact]
    public async Task The_unpacked_archive_runs_without_dotnet()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("The archive is for Linux.");
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("livestyle-archive-");
        try
        {
            await ProcessRun.SucceedAsync("tar", "-xzf", Packages.LinuxArchive, "-C", folder.FullName, "--strip-components=1");
            var start = new System.Diagnostics.ProcessStartInfo(Path.Combine(folder.FullName, "bin", "livestyle"), ["styles", "--model", "live"]) { WorkingDirectory = "/" };
            start.Environment["PATH"] = "/nowhere";
            start.Environment["DOTNET_ROOT"] = "/nowhere";

            ProcessRun run = (await ProcessRun.RunAsync(start)).Succeeded("livestyle styles");

            Assert.Contains(run.Lines, line => line.StartsWith("munch-scream", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static bool IsWindowsOnnx(PackedEntry entry) => Path.GetFileName(entry.Path) is "onnxruntime.dll" or "onnxruntime_providers_shared.dll";
}
