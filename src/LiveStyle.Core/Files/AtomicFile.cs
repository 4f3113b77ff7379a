namespace LiveStyle.Files;

/// <summary>
/// Writes files whole or not at all: aside first, then renamed; a failure, a kill or a power cut at any moment leaves
/// what was there before. Once a write has returned, the file is on the disk itself.
/// </summary>
public static class AtomicFile
{
    /// <summary>Writes a file whole or not at all, and returns when it is on the disk.</summary>
    /// <param name="path">The path of the file; an existing one is replaced.</param>
    /// <param name="write">Writes the contents to a stream that is closed behind it.</param>
    /// <exception cref="IOException">The disk is full, or the folder missing; nothing is left aside.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string aside = path + ".part";
        try
        {
            using (FileStream file = File.Create(aside))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            // Contents before name: otherwise a power cut could leave the new name on an empty file.
            File.Move(aside, path, overwrite: true);
            FolderEntries.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    }

    /// <summary>Writes a text as UTF-8 without a byte order mark, whole or not at all, and returns when it is on the disk.</summary>
    /// <param name="path">The path of the file; an existing one is replaced.</param>
    /// <param name="text">The contents.</param>
    /// <exception cref="IOException">The disk is full, or the folder missing; nothing is left aside.</exception>
    public static void WriteText(string path, string text) => Write(path, file => file.Write(System.Text.Encoding.UTF8.GetBytes(text)));
}
