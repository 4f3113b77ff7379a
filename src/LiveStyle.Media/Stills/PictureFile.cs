using LiveStyle.Files;

namespace LiveStyle.Media.Stills;

/// <summary>A picture's bytes on disk: read whole, written whole or not at all.</summary>
static class PictureFile
{
    public static byte[] ReadAll(string path)
    {
        if (Directory.Exists(path))
        {
            throw new MediaException($"{path}: a folder, not a picture; name the file in it");
        }

        byte[] file;
        try
        {
            file = File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MediaException($"{path}: no such file; check the name", problem);
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new MediaException($"{path}: may not be read; check its permissions", problem);
        }
        catch (Exception problem) when (problem is IOException or ArgumentException or NotSupportedException)
        {
            throw new MediaException($"{path}: can't be read ({problem.Message})", problem);
        }

        return file.Length > 0 ? file : throw new MediaException($"{path}: the file is empty; fetch it again");
    }

    /// <summary>Writes beside the final name, then renames: nobody ever sees half a picture under that name.</summary>
    public static void WriteAll(string path, ReadOnlySpan<byte> bytes)
    {
        string folder = CheckFolder(path);
        if (StreamFile.IsStream(path))
        {
            WriteInto(path, bytes);
            return;
        }

        try
        {
            byte[] file = bytes.ToArray();
            AtomicFile.Write(path, stream => stream.Write(file), toDisk: false);
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new MediaException($"{path}: may not be written; check the permissions of {folder}", problem) { Location = path };
        }
        catch (IOException problem)
        {
            throw DiskFullException.Of(path, problem);
        }
    }

    /// <summary>A pipe stays one: nothing takes its place.</summary>
    static void WriteInto(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            stream.Write(bytes);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new MediaException($"{path}: can't be written ({problem.Message})", problem);
        }
    }

    /// <summary>Full path of the folder that the file will be in.</summary>
    public static string CheckFolder(string path)
    {
        if (Directory.Exists(path))
        {
            throw new MediaException($"{path}: a folder; name a file in it");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        if (!Directory.Exists(folder))
        {
            throw new MediaException($"{path}: the folder {folder} does not exist; create it or choose another");
        }

        return folder;
    }
}
