using System.Diagnostics;
using Xunit;

namespace LiveStyle.PackageTests;

/// <summary>One run of a program, to its end.</summary>
public sealed record ProcessRun(int ExitCode, string Output, string Error)
{
    /// <summary>Far longer than anything takes: what hangs fails its test and nothing else.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(40);

    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static async Task<ProcessRun> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new ProcessRun(process.ExitCode, await output, await error);
    }

    /// <summary>Runs what must work.</summary>
    public static async Task<ProcessRun> SucceedAsync(string program, params string[] arguments) =>
        (await RunAsync(new ProcessStartInfo(program, arguments))).Succeeded($"{program} {string.Join(' ', arguments)}");

    /// <param name="line">What was run.</param>
    public ProcessRun Succeeded(string line)
    {
        Assert.True(ExitCode == 0, $"{line}\nended with {ExitCode}:\n{Output}\n{Error}");
        return this;
    }
}
