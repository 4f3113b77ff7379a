namespace LiveStyle.Files;

/// <summary>
/// Writes files whole or not at all: aside first, then renamed; a failure, a kill or a power cut at any moment leaves
/// what was there before. Once a write has returned, the file is on the disk itself.
/// </summary>
/// <remarks>Thread-safe, and safe between programs: each writer has a file aside of its own, and of several the last one to end wins.</remarks>
public static class AtomicFile
{
    const string Extension = ".part";

    /// <summary>Since its last byte, where the disk knows no locks that tell whether somebody still writes.</summary>
    static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(1);

    /// <summary>Writes a file whole or not at all.</summary>
    /// <param name="path">The path of the file; an existing one is replaced.</param>
    /// <param name="write">Writes the contents to a stream that is closed behind it.</param>
    /// <param name="toDisk">Whether to wait until the disk itself has it; false, for what can be made again, waits until the system has it.</param>
    /// <exception cref="IOException">The disk is full, or the folder missing; nothing is left aside.</exception>
    public static void Write(string path, Action<Stream> write, bool toDisk = true)
    {
        string aside = $"{path}.{Guid.NewGuid():n}{Extension}", folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (toDisk)
        {
            RemoveAbandoned(folder, Path.GetFileName(path));
        }

        try
        {
            // Held until it has its name, so that nobody takes it for a killed program's.
            using var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
            write(file);

            // Contents before name: otherwise a power cut could leave the new name on an empty file.
            file.Flush(flushToDisk: toDisk);
            File.Move(aside, path, overwrite: true);
        }
        catch
        {
            Delete(aside);
            throw;
        }

        if (toDisk)
        {
            FolderEntries.Flush(folder);
        }
    }

    /// <summary>Writes a text as UTF-8 without a byte order mark, whole or not at all, and returns when it is on the disk.</summary>
    /// <param name="path">The path of the file; an existing one is replaced.</param>
    /// <param name="text">The contents.</param>
    /// <exception cref="IOException">The disk is full, or the folder missing; nothing is left aside.</exception>
    public static void WriteText(string path, string text) => Write(path, file => file.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Gives the name that a file aside shall get; null where the name is none of a file aside.</summary>
    /// <param name="name">The name without its folder.</param>
    public static string? TargetOf(string name)
    {
        int mark = name.Length - Extension.Length - 32 - 1;
        return mark > 0 && name[mark] == '.' && name.EndsWith(Extension, StringComparison.Ordinal) && Guid.TryParseExact(name.AsSpan(mark + 1, 32), "n", out _) ? name[..mark] : null;
    }

    static void RemoveAbandoned(string folder, string name)
    {
        try
        {
            foreach (string aside in Directory.EnumerateFiles(folder, "*" + Extension))
            {
                if (TargetOf(Path.GetFileName(aside)) == name && DateTime.UtcNow - File.GetLastWriteTimeUtc(aside) > Abandoned && !IsHeld(aside))
                {
                    Delete(aside);
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // They are no use to anybody, and no harm.
        }
    }

    static bool IsHeld(string aside)
    {
        try
        {
            using var file = new FileStream(aside, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    static void Delete(string aside)
    {
        try
        {
            File.Delete(aside);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It is not under the final name; a leftover is the lesser harm.
        }
    }
}
