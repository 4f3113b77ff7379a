// The engine on the processor, compiled ahead of time (NativeAOT) and as it runs, in turns.
#load "machine.cake"
using System.Globalization;
using System.Runtime.InteropServices;

const string AheadOfTime = "tests/LiveStyle.AheadOfTime/LiveStyle.AheadOfTime.csproj";
const string AheadOfTimeFolder = "artifacts/ahead-of-time";

// The linker that NativeAOT calls.
Requirement[] AheadOfTimeRequirements =>
[
    new("a C compiler", "links what is compiled ahead of time", () => !OperatingSystem.IsLinux() || OnPath("clang") || OnPath("gcc"),
        Apt: "gcc", Brew: null, Winget: null),
    new("zlib", "is linked in", () => !OperatingSystem.IsLinux() || GetFiles("/usr/include/zlib.h").Any(), Apt: "zlib1g-dev", Brew: null, Winget: null),
];

// Warnings are errors, as everywhere: those of trimming and of compiling ahead too.
void PublishAheadOfTime() => DotNetPublish(AheadOfTime, new DotNetPublishSettings
{
    Configuration = configuration,
    Runtime = RuntimeInformation.RuntimeIdentifier,
    NoLogo = true,
    OutputDirectory = AheadOfTimeFolder,
    ArgumentCustomization = arguments => WithoutNodes(arguments)
        .Append("-p:PublishAot=true")
        .Append(OperatingSystem.IsLinux() && !OnPath("clang") ? "-p:CppCompilerAndLinker=gcc" : ""),
});

// Least milliseconds of a frame in each way, over some rounds in turn.
void CompareAheadOfTime(int rounds, int frames)
{
    var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
    var ahead = MakeAbsolute(File($"{AheadOfTimeFolder}/LiveStyle.AheadOfTime{suffix}")).FullPath;
    var inTime = MakeAbsolute(ProgramPath(AheadOfTime, "LiveStyle.AheadOfTime")).FullPath;
    var (aheadLeast, inTimeLeast) = (double.MaxValue, double.MaxValue);
    for (var round = 0; round < rounds; round++)
    {
        var (first, second) = (Figures(ahead, [$"{frames}"]), Figures(DotNetHost, [inTime, $"{frames}"]));
        if (first[0] != "ahead of time" || second[0] != "just in time" || first[1] != second[1] || first[3] != second[3])
            throw new CakeException($"The two programs differ in more than how they are compiled: {string.Join("; ", first)} and {string.Join("; ", second)}");
        aheadLeast = Math.Min(aheadLeast, double.Parse(first[2], CultureInfo.InvariantCulture));
        inTimeLeast = Math.Min(inTimeLeast, double.Parse(second[2], CultureInfo.InvariantCulture));
        Say($"{first[1]}: ahead of time {first[2]} ms, just in time {second[2]} ms");
    }

    closing.Add(string.Create(CultureInfo.InvariantCulture,
        $"Compiled ahead of time {aheadLeast:0.00} ms a frame, just in time {inTimeLeast:0.00} ms: ratio {aheadLeast / inTimeLeast:0.000}; the same bytes."));
}

string[] Figures(string program, string[] arguments)
{
    StartProcess(program, new ProcessSettings { Arguments = string.Join(' ', arguments.Select(argument => $"\"{argument}\"")), RedirectStandardOutput = true }, out var lines);
    return lines.LastOrDefault()?.Split("; ") is { Length: 4 } figures ? figures : throw new CakeException($"{program} printed no figures.");
}
