namespace LiveStyle.Transcoding.Farm;

/// <summary>How other processes, here or on other machines, call this program.</summary>
/// <param name="Words">The program and what comes before the command: "/opt/livestyle/livestyle", or dotnet and the program's library.</param>
public sealed record FarmProgram(IReadOnlyList<string> Words)
{
    /// <summary>Names the program as this process was started.</summary>
    /// <exception cref="LiveStyleException">The system doesn't tell.</exception>
    public static FarmProgram Current()
    {
        string host = Environment.ProcessPath ?? throw new LiveStyleException("the system doesn't tell where this program is; name the program that the farm's machines run") { Remedies = Remedies.ProgramPath };
        return Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? new FarmProgram([host, Path.Combine(AppContext.BaseDirectory, "livestyle.dll")])
            : new FarmProgram([host]);
    }

    /// <summary>Names a program: by a path on the machines that run it, or by a name on their PATH.</summary>
    /// <param name="path">The path or name; null for this program.</param>
    /// <exception cref="LiveStyleException">The text is empty, or the system doesn't tell where this program is.</exception>
    public static FarmProgram Of(string? path) => path switch
    {
        null => Current(),
        "" => throw new LiveStyleException("the name of the program is empty; give its path on the machines of the farm") { Remedies = Remedies.ProgramPath },
        _ when path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) => new FarmProgram(["dotnet", Path.GetFullPath(path)]),
        _ => new FarmProgram([path.Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(path) : path]),
    };

    /// <summary>Gives the words that render one segment.</summary>
    internal IEnumerable<string> Segment(string folder, int index) =>
        [.. Words, "segment", folder, "--index", index.ToString(System.Globalization.CultureInfo.InvariantCulture)];
}
