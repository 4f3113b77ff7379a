namespace LiveStyle.TestKit;

/// <summary>The checkout that the running tests were built from.</summary>
static class Repository
{
    /// <summary>The folder that holds LiveStyle.sln.</summary>
    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "LiveStyle.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No LiveStyle.sln above {AppContext.BaseDirectory}: run the tests from inside a checkout.");
    }
}
