using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using Xunit;

namespace LiveStyle.PackageTests;

/// <summary>The NuGet packages, as a program that is not ours meets them.</summary>
public sealed class OutsideProgramTests(OutsideProgram program) : IClassFixture<OutsideProgram>
{
    static string[] Made => [.. Directory.GetFiles(Path.Combine(Packages.Folder, "nuget"), "*.nupkg").Order(StringComparer.Ordinal)];

    [Fact]
    public async Task A_program_on_the_packages_restyles_a_picture_as_livestyle_does()
    {
        await program.RunAsync("restyle", program.Picture, "theirs.png", "munch-scream");

        string ours = program.PathOf("ours.png");
        await ProcessRun.SucceedAsync(await program.LiveStyleAsync(), "stylize", program.Picture, ours, "--style", "munch-scream", "--model", "live");
        Assert.Equal(File.ReadAllBytes(ours), File.ReadAllBytes(program.PathOf("theirs.png")));
    }

    /// <summary>The compiled shaders come with the package.</summary>
    [Fact]
    public async Task It_does_so_on_Vulkan_too()
    {
        await program.RunAsync("restyle", program.Picture, "processor.png", "picabia-udnie", "cpu");
        await program.RunAsync("restyle", program.Picture, "vulkan.png", "picabia-udnie", "vulkan");

        ProcessRun run = await ProcessRun.SucceedAsync(
            "ffmpeg", "-v", "info", "-i", program.PathOf("processor.png"), "-i", program.PathOf("vulkan.png"), "-lavfi", "psnr", "-f", "null", "-");
        string average = run.Error[(run.Error.IndexOf("average:", StringComparison.Ordinal) + 8)..].Split(' ')[0];
        Assert.True(average == "inf" || double.Parse(average, CultureInfo.InvariantCulture) > 40, run.Error);
    }

    [Fact]
    public async Task It_transcodes_a_film_with_progress()
    {
        string film = await program.FilmAsync();

        ProcessRun run = await program.RunAsync("transcode", film, "painted.mp4", "munch-scream");

        Assert.Contains("24/24", run.Lines);
        ProcessRun probe = await ProcessRun.SucceedAsync("ffprobe", "-v", "error", "-count_packets", "-show_entries", "stream=codec_type,nb_read_packets", "-of", "csv=p=0", program.PathOf("painted.mp4"));
        Assert.Contains("video,24", probe.Lines);
        Assert.Contains(probe.Lines, line => line.StartsWith("audio,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_plays_a_film()
    {
        string film = await program.FilmAsync();

        await program.RunAsync("play", film, "frames", "munch-scream", "cpu");

        Assert.Equal(24, Directory.GetFiles(program.PathOf("frames"), "frame-*.png").Length);
    }

    [Fact]
    public void Every_library_and_bundle_is_a_package_with_readme_licence_and_version()
    {
        string[] libraries = [.. Directory.GetFiles(Path.Combine(Packages.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(project => !File.ReadAllText(project).Contains("<OutputType>Exe</OutputType>"))
            .Select(project => Path.GetFileNameWithoutExtension(project))];
        string[] expected = [.. libraries.Append("LiveStyle.Models.Gallery").Append("LiveStyle.Models.Live").Select(name => $"{name}.{Packages.Version}.nupkg").Order(StringComparer.Ordinal)];

        Assert.Equal(expected, Made.Select(Path.GetFileName));
        foreach (string package in Made)
        {
            using ZipArchive zip = ZipFile.OpenRead(package);
            Assert.True(zip.GetEntry("README.md")!.Length > 200, $"{package} has no readme to speak of");
            XElement about = XDocument.Load(zip.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open()).Root!;
            string Of(string element) => about.Descendants().Single(item => item.Name.LocalName == element).Value;
            Assert.Equal("MIT", Of("license"));
            Assert.Equal("README.md", Of("readme"));
            Assert.Equal(Packages.Version, Of("version"));
            Assert.True(Of("description").Length > 30);
        }
    }

    [Fact]
    public void Each_library_brings_its_docs_and_its_symbols()
    {
        foreach (string package in Made.Where(package => !Path.GetFileName(package).StartsWith("LiveStyle.Models.", StringComparison.Ordinal)))
        {
            string name = Path.GetFileName(package)[..^$".{Packages.Version}.nupkg".Length];
            using ZipArchive zip = ZipFile.OpenRead(package);
            Assert.NotNull(zip.GetEntry($"lib/net10.0/{name}.dll"));
            Assert.True(zip.GetEntry($"lib/net10.0/{name}.xml")!.Length > 1000, $"{name} has no docs");
            using ZipArchive symbols = ZipFile.OpenRead(Path.ChangeExtension(package, ".snupkg"));
            Assert.NotNull(symbols.GetEntry($"lib/net10.0/{name}.pdb"));
        }
    }

    /// <summary>A path of the machine that built it would tell strangers who did, and make each build differ.</summary>
    [Fact]
    public void No_assembly_names_a_folder_of_the_machine_that_built_it()
    {
        byte[] root = System.Text.Encoding.UTF8.GetBytes(Packages.Root);
        foreach (string package in Made.Concat(Directory.GetFiles(Path.Combine(Packages.Folder, "nuget"), "*.snupkg")))
        {
            using ZipArchive zip = ZipFile.OpenRead(package);
            foreach (ZipArchiveEntry entry in zip.Entries)
            {
                using var content = new MemoryStream();
                using (Stream packed = entry.Open())
                {
                    packed.CopyTo(content);
                }

                Assert.True(content.ToArray().AsSpan().IndexOf(root) < 0, $"{Path.GetFileName(package)}: {entry.FullName} names {Packages.Root}");
            }
        }
    }
}
