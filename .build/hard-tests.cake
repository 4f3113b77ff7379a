// The tests again on machines that are harder than this one: older processors, odd folders, other languages, no calm.
#load "machine.cake"
#load "test-run.cake"
using System.Text.Json.Nodes;

/// What makes a machine hard: variables as NAME=VALUE, and those that it lacks.
record Hardship(string Name, string[] Environment)
{
    public string[] Unset { get; init; } = [];

    public bool IsBusy { get; init; }

    /// The shipped program formats nothing by culture; a program that calls our libraries may.
    public bool HasCultures { get; init; }
}

const int BusyProcesses = 4;

// Tests that draw their cases at random, or run a length of film, take all of it.
const string BroadTests = "LIVESTYLE_TESTS=broad";

Hardship[] Hardships =>
[
    new("avx2", ["DOTNET_EnableAVX512=0", "ONEDNN_MAX_CPU_ISA=AVX2", "ATEN_CPU_CAPABILITY=avx2"]),
    new("sse", ["DOTNET_EnableAVX2=0", "ONEDNN_MAX_CPU_ISA=SSE41", "ATEN_CPU_CAPABILITY=default"]),
    new("space", [$"TMPDIR={MakeAbsolute(Directory("artifacts/hard/a folder"))}"]),
    new("homeless", []) { Unset = ["HOME", "XDG_CACHE_HOME"] },
    new("german", ["LANG=de_DE.UTF-8"]) { Unset = ["LC_ALL", "LC_MESSAGES"], HasCultures = true },
    new("turkish", ["LANG=tr_TR.UTF-8"]) { Unset = ["LC_ALL", "LC_MESSAGES"], HasCultures = true },
    new("nepal", ["TZ=Asia/Kathmandu"]),
    new("busy", []) { IsBusy = true },
];

// Two rounds meet all of them; a single one, by name, finds out which it was.
string[][] HardRounds => [["avx2", "space", "german", "nepal"], ["sse", "homeless", "turkish", "busy"]];

/// Runs the tests of these projects under some hardships at once.
TestTally RunHardRound(IReadOnlyCollection<Hardship> round, IReadOnlyCollection<FilePath> projects)
{
    EnsureDirectoryExists("artifacts/hard/a folder");
    Say($"Hard round: {string.Join(", ", round.Select(hardship => hardship.Name))}");
    string[] environment = [.. round.SelectMany(hardship => hardship.Unset).SelectMany(name => new[] { "-u", name }), BroadTests, .. round.SelectMany(hardship => hardship.Environment)];
    var busy = round.Any(hardship => hardship.IsBusy)
        ? Enumerable.Range(0, BusyProcesses).Select(_ => StartAndReturnProcess("sh", new ProcessSettings { Arguments = "-c \"while :; do :; done\"" })).ToList()
        : [];
    try
    {
        return InTwoLanes(projects, project =>
        {
            var name = project.GetFilenameWithoutExtension().ToString();
            string[] host = round.Any(hardship => hardship.HasCultures)
                ? ["exec", "--runtimeconfig", RuntimeConfigWithCultures(ProgramPath(project, name)).FullPath]
                : ["exec"];
            string[] kept = name.Contains("Training") ? [.. TestEnvironment.Select(pair => $"{pair.Key}={pair.Value}")] : [];
            Say($"{name} runs");
            return RunTestProgram(name, artifacts + Directory("tests/hard"),
                arguments => RunAside("env", [.. environment, .. kept, DotNetHost, .. host, ProgramPath(project, name).FullPath, .. arguments]));
        });
    }
    finally
    {
        busy.ForEach(process => process.Kill());
    }
}

// The test program's own, but for the cultures.
FilePath RuntimeConfigWithCultures(FilePath program)
{
    var config = JsonNode.Parse(System.IO.File.ReadAllText(program.ChangeExtension("runtimeconfig.json").FullPath));
    config["runtimeOptions"]["configProperties"]["System.Globalization.Invariant"] = false;
    config["runtimeOptions"]["configProperties"]["System.Globalization.PredefinedCulturesOnly"] = false;
    var path = MakeAbsolute(File($"artifacts/hard/{program.GetFilenameWithoutExtension()}.runtimeconfig.json"));
    System.IO.File.WriteAllText(path.FullPath, config.ToJsonString());
    return path;
}
