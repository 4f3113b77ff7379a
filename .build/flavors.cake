// Flavors: the program with each package of ONNX Runtime, for each system that the package serves.
#load "machine.cake"
#load "test-run.cake"
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

// Provider: as OnnxProvider takes it; System: a runtime identifier.
record Flavor(string Provider, string System)
{
    public string Name => $"{Provider}-{System}";
    public string Folder => $"artifacts/flavors/{Name}";

    // What its tests take: TensorRT's plugin comes in CUDA's package.
    public string TestedProvider => Provider == "cuda" ? "tensorrt" : Provider;
    public bool IsTestedHere => Provider != "cpu" && System == RuntimeInformation.RuntimeIdentifier;
}

Flavor[] Flavors =>
[
    new("cpu", RuntimeInformation.RuntimeIdentifier),
    new("cuda", "linux-x64"),
    new("cuda", "win-x64"),
    new("directml", "win-x64"),
];

// Restores and compiles each flavor into a folder of its own, so that no other build is disturbed, and tests the accelerators
// of those that run here. One whose package the source lacks is skipped, by name.
TestTally BuildFlavors()
{
    var total = default(TestTally);
    foreach (var flavor in Flavors)
    {
        Say($"Flavor {flavor.Name}");
        if (LackingPackage(flavor) is { } lacking)
        {
            if (DirectoryExists(flavor.Folder))
                DeleteDirectory(flavor.Folder, new DeleteDirectorySettings { Recursive = true, Force = true });
            closing.Add($"Flavor {flavor.Name}: skipped, the package source lacks {lacking}");
            continue;
        }

        if (!BuildFlavor(flavor, App, flavor.Provider) || (flavor.IsTestedHere && !BuildFlavor(flavor, AcceleratorTests, flavor.TestedProvider)))
        {
            closing.Add($"Flavor {flavor.Name}: does not compile, counted as one failed");
            total += new TestTally(Passed: 0, Failed: 1, Skipped: 0);
            continue;
        }

        closing.Add($"Flavor {flavor.Name}: {flavor.Folder}");
        if (flavor.IsTestedHere)
            total += RunTestProgram(
                $"{System.IO.Path.GetFileNameWithoutExtension(AcceleratorTests)}.{flavor.Name}",
                FlavorProgram(flavor, AcceleratorTests), artifacts + Directory("tests"),
                ["-class", "LiveStyle.Stylization.Tests.Onnx.AcceleratorTests", "-class", "LiveStyle.Stylization.Tests.Onnx.OnnxLogTests"]);
    }

    return total;
}

bool BuildFlavor(Flavor flavor, string project, string provider) =>
    Run(DotNetHost, ["build", .. FlavorSettings(flavor, project, provider), "--configuration", configuration, "--no-self-contained"]) == 0;

string[] FlavorSettings(Flavor flavor, string project, string provider) =>
    [project, "--artifacts-path", flavor.Folder, "--runtime", flavor.System, $"-p:OnnxProvider={provider}", "-nodeReuse:false", "--verbosity", "quiet", "-nologo"];

FilePath FlavorProgram(Flavor flavor, string project)
{
    var name = System.IO.Path.GetFileNameWithoutExtension(project);
    return MakeAbsolute(File($"{flavor.Folder}/bin/{name}/{configuration.ToLowerInvariant()}_{flavor.System}/{name}.dll"));
}

// The package of ONNX Runtime that the source does not have, where only that is missing; null where the build may begin.
string LackingPackage(Flavor flavor)
{
    var line = new ProcessArgumentBuilder();
    foreach (var argument in new[] { "restore" }.Concat(FlavorSettings(flavor, App, flavor.Provider)))
        line.AppendQuoted(argument);
    StartProcess(DotNetHost, new ProcessSettings { Arguments = line, RedirectStandardOutput = true }, out var output);

    // NU1101: there is no such package; NU1102 and NU1103: not in this version. The build tells what else is wrong.
    var errors = output.Where(text => text.Contains(": error ")).ToList();
    var lacking = errors.Select(text => Regex.Match(text, @"error NU110[123]: .*?(Microsoft\.ML\.OnnxRuntime[\w.]*\w)")).ToList();
    return errors.Count > 0 && lacking.All(match => match.Success) ? lacking[0].Groups[1].Value : null;
}
