using LiveStyle.Bundles;
using LiveStyle.Files;

namespace LiveStyle.Stylization.Bundles;

/// <summary>The folders in which bundles are looked for by name.</summary>
public static class BundleSearchPath
{
    const string FolderName = "models";

    /// <summary>
    /// <c>models</c> in the working folder, then beside the program; then that of the repository, where the program runs from
    /// its build folder there. In no other folder above: others may write there.
    /// </summary>
    public static IReadOnlyList<string> Default() => Of(ProgramFolder.Own);

    /// <param name="program">Full path of the program's folder.</param>
    internal static IReadOnlyList<string> Of(string program) =>
    [
        .. new[] { Path.GetFullPath(FolderName), Path.Combine(program, FolderName) }
            .Concat(ProgramFolder.RepositoryOf(program) is { } repository ? [Path.Combine(repository, FolderName)] : Array.Empty<string>())
            .Distinct(),
    ];

    /// <summary>Finds the folder of a bundle by its path, or by its name on the first shelf that has it.</summary>
    /// <exception cref="ModelException">There is no such bundle; the message says where it was looked for, and what is there.</exception>
    public static string Find(string nameOrPath, IReadOnlyList<string> shelves)
    {
        if (Directory.Exists(nameOrPath) && File.Exists(Path.Combine(nameOrPath, ModelDescription.FileName)))
        {
            return nameOrPath;
        }

        bool isPath = nameOrPath.AsSpan().IndexOfAny('/', Path.DirectorySeparatorChar) >= 0;
        string? found = isPath ? null : shelves.Select(shelf => Path.Combine(shelf, nameOrPath)).FirstOrDefault(IsBundle);
        if (found is not null)
        {
            return found;
        }

        string[] there = [.. shelves.Where(Directory.Exists).SelectMany(Directory.GetDirectories).Where(IsBundle).Select(path => Path.GetFileName(path)).Distinct()];
        string where = isPath ? "" : $" (looked in {string.Join(", ", shelves.Prepend(Directory.GetCurrentDirectory()).Distinct())})";
        string cure = there.Length > 0 ? $"use one of {string.Join(", ", there)}, or" : "give";
        throw new ModelException($"no model bundle '{nameOrPath}'{where}; {cure} the path of a folder with a {ModelDescription.FileName}");
    }

    static bool IsBundle(string path) => File.Exists(Path.Combine(path, ModelDescription.FileName));
}
