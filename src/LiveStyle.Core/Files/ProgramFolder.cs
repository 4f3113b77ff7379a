namespace LiveStyle.Files;

/// <summary>Finds what comes with a program: beside the program itself, or in the repository that it was built in.</summary>
/// <remarks>In no other folder above it: there others may write, and what they put there would be taken for the program's own.</remarks>
public static class ProgramFolder
{
    const string Solution = "LiveStyle.sln";

    /// <summary>Full path of the running program's folder, without a separator at its end.</summary>
    public static string Own { get; } = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);

    /// <summary>The repository of a program that runs from its build folder, "REPOSITORY/src/Project/bin/Release/net10.0" or the like in "tests"; null: it runs from elsewhere.</summary>
    /// <param name="program">Full path of the program's folder.</param>
    public static string? RepositoryOf(string program)
    {
        var build = new DirectoryInfo(Path.TrimEndingDirectorySeparator(program));
        return build.Parent?.Parent is { Name: "bin", Parent.Parent: { Name: "src" or "tests", Parent: { } repository } }
            && File.Exists(Path.Combine(repository.FullName, Solution)) ? repository.FullName : null;
    }
}
