namespace LiveStyle.Media.Joining;

/// <summary>
/// Names of files that ffmpeg's list of files can hold: it ends a name at a line break, quoted or not. Files in a folder that has one in its name get
/// another name, by a link in the folder for temporary files. Disposal removes that.
/// </summary>
sealed class ListedFiles : IDisposable
{
    readonly Dictionary<string, string> links = [];
    string? folder;

    /// <summary>A full path without line breaks.</summary>
    /// <param name="path">The path of a file whose own name has none.</param>
    /// <exception cref="MediaException">The folder for temporary files has one in its name too.</exception>
    /// <exception cref="IOException">There can be no link.</exception>
    public string NameOf(string path)
    {
        string full = Path.GetFullPath(path);
        if (!HasBreak(full))
        {
            return full;
        }

        string place = Path.GetDirectoryName(full)!;
        if (!links.TryGetValue(place, out string? link))
        {
            folder ??= Directory.CreateTempSubdirectory("livestyle-").FullName;
            if (HasBreak(folder))
            {
                throw new MediaException($"the folder for temporary files, {Path.GetTempPath()}, has a line break in its name; name another one in TMPDIR");
            }

            links[place] = link = Directory.CreateSymbolicLink(Path.Combine(folder, $"{links.Count}"), place).FullName;
        }

        return Path.Combine(link, Path.GetFileName(full));
    }

    public void Dispose()
    {
        if (folder is null)
        {
            return;
        }

        try
        {
            // The links themselves, not what they lead to.
            foreach (string link in links.Values)
            {
                File.Delete(link);
            }

            Directory.Delete(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Left to the system, in its folder for temporary files.
        }
    }

    static bool HasBreak(string path) => path.AsSpan().ContainsAny('\n', '\r');
}
