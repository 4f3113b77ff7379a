using LiveStyle.TestKit;
using Xunit;

namespace LiveStyle.App.Tests.Architecture;

public class FileSizeTests
{
    const int MaxLines = 400;
    const string Excuse = "Longer than 400 lines because";

    [Fact]
    public void Source_files_are_rooms_not_halls()
    {
        var files = Directory.GetFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !IsGenerated(file))
            .ToList();

        var halls = files
            .Select(file => (Name: Path.GetRelativePath(Repository.Root, file), Lines: File.ReadAllLines(file)))
            .Where(file => file.Lines.Length > MaxLines && !file.Lines.Take(5).Any(line => line.Contains(Excuse)))
            .Select(file => $"{file.Name}: {file.Lines.Length} lines");

        Assert.NotEmpty(files);
        Assert.Empty(halls);
    }

    static bool IsGenerated(string file) =>
        Path.GetRelativePath(Repository.Root, file).Split('/', '\\').Any(folder => folder is "obj" or "bin");
}
