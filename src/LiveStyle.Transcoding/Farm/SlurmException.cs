namespace LiveStyle.Transcoding.Farm;

/// <summary>One of Slurm's programs refused.</summary>
public sealed class SlurmException : LiveStyleException
{
    internal SlurmException(string program, IReadOnlyList<string> arguments, int exitCode, string said)
        : base($"{program}: {LastLine(said)}")
    {
        Program = program;
        Arguments = arguments;
        ExitCode = exitCode;
        ErrorOutput = said;
    }

    /// <summary>Which: "sbatch", "squeue", "scancel" or "scontrol".</summary>
    public string Program { get; }

    /// <summary>What it was called with, one word each.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>The exit code of the process; never 0.</summary>
    public int ExitCode { get; }

    /// <summary>All that it wrote to its error stream.</summary>
    public string ErrorOutput { get; }

    static string LastLine(string said) =>
        said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() is { } line
            ? line.Split("error: ", 2)[^1]
            : "it failed and said nothing";
}
