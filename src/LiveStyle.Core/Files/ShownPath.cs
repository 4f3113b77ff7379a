namespace LiveStyle.Files;

/// <summary>Paths for people.</summary>
public static class ShownPath
{
    /// <summary>Writes a path or an address as a person in the working folder would, without a password.</summary>
    public static string Of(string path) => Secrets.Hide(Short(path));

    /// <summary>Writes a path as a person in the working folder would; the answer is still a path, or the address itself.</summary>
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
