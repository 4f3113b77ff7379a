namespace LiveStyle.Media.Ffmpeg;

/// <summary>A run of ffmpeg or ffprobe failed; the message is one line, the run itself stands beside it.</summary>
public sealed class FfmpegException : MediaException
{
    /// <param name="message">One line for a user.</param>
    /// <param name="log">Of the run.</param>
    /// <param name="exitCode">Of the run.</param>
    internal FfmpegException(string message, FfmpegLog log, int exitCode)
        : base(message)
    {
        Program = log.Program;
        Arguments = log.Arguments;
        ExitCode = exitCode;
        ErrorOutput = log.Lines();
    }

    /// <summary>The full path of the program.</summary>
    public string Program { get; }

    /// <summary>The arguments that it was called with, one word each, without passwords.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>The exit code of the process: 128 + n where signal n ended it.</summary>
    public int ExitCode { get; }

    /// <summary>The first and the last lines of its error stream, without passwords; at most 60.</summary>
    public IReadOnlyList<string> ErrorOutput { get; }

    /// <summary>Why a file was not written, as the run tells.</summary>
    /// <param name="location">The file, or how a user calls it.</param>
    /// <param name="log">Of the run.</param>
    /// <param name="exitCode">Of the run.</param>
    /// <param name="what">What ffmpeg could not do; null: write the file.</param>
    internal static MediaException Writing(string location, FfmpegLog log, int exitCode, string? what = null)
    {
        var failure = new FfmpegException(
            FfmpegProcess.IsSignal(exitCode)
                ? $"ffmpeg was stopped (signal {exitCode - 128}) while it wrote {location}; run it again"
                : $"ffmpeg could not {what ?? $"write {location}"}: {log.Essence() ?? $"it ended with code {exitCode}"}",
            log, exitCode) { Location = location };
        return log.IsDiskFull ? new DiskFullException(location, failure) : failure;
    }
}
