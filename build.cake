// The build, by target. ./build.sh --help lists them; what a target lacks on this machine is installed first.
#load "build/machine.cake"
#load "build/flavors.cake"
#load "build/requirements.cake"
#load "build/test-run.cake"

const string Solution = "LiveStyle.sln";
const string App = "src/LiveStyle.App/LiveStyle.App.csproj";
const string AcceleratorTests = "tests/LiveStyle.Stylization.Tests/LiveStyle.Stylization.Tests.csproj";
const string Trainer = "src/LiveStyle.Training/LiveStyle.Training.csproj";
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
    .Description("Restyles media/sample.mp4 with an animated blend into artifacts/demo.")
    .Does(() =>
{
    Require([.. FilmRequirements, .. ShaderRequirements]);
    Build(App);

    const string clip = "artifacts/demo/demo.mp4", sheet = "artifacts/demo/contact-sheet.png";
    EnsureDirectoryExists("artifacts/demo");
    RunProgram(App, "livestyle", "transcode", "media/sample.mp4", clip,
        "--timeline", "media/demo.timeline.json", "--contact-sheet", sheet, "--overwrite");

    closing.Add($"Clip:          {clip} ({FrameRate(clip)} frames per second)");
    closing.Add($"Contact sheet: {sheet}");
});

Task("Test")
    .Description("Runs every test; ends with `N passed, N failed`.")
    .Does(() =>
{
    Require([.. FilmRequirements, .. PlayRequirements, .. MeasureRequirements, .. ShaderRequirements, .. VulkanRequirements, .. WindowRequirements, .. BrowserRequirements, .. FarmRequirements]);
    RequireTrainingLibraries();

    var total = BuildFlavors();
    foreach (var project in GetFiles("tests/*.Tests/*.csproj").OrderBy(p => p.FullPath))
    {
        Build(project);
        total += RunTests(project, artifacts + Directory("tests"));
    }

    if (total.Passed + total.Failed == 0)
        Say("No test ran: that is a failure too.");
    closing.Add(total.ToString());
    if (!total.IsSuccess)
        throw new CakeException("The tests failed.");
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

Task("Package")
    .Description("Publishes livestyle for this system into artifacts/package.")
    .Does(() =>
{
    Require(ShaderRequirements);
    var package = artifacts + Directory("package");
    CleanDirectory(package);
    DotNetPublish(App, new DotNetPublishSettings
    {
        Configuration = configuration,
        Runtime = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier,
        SelfContained = false,
        OutputDirectory = package,
        ArgumentCustomization = WithoutNodes,
    });
    if (DirectoryExists("models") && !DirectoryExists(package + Directory("models")))
        CopyDirectory("models", package + Directory("models"));
    closing.Add($"Package: {package} (runs where the .NET 10 runtime is installed)");
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
catch (Exception) when (closing.Count > 0)
{
    // Cake has said what failed; its own last word would come after ours.
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
