// The build, by target. ./build.sh --help lists them; what a target lacks on this machine is installed first.
#load ".build/machine.cake"
#load ".build/flavors.cake"
#load ".build/requirements.cake"
#load ".build/test-run.cake"
#load ".build/hard-tests.cake"
#load ".build/packages.cake"
#load ".build/ahead-of-time.cake"

const string Solution = "LiveStyle.sln";
const string App = "src/LiveStyle.App/LiveStyle.App.csproj";
const string AcceleratorTests = "tests/LiveStyle.Stylization.Tests/LiveStyle.Stylization.Tests.csproj";
const string Trainer = "src/LiveStyle.Training/LiveStyle.Training.csproj";
const string PackageTests = "tests/LiveStyle.PackageTests/LiveStyle.PackageTests.csproj";
const string Benchmarks = "tests/LiveStyle.Benchmarks/LiveStyle.Benchmarks.csproj";

var target = Argument("target", "Build");
var configuration = Argument("configuration", "Release");
var artifacts = Directory("artifacts");

// Printed after Cake's own table, so that a run ends with what was asked for.
var closing = new List<string>();

Task("Build")
    .Description("Builds every project of the solution.")
    .Does(() =>
{
    Require(ShaderRequirements);
    Build(Solution);
});

Task("Demo")
    .Description("Restyles media/sample.mp4 with an animated blend into artifacts/demo, in seconds; --args=fine takes the finer network, in minutes.")
    .Does(() =>
{
    var isFine = Argument("args", "") switch
    {
        "" => false,
        "fine" => true,
        var other => throw new CakeException($"--args={other}: give --args=fine for the finer network, or nothing."),
    };
    Require([.. FilmRequirements, .. ShaderRequirements]);
    Build(App);

    string name = isFine ? "demo-fine" : "demo", clip = $"artifacts/demo/{name}.mp4", sheet = $"artifacts/demo/{(isFine ? "contact-sheet-fine" : "contact-sheet")}.png";
    EnsureDirectoryExists("artifacts/demo");
    RunProgram(App, "livestyle", "transcode", "media/sample.mp4", clip, "--model", isFine ? "gallery" : "live",
        "--timeline", "media/demo.timeline.json", "--contact-sheet", sheet, "--overwrite");

    closing.Add($"Clip:          {clip} ({FrameRate(clip)} frames per second)");
    closing.Add($"Contact sheet: {sheet}");
    if (!isFine)
        closing.Add("Finer, in some minutes: ./build.sh --target=Demo --args=fine");
    OpenOnDesktop(sheet);
    OpenOnDesktop(clip);
});

Task("Test")
    .Description("Runs every test; ends with `N passed, N failed`.")
    .Does(() =>
{
    Require(TestRequirements);
    RequireTrainingLibraries();

    Build(Solution);
    var total = BuildFlavors();
    EndTests(total + RunTestsInTwoLanes([.. TestProjects], artifacts + Directory("tests")));
});

Task("QuickTest")
    .Description("Runs the unit tests, in under two minutes once they are built: no program, window, browser, farm or training run.")
    .Does(() =>
{
    Require([.. FilmRequirements, .. ShaderRequirements, .. VulkanRequirements]);
    Build(Solution);
    var total = TestProjects.Where(project => !project.GetFilename().ToString().Contains("Training"))
        .Aggregate(default(TestTally), (sum, project) => sum + RunTests(project, artifacts + Directory("tests/quick"), "-trait-", "Speed=Slow"));
    EndTests(total);
});

Task("TestHard")
    .Description("Runs every test in two rounds of hardships, in an hour or two; --args=\"busy turkish\" takes these alone, --args=\"sse Core Media\" these projects.")
    .Does(() =>
{
    if (OperatingSystem.IsWindows())
        throw new CakeException("TestHard sets up its hardships with env, which Windows lacks: run it on Linux or macOS, or --target=Test here.");
    Require([.. TestRequirements, .. CultureRequirements]);
    RequireTrainingLibraries();

    string[] words = Argument("args", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
    string[] wanted = [.. words.Where(word => Hardships.Any(hardship => hardship.Name == word))], projects = [.. words.Except(wanted)];
    var chosen = TestProjects.Where(project => projects.Length == 0 || projects.Any(name => project.GetFilenameWithoutExtension().ToString() == $"LiveStyle.{name}.Tests")).ToList();
    if (chosen.Count < Math.Max(projects.Length, 1))
        throw new CakeException($"--args={Argument("args", "")}: give hardships ({string.Join(", ", Hardships.Select(hardship => hardship.Name))}) and test projects, as Core for LiveStyle.Core.Tests.");

    Build(Solution);
    var total = (wanted.Length > 0 ? [wanted] : HardRounds)
        .Aggregate(default(TestTally), (sum, round) => sum + RunHardRound([.. Hardships.Where(hardship => round.Contains(hardship.Name))], chosen));
    EndTests(total);
});

Task("Flavors")
    .Description("Compiles livestyle with each package of ONNX Runtime that can be had, into artifacts/flavors, and tests those that run here.")
    .Does(() =>
{
    Require(ShaderRequirements);
    var total = BuildFlavors();
    closing.Add(total.ToString());
    if (total.Failed > 0)
        throw new CakeException("A flavor failed.");
});

Task("Train")
    .Description("Builds the trainer and prints how to call it.")
    .Does(() =>
{
    Require([.. FilmRequirements, .. MeasureRequirements, .. ShaderRequirements]);
    RequireTrainingLibraries();
    Build(Trainer);
    closing.Add($"Train with: dotnet {ProgramPath(Trainer, "livestyle-train")} run --photos DIR --paintings DIR --vgg FILE --out RUN");
});

Task("Bench")
    .Description("Runs the benchmarks; --args=\"...\" is handed on to them.")
    .Does(() =>
{
    Require([.. FilmRequirements, .. ShaderRequirements]);
    RequireTrainingLibraries();
    Build(Benchmarks);
    RunProgram(Benchmarks, "LiveStyle.Benchmarks",
        Argument("args", "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
});

Task("BenchAheadOfTime")
    .Description("Compiles the engine on the processor ahead of time (NativeAOT) and measures it against itself compiled just in time, in turns.")
    .Does(() =>
{
    Require(AheadOfTimeRequirements);
    Build(AheadOfTime);
    PublishAheadOfTime();
    CompareAheadOfTime(rounds: 5, frames: 200);
});

Task("Package")
    .Description("Makes what people install, in artifacts/package: NuGet packages, archives of livestyle with its own .NET, a .deb.")
    .Does(() =>
{
    Require([.. ShaderRequirements, .. PackagingRequirements]);
    CleanDirectory(PackageFolder);
    Build(App);
    PackLibraries($"{PackageFolder}/nuget");
    closing.Add($"NuGet packages: {PackageFolder}/nuget");
    foreach (var system in ArchivedSystems)
    {
        var program = PublishProgram(system);
        MakeArchive(system, program);
        if (system.Runtime == "linux-x64")
            MakeDebianPackage(system, program);
    }
});

Task("TestPackage")
    .Description("Makes the packages and tries them: an outside program on the NuGet packages, the .deb in a bare Debian 12 (root, network).")
    .IsDependentOn("Package")
    .Does(() =>
{
    Require([.. FilmRequirements, .. VulkanRequirements, .. PackageTestRequirements]);
    Build(PackageTests);
    EndTests(RunTests(PackageTests, artifacts + Directory("tests")));
});

Task("Clean")
    .Description("Removes artifacts and every bin and obj folder.")
    .Does(() =>
{
    var folders = GetDirectories("{src,tests,media}/*/{bin,obj}") + GetDirectories("artifacts");
    DeleteDirectories(folders, new DeleteDirectorySettings { Recursive = true, Force = true });
});

try
{
    RunTarget(target);
    closing.ForEach(Say);
}
catch (Exception problem) when (closing.Count > 0)
{
    // Cake's own last word would come after ours.
    Say(problem.Message);
    closing.ForEach(Say);
    Environment.Exit(1);
}

void Build(FilePath project)
{
    Say($"Building {project.GetFilename()} (the first time downloads its packages)");
    DotNetBuild(project.FullPath, new DotNetBuildSettings
    {
        Configuration = configuration,
        NoLogo = true,
        ArgumentCustomization = WithoutNodes,
    });
}

IEnumerable<FilePath> TestProjects => GetFiles("tests/*.Tests/*.csproj").OrderBy(project => project.FullPath);

void EndTests(TestTally total)
{
    if (total.Passed + total.Failed == 0)
        Say("No test ran: that is a failure too.");
    closing.Add(total.ToString());
    if (!total.IsSuccess)
        throw new CakeException("The tests failed.");
}

// MSBuild's nodes that stay alive would hold the output of a caller that waits for its end.
ProcessArgumentBuilder WithoutNodes(ProcessArgumentBuilder arguments) => arguments.Append("-nodeReuse:false");

FilePath ProgramPath(FilePath project, string program) =>
    project.GetDirectory().CombineWithFilePath($"bin/{configuration}/net10.0/{program}.dll");

// On this terminal, so that its progress bar is seen.
void RunProgram(FilePath project, string program, params string[] arguments)
{
    var code = Run(DotNetHost, [ProgramPath(project, program).FullPath, .. arguments]);
    if (code != 0)
        throw new CakeException($"{program} failed with exit code {code}.");
}
