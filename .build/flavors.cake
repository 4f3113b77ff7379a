// Flavors: the program with each package of ONNX Runtime, for each system that the package serves.
#load "machine.cake"
using System.Runtime.InteropServices;

// Provider: as OnnxProvider takes it; System: a runtime identifier.
record Flavor(string Provider, string System)
{
    public string Name => $"{Provider}-{System}";
}

Flavor[] Flavors =>
[
    new("cpu", RuntimeInformation.RuntimeIdentifier),
    new("cuda", "linux-x64"),
    new("cuda", "win-x64"),
    new("directml", "win-x64"),
];

// Restores and compiles each flavor into a folder of its own under artifacts/flavors, so that no other build is disturbed.
// One whose package the source lacks is skipped, by name; any other fault is an error.
void BuildFlavors(string project, string configuration)
{
    foreach (var flavor in Flavors)
    {
        var folder = $"artifacts/flavors/{flavor.Name}";
        string[] settings = [project, "--artifacts-path", folder, "--runtime", flavor.System, $"-p:OnnxProvider={flavor.Provider}", "-nodeReuse:false", "-verbosity:quiet"];
        Say($"Flavor {flavor.Name}");
        if (LackingPackage(["restore", .. settings]) is { } lacking)
        {
            if (DirectoryExists(folder))
                DeleteDirectory(folder, new DeleteDirectorySettings { Recursive = true, Force = true });
            closing.Add($"Flavor {flavor.Name}: skipped, the package source lacks {lacking}");
            continue;
        }

        if (Run(DotNetHost, ["build", .. settings, "--no-restore", "--configuration", configuration, "--no-self-contained"]) != 0)
            throw new CakeException($"Flavor {flavor.Name} does not compile: see the lines above.");
        closing.Add($"Flavor {flavor.Name}: {folder}");
    }
}

// Null where everything was restored; the package of ONNX Runtime that the source does not have, where only that is missing.
string LackingPackage(string[] restore)
{
    var line = new ProcessArgumentBuilder();
    foreach (var argument in restore)
        line.AppendQuoted(argument);
    var code = StartProcess(DotNetHost, new ProcessSettings { Arguments = line, RedirectStandardOutput = true }, out var output);
    var lines = output.ToList();
    if (code == 0)
        return null;

    // NU1101: there is no such package; NU1102 and NU1103: not in this version.
    var errors = lines.Where(text => text.Contains(": error ")).ToList();
    var lacking = errors.Select(text => System.Text.RegularExpressions.Regex.Match(text, @"error NU110[123]: .*?(Microsoft\.ML\.OnnxRuntime[\w.]*\w)")).ToList();
    if (errors.Count > 0 && lacking.All(match => match.Success))
        return lacking[0].Groups[1].Value;

    lines.ForEach(Say);
    throw new CakeException("The packages can't be restored: see the lines above.");
}
