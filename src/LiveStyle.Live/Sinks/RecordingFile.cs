namespace LiveStyle.Live.Sinks;

/// <summary>The files of a recording: show.mkv, then show-2.mkv, and never one that is there.</summary>
static class RecordingFile
{
    /// <summary>A disk with less room is full: a recording would end before it has begun.</summary>
    const long LeastRoom = 8 << 20;

    /// <summary>Creates the next file, empty.</summary>
    /// <param name="path">The first one's path.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="MediaException">It can't be written, or the disk is full.</exception>
    public static string Create(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        try
        {
            if (Room(folder) < LeastRoom)
            {
                throw new DiskFullException(path);
            }

            for (int number = 1; ; number++)
            {
                string next = number == 1 ? path : Path.Combine(Path.GetDirectoryName(path)!, $"{Path.GetFileNameWithoutExtension(path)}-{number}{Path.GetExtension(path)}");
                if (!Path.Exists(next))
                {
                    try
                    {
                        using var file = new FileStream(next, FileMode.CreateNew);
                        return next;
                    }
                    catch (IOException) when (Path.Exists(next))
                    {
                        // Another was faster.
                    }
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DiskFullException.Of(path, failure);
        }
    }

    /// <summary>Removes a file in which nothing is.</summary>
    public static void DeleteEmpty(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: 0 } file)
            {
                file.Delete();
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // An empty file is the lesser harm.
        }
    }

    static long Room(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception unknown) when (unknown is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return long.MaxValue;
        }
    }
}
