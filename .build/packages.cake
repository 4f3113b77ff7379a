// What people install: NuGet packages of the libraries and bundles, and livestyle as an archive for people without .NET.
#load "archives.cake"
#load "notices.cake"
#load "debian.cake"

const string PackageFolder = "artifacts/package";

/// A system that an archive is made for. Where nobody has tried it, its name says so.
record ArchivedSystem(string Runtime, string Title, bool IsTested)
{
    public bool IsWindows => Runtime.StartsWith("win");

    public string FileName(string version) => $"livestyle-{version}-{Runtime}{(IsTested ? "" : "-untested")}";
}

ArchivedSystem[] ArchivedSystems =>
[
    new("linux-x64", "Linux on x86-64 with glibc 2.28 or later", IsTested: true),
    new("win-x64", "Windows on x86-64", IsTested: false),
    new("osx-arm64", "macOS on Apple silicon", IsTested: false),
];

// The one place of the version.
string ProductVersion => XmlPeek("Directory.Build.props", "/Project/PropertyGroup/Version");

IEnumerable<string> BundleNames => GetFiles("models/*/model.json").Select(file => file.GetDirectory().GetDirectoryName()).Order(StringComparer.Ordinal);

// A library is what makes no program. Those that the program stands on were built with it.
void PackLibraries(string folder)
{
    foreach (var project in GetFiles("src/*/*.csproj").OrderBy(p => p.FullPath))
    {
        if (XmlPeek(project, "/Project/PropertyGroup/OutputType", new XmlPeekSettings { SuppressWarning = true }) == "Exe")
            continue;
        var name = project.GetFilenameWithoutExtension().ToString();
        Pack(project, name, folder, isBuilt: FileExists(ProgramPath(App, name)));
    }

    foreach (var bundle in BundleNames)
        Pack(".build/packages/LiveStyle.Models.csproj", $"the bundle {bundle}", folder, isBuilt: false, $"-p:Bundle={bundle}");
}

void Pack(FilePath project, string name, string folder, bool isBuilt, string property = null)
{
    Say($"Packing {name}");
    DotNetPack(project.FullPath, new DotNetPackSettings
    {
        Configuration = configuration,
        NoBuild = isBuilt,
        NoLogo = true,
        OutputDirectory = folder,
        ArgumentCustomization = arguments => WithoutNodes(property is null ? arguments : arguments.Append(property)),
    });
}

/// livestyle for a system, with its own .NET; where it lies.
DirectoryPath PublishProgram(ArchivedSystem system)
{
    var folder = MakeAbsolute(Directory($"{PackageFolder}/program/{system.Runtime}"));
    CleanDirectory(folder);
    Say($"Publishing livestyle for {system.Runtime} (the first time downloads its .NET)");
    DotNetPublish(App, new DotNetPublishSettings
    {
        Configuration = configuration,
        Runtime = system.Runtime,
        NoLogo = true,
        OutputDirectory = folder,
        ArgumentCustomization = arguments => WithoutNodes(arguments)
            .AppendQuoted($"-p:PublishProfileFullPath={MakeAbsolute(File(".build/packages/Archive.pubxml"))}"),
    });
    return folder;
}

void MakeArchive(ArchivedSystem system, DirectoryPath program)
{
    var name = system.FileName(ProductVersion);
    var files = (system.IsWindows ? FlatTree(system, program) : UnixTree(system, program)).Select(file => file with { Path = $"{name}/{file.Path}" });
    var archive = $"{PackageFolder}/{name}{(system.IsWindows ? ".zip" : ".tar.gz")}";
    Say($"Writing {archive}");
    if (system.IsWindows)
        WriteZip(archive, files);
    else
        WriteTarGz(archive, files);
    closing.Add($"Archive: {archive} ({new System.IO.FileInfo(archive).Length / 1e6:0} MB{(system.IsTested ? "" : ", untested")})");
}

/// bin, lib and share, to be unpacked anywhere or over /usr/local.
List<PackedFile> UnixTree(ArchivedSystem system, DirectoryPath program)
{
    List<PackedFile> files =
    [
        PackedFile.Link("bin/livestyle", "../lib/livestyle/livestyle"),
        .. FilesOf(program, "lib/livestyle"),
        PackedFile.Link("lib/livestyle/models", "../../share/livestyle/models"),
        .. FilesOf("models", "share/livestyle/models").Where(file => file.Path.Count(sign => sign == '/') > 3),
        PackedFile.Text("share/man/man1/livestyle.1", ProgramText("manual")),
        PackedFile.Text("share/bash-completion/completions/livestyle", ProgramText("completion", "bash")),
        PackedFile.Text("share/zsh/site-functions/_livestyle", ProgramText("completion", "zsh")),
        PackedFile.Text("share/fish/vendor_completions.d/livestyle.fish", ProgramText("completion", "fish")),
    ];
    files.AddRange(Documents(system, program, "share/doc/livestyle/"));
    return files;
}

/// Everything beside the program, as Windows has it.
List<PackedFile> FlatTree(ArchivedSystem system, DirectoryPath program) =>
[
    .. FilesOf(program, ""),
    .. FilesOf("models", "models").Where(file => file.Path.Count(sign => sign == '/') > 1),
    .. Documents(system, program, ""),
];

PackedFile[] Documents(ArchivedSystem system, DirectoryPath program, string folder) =>
[
    new(folder + "LICENSE", "LICENSE"),
    PackedFile.Text(folder + "README.md", System.IO.File.ReadAllText(".build/packages/archive.md")
        .Replace("{version}", ProductVersion)
        .Replace("{system}", system.Title)
        .Replace("{state}", system.IsTested ? "Tested" : "**Untested**: built on another system; please report how it goes")),
    PackedFile.Text(folder + "THIRD-PARTY-NOTICES.txt", ThirdPartyNotices(program)),
];

// What the program, as built for this machine, prints.
string ProgramText(params string[] arguments)
{
    var code = StartProcess(DotNetHost, new ProcessSettings
    {
        Arguments = ProcessArgumentBuilder.FromStrings([ProgramPath(App, "livestyle").FullPath, .. arguments]),
        RedirectStandardOutput = true,
    }, out var lines);
    return code == 0 ? string.Concat(lines.Select(line => line + "\n")) : throw new CakeException($"livestyle {string.Join(' ', arguments)} failed: see its line above.");
}
