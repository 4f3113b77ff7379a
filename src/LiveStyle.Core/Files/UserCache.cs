namespace LiveStyle.Files;

/// <summary>The folder in which this program keeps, for this user, what it found out once and can find out again.</summary>
public static class UserCache
{
    /// <summary>
    /// A folder of LiveStyle's own, which may not exist yet: in XDG_CACHE_HOME where that is an absolute path, else in
    /// <c>~/.cache</c> on Linux and in the user's local application data elsewhere.
    /// </summary>
    public static string Folder
    {
        get
        {
            string? cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            string folder = Path.IsPathFullyQualified(cache ?? "") ? cache!
                : OperatingSystem.IsLinux() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache")
                : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
            return Path.Combine(folder, "livestyle");
        }
    }
}
