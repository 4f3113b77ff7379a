namespace LiveStyle.Files;

/// <summary>Paths for people.</summary>
public static class ShownPath
{
    /// <summary>As a person in the working folder would write it, without a password.</summary>
    public static string Of(string path) => Secrets.Hide(Short(path));

    /// <summary>As a person in the working folder would write it; still a path, or the address itself.</summary>
    public static string Short(string path)
    {
        if (!Path.IsPathRooted(path))
        {
            return path;
        }

        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.Length < path.Length ? relative : path;
    }
}
