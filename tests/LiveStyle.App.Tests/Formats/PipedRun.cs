using System.Diagnostics;
using LiveStyle.TestKit.Programs;

namespace LiveStyle.App.Tests.Formats;

/// <summary>The program between two pipes, whose other ends a test holds.</summary>
sealed class PipedRun : IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    readonly Process process;
    readonly Task<string> error;
    Stream output;

    public PipedRun(string folder, string[] arguments)
    {
        // Whoever starts the tests may have them ignore interrupts, which programs inherit.
        process = Process.Start(ProgramRun.Prepare(folder, arguments, OperatingSystem.IsLinux() ? ["env", "--default-signal=INT,TERM"] : []))!;
        error = process.StandardError.ReadToEndAsync();
        output = process.StandardOutput.BaseStream;
    }

    public int Id => process.Id;

    /// <summary>Gives it bytes, and the end after them if so wished.</summary>
    public async Task GiveAsync(ReadOnlyMemory<byte> bytes, bool end)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(bytes).AsTask().WaitAsync(Limit);
            if (end)
            {
                process.StandardInput.Close();
            }
        }
        catch (IOException)
        {
            // It has gone, or wants no more.
        }
    }

    /// <summary>Waits until so much has come out.</summary>
    public async Task<byte[]> TakeAsync(int count)
    {
        var bytes = new byte[count];
        await output.ReadExactlyAsync(bytes).AsTask().WaitAsync(Limit);
        return bytes;
    }

    public void CloseOutput() => output.Dispose();

    /// <summary>Into a file, to its end.</summary>
    public async Task<(int ExitCode, string Error)> ToEndAsync(string? file)
    {
        if (file is not null)
        {
            await using FileStream stream = File.Create(file);
            await output.CopyToAsync(stream).WaitAsync(Limit);
        }

        await process.WaitForExitAsync().WaitAsync(Limit);
        return (process.ExitCode, await error);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }
}
