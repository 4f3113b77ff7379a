namespace LiveStyle.Files;

/// <summary>Paths for people.</summary>
public static class ShownPath
{
    /// <summary>As a person in the working folder would write it.</summary>
    public static string Of(string path)
    {
        if (!Path.IsPathRooted(path))
        {
            return path;
        }

        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.Length < path.Length ? relative : path;
    }
}
