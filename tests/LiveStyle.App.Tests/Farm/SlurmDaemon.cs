using System.Diagnostics;

namespace LiveStyle.App.Tests.Farm;

/// <summary>A program in the background that ends with the tests, however they end.</summary>
sealed class SlurmDaemon : IAsyncDisposable
{
    /// <summary>The end of the tests closes its input.</summary>
    const string Keeper = """
        exec 2>>"$0"
        "$@" >>"$0" </dev/null & daemon=$!
        cat >/dev/null
        kill "$daemon" 2>/dev/null
        wait "$daemon"
        """;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    readonly Process keeper;

    SlurmDaemon(Process keeper) => this.keeper = keeper;

    public static SlurmDaemon Start(string program, IEnumerable<string> arguments, string log, KeyValuePair<string, string?> setting)
    {
        var start = new ProcessStartInfo("bash", ["-c", Keeper, log, Find(program), .. arguments]) { RedirectStandardInput = true };
        start.Environment[setting.Key] = setting.Value;
        return new SlurmDaemon(Process.Start(start)!);
    }

    public async ValueTask DisposeAsync()
    {
        keeper.StandardInput.Close();
        try
        {
            await keeper.WaitForExitAsync().WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            keeper.Kill(entireProcessTree: true);
        }

        keeper.Dispose();
    }

    /// <summary>Daemons lie where only root's PATH leads.</summary>
    static string Find(string program) =>
        ((string[])["/usr/sbin", "/usr/local/sbin", "/sbin", .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')])
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"{program} is not installed: run the tests by ./build.sh --target=Test, which sees to it.");
}
