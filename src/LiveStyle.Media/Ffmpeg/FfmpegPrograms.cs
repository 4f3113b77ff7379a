using FFMpegCore;

namespace LiveStyle.Media.Ffmpeg;

/// <summary>Where the system's ffmpeg and its companions are.</summary>
static class FfmpegPrograms
{
    /// <exception cref="MediaException">ffmpeg is not installed.</exception>
    public static string Ffmpeg() => Find(GlobalFFOptions.GetFFMpegBinaryPath(), "ffmpeg");

    /// <exception cref="MediaException">ffprobe is not installed.</exception>
    public static string Ffprobe() => Find(GlobalFFOptions.GetFFProbeBinaryPath(), "ffprobe");

    /// <summary>
    /// Starts a program in a session of its own, or null where there is none. A terminal's Ctrl+C goes to the
    /// whole process group: without this, ffmpeg would stop before the frames that are on their way to it.
    /// </summary>
    public static string? SessionStarter() =>
        OperatingSystem.IsLinux() ? Locate("setsid") : null;

    /// <summary>The full path of another program; null where there is none.</summary>
    public static string? TryFind(string name) => Locate(name, Environment.GetEnvironmentVariable("PATH"));

    static string Find(string configured, string name) => Find(configured, name, Environment.GetEnvironmentVariable("PATH"));

    /// <param name="configured">A full path, or a bare name to look for.</param>
    /// <param name="name">What a message calls it.</param>
    /// <param name="searchPath">Folders, separated as in PATH.</param>
    public static string Find(string configured, string name, string? searchPath) =>
        (Path.IsPathRooted(configured) && File.Exists(configured) ? configured : Locate(name, searchPath))
        ?? throw new MediaException(
            $"{name} was not found; install it (Debian: apt-get install ffmpeg, Windows: winget install ffmpeg, macOS: brew install ffmpeg)");

    /// <summary>The full path of a program of the system; null where there is none of that name.</summary>
    public static string? Locate(string name) => Locate(name, Environment.GetEnvironmentVariable("PATH"));

    static string? Locate(string name, string? searchPath)
    {
        string file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        foreach (string folder in (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            string path = Path.Combine(folder, file);
            if (File.Exists(path))
            {
                return Path.GetFullPath(path);
            }
        }

        return null;
    }
}
