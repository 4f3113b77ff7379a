using LiveStyle.TestKit;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

/// <summary>A folder of its own for each test, in which the program runs.</summary>
[Trait("Speed", "Slow")]
public abstract class ProgramTests(Clips clips) : IDisposable
{
    protected static readonly string Gallery = Repository.PathOf(Path.Combine("models", "gallery"));

    protected static readonly string Live = Repository.PathOf(Path.Combine("models", "live"));

    protected Clips Clips { get; } = clips;

    protected string Folder { get; } = Directory.CreateTempSubdirectory("livestyle-program-").FullName;

    protected string PathOf(string name) => Path.Combine(Folder, name);

    private protected Task<ProgramRun> RunAsync(params string[] arguments) => ProgramRun.RunAsync(Folder, null, arguments);

    /// <inheritdoc cref="ProgramRun.RunInShellAsync"/>
    private protected Task<ProgramRun> RunInShellAsync(string line)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no bash.");
        return ProgramRun.RunInShellAsync(Folder, line);
    }

    /// <summary>Runs what must work.</summary>
    private protected async Task<ProgramRun> SucceedAsync(params string[] arguments)
    {
        ProgramRun run = await RunAsync(arguments);
        Assert.True(run.ExitCode == 0, $"livestyle {string.Join(' ', arguments)} ended with {run.ExitCode}: {run.Error}");
        return run;
    }

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
