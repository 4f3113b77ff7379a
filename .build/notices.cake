// The licences of what an archive hands on: each package's own texts, or that of its licence's name.
using System.Text.Json;
using System.Xml.Linq;

System.Text.RegularExpressions.Regex NoticeName =>
    new(@"^(licen[sc]e|notice|third-?party-?notices)(\.txt|\.md)?$", System.Text.RegularExpressions.RegexOptions.IgnoreCase);

string ThirdPartyNotices(DirectoryPath program)
{
    var text = new System.Text.StringBuilder("livestyle is handed out with these packages. Each is followed by its licence and its own notices.\n");
    var written = new HashSet<string>();
    foreach (var (name, version) in PackagesOf(program.CombineWithFilePath("livestyle.deps.json")))
    {
        var folder = PackageCache.Combine(name.ToLowerInvariant()).Combine(version);
        var about = XDocument.Load(GetFiles($"{folder}/*.nuspec").Single().FullPath).Descendants().ToList();
        string Of(string element) => about.FirstOrDefault(item => item.Name.LocalName == element)?.Value.Trim() ?? "";

        text.Append($"\n{new string('=', 78)}\n{name} {version}\n{Of("projectUrl")}\n{Of("copyright")}\n");
        var own = System.IO.Directory.GetFiles(folder.FullPath)
            .Where(file => NoticeName.IsMatch(System.IO.Path.GetFileName(file)))
            .Order(StringComparer.OrdinalIgnoreCase)
            .Select(System.IO.File.ReadAllText)
            .ToList();
        if (own.Count == 0)
            own.Add(LicenceText(name, Of("license"), Of("authors")));
        foreach (var part in own)
            text.Append($"\n{(written.Add(part) ? part.ReplaceLineEndings("\n").Trim('\uFEFF', '\n') : "(the same text as above)")}\n");
    }

    return text.ToString();
}

// .NET itself among them.
IEnumerable<(string Name, string Version)> PackagesOf(FilePath dependencies)
{
    using var document = JsonDocument.Parse(System.IO.File.ReadAllText(dependencies.FullPath));
    return [.. document.RootElement.GetProperty("libraries").EnumerateObject()
        .Where(library => library.Value.GetProperty("type").GetString() != "project")
        .Select(library => library.Name.Replace("runtimepack.", "").Split('/'))
        .Select(parts => (parts[0], parts[1]))
        .OrderBy(package => package.Item1, StringComparer.OrdinalIgnoreCase)];
}

string LicenceText(string package, string licence, string authors)
{
    var file = $".build/packages/licenses/{licence}.txt";
    return FileExists(file)
        ? System.IO.File.ReadAllText(file).Replace("{holder}", authors)
        : throw new CakeException($"{package} has no licence text, and there is no {file}: add it.");
}

DirectoryPath PackageCache
{
    get
    {
        StartProcess(DotNetHost, new ProcessSettings { Arguments = "nuget locals global-packages --list --force-english-output", RedirectStandardOutput = true }, out var lines);
        return lines.Select(line => line.Split("global-packages: ")).First(parts => parts.Length == 2)[1].Trim();
    }
}
