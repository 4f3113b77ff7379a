using LiveStyle.Files;

namespace LiveStyle.Media.Encoding;

/// <summary>The file that is written beside the output, and takes its name only when whole.</summary>
static class PartialFile
{
    /// <summary>"clips/walk.mp4" → "clips/walk.partial.mp4".</summary>
    public static string PathFor(string output) => Path.ChangeExtension(output, ".partial" + Path.GetExtension(output));

    /// <summary>Creates the partial file, which shows that the output can be written at all.</summary>
    /// <param name="output">The path of the whole file.</param>
    /// <param name="original">The path of a file that must not be overwritten; null for none.</param>
    /// <exception cref="MediaException">The folder is missing or not writable, or the output is the input.</exception>
    public static string Create(string output, string? original)
    {
        if (Directory.Exists(output))
        {
            throw new MediaException($"{output} is a folder; give a file name");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(output))!;
        if (!Directory.Exists(folder))
        {
            throw new MediaException($"the folder {folder} does not exist; create it or choose another");
        }

        if (original is not null && RealPath.IsSameFile(original, output))
        {
            throw new MediaException($"{output} is the input itself; give another name");
        }

        string path = PathFor(output);
        if (original is not null && RealPath.IsSameFile(original, path))
        {
            throw new MediaException($"{path} is the input, and the name under which work in progress is kept; rename it");
        }

        try
        {
            // A new file, not what lies there emptied: an ffmpeg whose LiveStyle was killed may still write to it, or it may be a link.
            File.Delete(path);
            using FileStream file = File.Create(path);
            return path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DiskFullException.Of(output, failure);
        }
    }

    public static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It is not under the final name; a leftover is the lesser harm.
        }
    }
}
