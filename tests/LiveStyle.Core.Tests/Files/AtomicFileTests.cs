using LiveStyle.Files;
using Xunit;

namespace LiveStyle.Core.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("livestyle-files-").FullName;

    string Target => Path.Combine(folder, "target");

    [Fact]
    public void Writer_that_fails_half_way_leaves_the_old_file_and_nothing_beside_it()
    {
        AtomicFile.WriteText(Target, "old");
        Assert.Throws<IOException>(() => AtomicFile.Write(Target, file =>
        {
            file.Write(new byte[100_000]);
            throw new IOException("no space left");
        }));
        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void Old_file_is_there_under_its_name_until_the_new_one_is_whole()
    {
        AtomicFile.WriteText(Target, "old");
        AtomicFile.Write(Target, file =>
        {
            file.Write("new"u8);
            file.Flush();
            Assert.Equal("old", File.ReadAllText(Target));
        });
        Assert.Equal("new", File.ReadAllText(Target));
    }

    [Fact]
    public void What_a_killed_program_left_aside_is_written_over()
    {
        File.WriteAllText(Target + ".part", "half of something much longer than what comes now");
        AtomicFile.WriteText(Target, "new");
        Assert.Equal("new", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void File_goes_into_the_current_folder_by_its_bare_name()
    {
        string name = $"livestyle-{Guid.NewGuid():n}";
        AtomicFile.WriteText(name, "here");
        Assert.Equal("here", File.ReadAllText(name));
        File.Delete(name);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
