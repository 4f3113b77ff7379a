// Runs test programs and counts what they report.
using System.Xml.Linq;

/// Counts of test cases. A crash or an error outside a test counts as one failed.
record struct TestTally(int Passed, int Failed, int Skipped)
{
    public bool IsSuccess => Failed == 0 && Passed > 0;

    public static TestTally operator +(TestTally a, TestTally b) =>
        new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped);

    public override string ToString() =>
        $"{Passed} passed, {Failed} failed" + (Skipped > 0 ? $", {Skipped} skipped" : "");
}

// glibc gives big blocks back to the system at once and pays page faults to get them again:
// kept blocks make libtorch several times faster.
Dictionary<string, string> TestEnvironment => new()
{
    ["MALLOC_MMAP_THRESHOLD_"] = "2147483647",
    ["MALLOC_TRIM_THRESHOLD_"] = "17179869184",
    ["MALLOC_TOP_PAD_"] = "536870912",
};

TestTally RunTests(FilePath project, DirectoryPath reports, params string[] filter)
{
    var name = project.GetFilenameWithoutExtension().ToString();
    return RunTestProgram(name, ProgramPath(project, name), reports, filter, name.Contains("Training") ? TestEnvironment : null);
}

TestTally RunTestProgram(string name, FilePath program, DirectoryPath reports, string[] filter, Dictionary<string, string> environment = null) =>
    RunTestProgram(name, reports, arguments => Run(DotNetHost, [program.FullPath, .. arguments, .. filter], environment));

// The run is given the arguments that every test program takes.
TestTally RunTestProgram(string name, DirectoryPath reports, Func<string[], int> run)
{
    var report = MakeAbsolute(reports.CombineWithFilePath($"{name}.xml"));
    EnsureDirectoryExists(reports);
    if (FileExists(report))
        DeleteFile(report);

    var code = run(["-noLogo", "-noColor", "-result-xml", report.FullPath]);

    var tally = FileExists(report) ? ReadReport(report) : default;
    if (code == 0 || tally.Failed > 0)
        return tally;
    Say($"{name} ended with exit code {code} and no failed test in its report: it crashed, counted as one failed.");
    return tally with { Failed = tally.Failed + 1 };
}

// Two programs at a time: the one whose tests start programs, which mostly wait for one another, and all others in turn. What a
// program prints is shown when it ends.
TestTally RunTestsInTwoLanes(IReadOnlyCollection<FilePath> projects, DirectoryPath reports) =>
    InTwoLanes(projects, project => RunTestsAside(project, reports));

TestTally InTwoLanes(IReadOnlyCollection<FilePath> projects, Func<FilePath, TestTally> run)
{
    bool StartsPrograms(FilePath project) => project.GetFilename().ToString().Contains("App.Tests");
    var lanes = new[] { projects.Where(StartsPrograms), projects.Where(project => !StartsPrograms(project)) };
    var tallies = lanes.Select(lane => System.Threading.Tasks.Task.Run(
        () => lane.Aggregate(default(TestTally), (sum, project) => sum + run(project)))).ToArray();
    return tallies.Aggregate(default(TestTally), (sum, tally) => sum + tally.GetAwaiter().GetResult());
}

TestTally RunTestsAside(FilePath project, DirectoryPath reports)
{
    var name = project.GetFilenameWithoutExtension().ToString();
    Say($"{name} runs");
    return RunTestProgram(name, reports, arguments => RunAside(
        DotNetHost, [ProgramPath(project, name).FullPath, .. arguments], name.Contains("Training") ? TestEnvironment : null));
}

// A report that was cut short counts nothing: the exit code tells the rest.
TestTally ReadReport(FilePath report)
{
    try
    {
        var assemblies = XDocument.Load(report.FullPath).Descendants("assembly").ToList();
        int Sum(string attribute) => assemblies.Sum(a => (int?)a.Attribute(attribute) ?? 0);
        return new TestTally(Sum("passed"), Sum("failed") + Sum("errors"), Sum("skipped"));
    }
    catch (System.Xml.XmlException)
    {
        return default;
    }
}
