namespace LiveStyle.Transcoding.Segments;

/// <summary>A folder in which one process keeps its work in progress. It goes with the work; what a killed process left can be told from what is in use, since the system lets go of its lock.</summary>
sealed class StagingDirectory : IDisposable
{
    const string Prefix = "aside-";
    const string LockName = "lock";

    /// <summary>How often one may be taken for a leftover: each time another process is just beginning.</summary>
    const int MaxAttempts = 5;

    readonly FileStream hold;

    StagingDirectory(string path, FileStream hold)
    {
        Path = path;
        this.hold = hold;
    }

    public string Path { get; }

    /// <summary>A new one within a folder, under a name of its own.</summary>
    public static StagingDirectory Create(string within)
    {
        for (int attempt = 1; ; attempt++)
        {
            string path = Directory.CreateDirectory(System.IO.Path.Combine(within, Prefix + Guid.NewGuid().ToString("N"))).FullName;
            try
            {
                return new StagingDirectory(path, new FileStream(System.IO.Path.Combine(path, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (attempt < MaxAttempts)
            {
                // Taken for a leftover before it had its lock.
            }
        }
    }

    /// <summary>Removes those of processes that are gone.</summary>
    public static void RemoveLeftovers(string within)
    {
        foreach (string left in Directory.GetDirectories(within, Prefix + "*"))
        {
            try
            {
                using (new FileStream(System.IO.Path.Combine(left, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
                {
                    // Nobody has it.
                }

                Directory.Delete(left, recursive: true);
            }
            catch (IOException)
            {
                // Somebody is at work there.
            }
        }
    }

    public void Dispose()
    {
        hold.Dispose();
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
