using System.Diagnostics;

namespace LiveStyle.Training.Tests;

/// <summary>The real livestyle-train, as a process of its own.</summary>
static class TrainingProgram
{
    /// <summary>Far longer than any run takes: a program that hangs fails its test and nothing else.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    public static Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => RunAsync(null, arguments);

    /// <summary>Interrupts the program (Ctrl+C) once a line of its output holds a text. Linux only.</summary>
    public static Task<(int Code, string Output, string Error)> InterruptAsync(string after, params string[] arguments) => RunAsync(after, arguments);

    /// <summary>Begun, its input closed; its output is the caller's to read.</summary>
    public static Process Start(params string[] arguments) => Start([], arguments);

    static Process Start(string[] before, string[] arguments)
    {
        string[] line = [.. before, "dotnet", Path.Combine(AppContext.BaseDirectory, "livestyle-train.dll"), .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };

        // Threads that wait by spinning take the cores from the tests beside them.
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        Process program = Process.Start(start)!;
        program.StandardInput.Close();
        return program;
    }

    static async Task<(int Code, string Output, string Error)> RunAsync(string? interruptAfter, string[] arguments)
    {
        // Whoever starts the tests may have them ignore interrupts, which programs inherit.
        using Process program = Start(interruptAfter is null ? [] : ["env", "--default-signal=INT"], arguments);
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
                LiveStyle.TestKit.UnixSignal.Send(program.Id, LiveStyle.TestKit.UnixSignal.Interrupt);
            }
        }

        return seen;
    }
}
