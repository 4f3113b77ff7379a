using System.Diagnostics;

namespace LiveStyle.Training.Tests;

/// <summary>One run of the real livestyle-train, as a process of its own, to its end.</summary>
static class TrainingProgram
{
    /// <summary>Far longer than any run takes: a program that hangs fails its test and nothing else.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => RunAsync(null, arguments);

    /// <summary>Interrupts the program (Ctrl+C) once a line of its output holds a text. Linux only.</summary>
    public static Task<(int Code, string Output, string Error)> InterruptAsync(string after, params string[] arguments) => RunAsync(after, arguments);

    static async Task<(int Code, string Output, string Error)> RunAsync(string? interruptAfter, string[] arguments)
    {
        // Whoever starts the tests may have them ignore interrupts, which programs inherit.
        string[] before = interruptAfter is null ? [] : ["env", "--default-signal=INT"];
        string[] line = [.. before, "dotnet", Path.Combine(AppContext.BaseDirectory, "livestyle-train.dll"), .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        using Process program = Process.Start(start)!;
        program.StandardInput.Close();
        Task<string> output = FollowAsync(program, interruptAfter), error = program.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Limit);
        try
        {
            await program.WaitForExitAsync(patience.Token);
        }
        finally
        {
            program.Kill(entireProcessTree: true);
        }

        return (program.ExitCode, await output, await error);
    }

    static async Task<string> FollowAsync(Process program, string? interruptAfter)
    {
        string seen = "";
        while (await program.StandardOutput.ReadLineAsync() is { } line)
        {
            seen += line + "\n";
            if (interruptAfter is not null && line.Contains(interruptAfter))
            {
                interruptAfter = null;
                using Process kill = Process.Start("kill", ["-INT", $"{program.Id}"]);
                await kill.WaitForExitAsync();
            }
        }

        return seen;
    }
}
