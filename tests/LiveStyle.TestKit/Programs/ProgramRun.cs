using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LiveStyle.TestKit.Programs;

/// <summary>One run of the real program, as a process of its own, to its end.</summary>
sealed partial record ProgramRun(int ExitCode, string Output, string Error)
{
    /// <summary>Far longer than any run takes: a program that hangs fails its test and nothing else.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>What it tells beside its result, but for the line of progress that a log gets where work takes ten seconds.</summary>
    public string[] ErrorLines => LinesOf(Error);

    /// <summary>What --progress json wrote: every line must be an object.</summary>
    public IReadOnlyList<JsonElement> Events =>
        [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <inheritdoc cref="ErrorLines"/>
    public static string[] LinesOf(string error) => [.. error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !Progress().IsMatch(line))];

    public static string NameOf(JsonElement progress) => progress.GetProperty("event").GetString()!;

    /// <param name="folder">The working folder.</param>
    /// <param name="searchPath">PATH; null: this process's own.</param>
    public static async Task<ProgramRun> RunAsync(string folder, string? searchPath, params string[] arguments)
    {
        ProcessStartInfo start = Prepare(folder, arguments);
        start.Environment["PATH"] = searchPath ?? Environment.GetEnvironmentVariable("PATH");
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return await ToEndAsync(process, process.StandardOutput.ReadToEndAsync());
    }

    /// <summary>A line of bash that runs the program where it says "$@": with pipes, redirections and process substitutions.</summary>
    public static async Task<ProgramRun> RunInShellAsync(string folder, string line)
    {
        using Process process = Process.Start(Prepare(folder, [], "bash", "-c", line, "bash"))!;
        process.StandardInput.Close();
        return await ToEndAsync(process, process.StandardOutput.ReadToEndAsync());
    }

    /// <summary>Waits for its end.</summary>
    /// <param name="process">Started as <see cref="Prepare"/> tells.</param>
    /// <param name="output">What is read of its standard output.</param>
    /// <param name="limit">Null: far longer than most runs take.</param>
    public static async Task<ProgramRun> ToEndAsync(Process process, Task<string> output, TimeSpan? limit = null)
    {
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(limit ?? Limit);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new ProgramRun(process.ExitCode, await output, await error);
    }

    /// <param name="before">A program, with its arguments, that runs it.</param>
    public static ProcessStartInfo Prepare(string folder, string[] arguments, params string[] before) =>
        PrepareOther("livestyle.dll", folder, arguments, before);

    /// <summary>The same for another program that lies beside the tests.</summary>
    public static ProcessStartInfo PrepareOther(string program, string folder, string[] arguments, params string[] before)
    {
        string[] line = [.. before, DotNet(), Path.Combine(AppContext.BaseDirectory, program), .. arguments];
        return new ProcessStartInfo(line[0], line[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    /// <summary>The dotnet that this test runs on: there may be others, or none on PATH.</summary>
    public static string DotNet()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return Path.GetFullPath(Path.Combine(framework, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
    }

    [GeneratedRegex(@"^ *(\d+%  )?\d+(/\d+)? frames  (\d+\.\d\d frames/s|starting)  (ETA|elapsed) [\d:]+\r?$")]
    private static partial Regex Progress();
}
