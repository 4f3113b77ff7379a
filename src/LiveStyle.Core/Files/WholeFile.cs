namespace LiveStyle.Files;

/// <summary>Writes files whole or not at all: aside first, then renamed; a failure leaves what was there before.</summary>
public static class WholeFile
{
    /// <param name="path">Replaced if it is there.</param>
    /// <param name="write">Writes the contents.</param>
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

            File.Move(aside, path, overwrite: true);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    }

    public static void WriteText(string path, string text) => Write(path, file => file.Write(System.Text.Encoding.UTF8.GetBytes(text)));
}
