namespace LiveStyle.Live.Sinks;

/// <summary>The folder of what a sink writes.</summary>
static class SinkFolder
{
    /// <summary>Makes sure that there is a folder, one level deep.</summary>
    /// <exception cref="MediaException">It can't be made; nothing was.</exception>
    public static void Make(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        string? parent = Path.GetDirectoryName(folder);
        if (parent is null || !Directory.Exists(parent))
        {
            throw new MediaException($"the folder {folder} does not exist; create it or choose another") { Location = folder };
        }

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DiskFullException.Of(folder, failure);
        }
    }
}
