using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using LiveStyle.Diagnostics;
using LiveStyle.Files;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace LiveStyle.Media.Ffmpeg;

/// <summary>
/// One run of ffmpeg, ffprobe or another program of media with its three pipes. Its error stream is drained from the start, so that it
/// never blocks there; disposal ends the process if it still runs.
/// </summary>
/// <remarks>
/// FFMpegCore builds our argument lines but doesn't run them: its pipes block without cancellation, it waits
/// for its writer even when ffmpeg is dead, and it tells a failure by an exception with the whole log.
/// If this program is killed outright, ffmpeg meets the end of its pipes and ends too.
/// </remarks>
sealed partial class FfmpegProcess : IAsyncDisposable
{
    /// <summary>Linux's default is 64 KiB: a picture would take dozens of round trips. 1 MiB is what it allows to all.</summary>
    const int PipeBytes = 1 << 20;
    const int SetPipeSize = 1031;

    readonly Process process;
    readonly Task<int> exit;
    readonly ILogger logger;
    bool disposed;

    FfmpegProcess(Process process, string program, IReadOnlyList<string> arguments, Predicate<string>? takes, IReadOnlyList<string>? keys, ILogger logger)
    {
        this.process = process;
        this.logger = logger;
        Complaint = new FfmpegLog { Program = program, Arguments = [.. arguments.Select(Secrets.Hide)], Keys = keys ?? [] };
        Enlarge(process.StandardInput.BaseStream);
        Enlarge(process.StandardOutput.BaseStream);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null || takes?.Invoke(line.Data) != true)
            {
                Complaint.Add(line.Data);
                Log(line.Data);
            }
        };
        process.BeginErrorReadLine();
        exit = WaitAsync();
    }

    public FfmpegLog Complaint { get; }

    public Stream Input => process.StandardInput.BaseStream;

    public Stream Output => process.StandardOutput.BaseStream;

    /// <summary>
    /// Its output for pictures, instead of <see cref="Output"/>, whose every wait allocates. A read that waits holds a
    /// pool thread and heeds no cancellation: <see cref="Kill"/> ends it.
    /// </summary>
    public Stream PictureOutput() => Pictures(Output, FileAccess.Read);

    /// <summary>The process's input for pictures, likewise.</summary>
    public Stream PictureInput() => Pictures(Input, FileAccess.Write);

    public int Id => process.Id;

    public bool HasExited => exit.IsCompleted;

    /// <param name="program">Full path of ffmpeg, ffprobe, or another program.</param>
    /// <param name="line">The argument line, quoted as Windows does.</param>
    /// <param name="takes">Sees each line of its error stream, and says whether it is no complaint; null: all are.</param>
    /// <param name="keys">Texts that nobody may read, beside what addresses hold; null: none.</param>
    /// <exception cref="MediaException">It can't be started.</exception>
    public static FfmpegProcess Start(string program, string line, Predicate<string>? takes = null, IReadOnlyList<string>? keys = null) =>
        Start(program, ArgumentLine.Split(line), takes, keys);

    /// <summary>Starts a program with a list of arguments.</summary>
    /// <param name="program">Full path of ffmpeg, ffprobe, or another program.</param>
    /// <param name="arguments">One word each, whatever is in it.</param>
    /// <param name="takes">Sees each line of its error stream, and says whether it is no complaint; null: all are.</param>
    /// <param name="keys">Texts that nobody may read, beside what addresses hold; null: none.</param>
    /// <exception cref="MediaException">It can't be started.</exception>
    static FfmpegProcess Start(string program, IReadOnlyList<string> arguments, Predicate<string>? takes, IReadOnlyList<string>? keys)
    {
        string? starter = FfmpegPrograms.SessionStarter();
        var start = new ProcessStartInfo(starter ?? program, starter is null ? arguments : [program, .. arguments])
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SVT_LOG"] = "1"; // errors only
        start.Environment["AV_LOG_FORCE_NOCOLOR"] = "1";
        start.Environment["LANGUAGE"] = "en"; // whose words other programs are read by
        try
        {
            var run = new FfmpegProcess(Process.Start(start)!, program, arguments, takes, keys, LiveStyleLogging.For("LiveStyle.Media.Ffmpeg"));
            if (run.logger.IsEnabled(LogLevel.Debug))
            {
                LogStart(run.logger, run.Id, program, string.Join(' ', run.Complaint.Arguments));
            }

            return run;
        }
        catch (Win32Exception failure)
        {
            throw new MediaException($"{program} could not be started: {failure.Message}", failure) { Location = program };
        }
    }

    /// <summary>Runs to the end and returns what it printed. Cancellation ends it.</summary>
    public static async Task<(int ExitCode, string Output, FfmpegLog Complaint)> RunAsync(
        string program, string arguments, CancellationToken cancellation)
    {
        FfmpegProcess run = Start(program, arguments);
        await using (run.ConfigureAwait(false))
        {
            run.CloseInput();
            using CancellationTokenRegistration kill = cancellation.UnsafeRegister(static state => ((FfmpegProcess)state!).Kill(), run);
            string output = await run.process.StandardOutput.ReadToEndAsync(CancellationToken.None).ConfigureAwait(false);
            int code = await run.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return (code, output, run.Complaint);
        }
    }

    /// <summary>Tells ffmpeg that nothing more comes. Harmless when it is gone.</summary>
    public void CloseInput()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            // It left before reading all, and its exit code and complaint say so; or it was disposed of.
        }
    }

    /// <summary>The exit code; 128 + n where signal n ended it. Its error stream has been read to the end by then.</summary>
    public Task<int> WaitForExitAsync(CancellationToken cancellation) => exit.WaitAsync(cancellation);

    /// <summary>Whether an exit code tells of a signal; ffmpeg's own errors from 6.1 on lie above 128 too.</summary>
    public static bool IsSignal(int code) => code is 129 or 130 or 134 or 136 or 137 or 139 or 143;

    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
            // It ended by itself.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        Kill();
        CloseInput();
        process.StandardOutput.Close();
        await exit.ConfigureAwait(false);
        process.Dispose();
    }

    async Task<int> WaitAsync()
    {
        await process.WaitForExitAsync().ConfigureAwait(false);
        LogEnd(logger, process.Id, process.ExitCode);
        return process.ExitCode;
    }

    void Log(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line) && logger.IsEnabled(LogLevel.Debug))
        {
            LogLine(logger, process.Id, Complaint.Hide(line));
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "{Process}: {Program} {Arguments}")]
    static partial void LogStart(ILogger logger, int process, string program, string arguments);

    [LoggerMessage(2, LogLevel.Debug, "{Process}: {Line}")]
    static partial void LogLine(ILogger logger, int process, string line);

    [LoggerMessage(3, LogLevel.Debug, "{Process}: ended with exit code {ExitCode}")]
    static partial void LogEnd(ILogger logger, int process, int exitCode);

    static Stream Pictures(Stream stream, FileAccess access) => stream is PipeStream pipe
        ? new FileStream(new SafeFileHandle(pipe.SafePipeHandle.DangerousGetHandle(), ownsHandle: false), access, bufferSize: 0, isAsync: false)
        : stream;

    static void Enlarge(Stream stream)
    {
        // Failure leaves the default size: slower, nothing else.
        if (OperatingSystem.IsLinux() && stream is AnonymousPipeClientStream pipe)
        {
            SetPipe((int)pipe.SafePipeHandle.DangerousGetHandle(), SetPipeSize, PipeBytes);
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int SetPipe(int descriptor, int command, int bytes);
}
