namespace LiveStyle.Files;

/// <summary>Where a path leads once all links on the way, folders' too, are followed.</summary>
public static class RealPath
{
    /// <summary>The full path without links. What doesn't exist is taken as written.</summary>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static string Of(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } folder)
        {
            return full;
        }

        string real = Path.Combine(Of(folder), Path.GetFileName(full));
        FileSystemInfo entry = Directory.Exists(real) ? new DirectoryInfo(real) : new FileInfo(real);
        return entry.LinkTarget is not null && entry.ResolveLinkTarget(returnFinalTarget: true) is { } target ? Of(target.FullName) : real;
    }

    /// <summary>Whether two paths name one file that is there.</summary>
    public static bool IsSameFile(string path, string other) => File.Exists(path) && File.Exists(other) && Of(path).Equals(
        Of(other), OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
