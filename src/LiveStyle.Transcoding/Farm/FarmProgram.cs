namespace LiveStyle.Transcoding.Farm;

/// <summary>How other processes, here or on other machines, call this program.</summary>
/// <param name="Words">The program and what comes before the command: "/opt/livestyle/livestyle", or dotnet and the program's library.</param>
public sealed record FarmProgram(IReadOnlyList<string> Words)
{
    /// <summary>As this process was started.</summary>
    /// <exception cref="LiveStyleException">The system doesn't tell.</exception>
    public static FarmProgram Current()
    {
        string host = Environment.ProcessPath ?? throw new LiveStyleException("the system doesn't tell where this program is; name the program that the farm's machines run") { Remedies = Remedies.ProgramPath };
        return Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? new FarmProgram([host, Path.Combine(AppContext.BaseDirectory, "livestyle.dll")])
            : new FarmProgram([host]);
    }

    /// <summary>As a user names it: a path on the machines that run it, or a name on their PATH.</summary>
    public static FarmProgram Of(string? path) => path switch
    {
        null => Current(),
        "" => throw new LiveStyleException("the name of the program is empty; give its path on the machines of the farm") { Remedies = Remedies.ProgramPath },
        _ when path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) => new FarmProgram(["dotnet", Path.GetFullPath(path)]),
        _ => new FarmProgram([path.Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(path) : path]),
    };

    public IEnumerable<string> Segment(string folder, int index) =>
        [.. Words, "segment", folder, "--index", index.ToString(System.Globalization.CultureInfo.InvariantCulture)];
}
