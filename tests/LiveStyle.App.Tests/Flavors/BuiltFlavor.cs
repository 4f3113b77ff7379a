using System.Diagnostics;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Flavors;

/// <summary>The program with one package of ONNX Runtime for one system, as the target Flavors has built it.</summary>
/// <param name="Folder">Where the program lies.</param>
/// <param name="System">A runtime identifier.</param>
sealed record BuiltFlavor(string Folder, string System)
{
    /// <summary>Skips the test where the flavor was not built: by nobody yet, or because its package can't be had.</summary>
    /// <param name="provider">As the property OnnxProvider takes it.</param>
    /// <param name="system">A runtime identifier.</param>
    /// <param name="project">The program's, or that of the tests beside it.</param>
    public static BuiltFlavor Require(string provider, string system, string project = "LiveStyle.App")
    {
        string folder = Repository.PathOf(Path.Combine("artifacts", "flavors", $"{provider}-{system}", "bin", project, $"release_{system}"));
        Assert.SkipUnless(Directory.Exists(folder), $"{provider} for {system} was not built; run the target Flavors.");
        return new BuiltFlavor(folder, system);
    }

    /// <summary>Names of ONNX Runtime's native files in it, in order.</summary>
    public IEnumerable<string> NativeFiles => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Folder, path))
        .Where(path => Path.GetFileName(path).Contains("onnxruntime", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    public async Task<ProgramRun> RunAsync(params string[] arguments)
    {
        ProcessStartInfo start = ProgramRun.Prepare(Folder, arguments);
        start.ArgumentList[0] = Path.Combine(Folder, "livestyle.dll");
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return await ProgramRun.ToEndAsync(process, process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}
