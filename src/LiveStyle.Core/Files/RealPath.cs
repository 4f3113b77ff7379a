namespace LiveStyle.Files;

/// <summary>A path as it leads once all links on the way are followed, those of folders too.</summary>
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

    /// <summary>How this system's disks usually compare names.</summary>
    public static StringComparer Comparer { get; } =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Whether two paths name one file that is there.</summary>
    public static bool IsSameFile(string path, string other) => File.Exists(path) && File.Exists(other) && Comparer.Equals(Of(path), Of(other));

    /// <summary>
    /// The files of a list by where they really are, so that a file that would be replaced can be looked up among them; quick for many of one folder.
    /// What isn't there is left out.
    /// </summary>
    public static IReadOnlySet<string> OfFiles(IEnumerable<string> paths)
    {
        var folders = new Dictionary<string, string>();
        var files = new HashSet<string>(Comparer);
        foreach (string path in paths.Where(File.Exists).Select(Path.GetFullPath))
        {
            string folder = Path.GetDirectoryName(path)!;
            if (!folders.TryGetValue(folder, out string? real))
            {
                folders[folder] = real = Of(folder);
            }

            string file = Path.Combine(real, Path.GetFileName(path));
            files.Add(new FileInfo(file).LinkTarget is null ? file : Of(file));
        }

        return files;
    }
}
