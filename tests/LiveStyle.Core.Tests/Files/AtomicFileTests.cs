using System.Text;
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
    public void What_a_killed_program_left_aside_is_removed_after_a_while()
    {
        string recent = Aside("target"), old = Aside("target"), stranger = Aside("other"), plain = Path.Combine(folder, "target.part");
        foreach (string path in new[] { recent, old, stranger, plain })
        {
            File.WriteAllText(path, "half of something");
        }

        foreach (string path in new[] { old, stranger, plain })
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-2));
        }

        AtomicFile.WriteText(Target, "new");

        Assert.Equal("new", File.ReadAllText(Target));
        Assert.Equal(new[] { recent, stranger, plain, Target }.Order(StringComparer.Ordinal), Directory.GetFileSystemEntries(folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_writer_that_fails_leaves_the_file_of_another_that_is_at_work()
    {
        AtomicFile.Write(Target, winner =>
        {
            winner.Write("won"u8);
            winner.Flush();
            Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(Target, _ => throw new InvalidOperationException()));
            AtomicFile.WriteText(Target, "between");
        });

        Assert.Equal("won", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void A_slow_writer_is_taken_for_none_that_was_killed()
    {
        AtomicFile.Write(Target, slow =>
        {
            slow.Write("slow"u8);
            slow.Flush();
            File.SetLastWriteTimeUtc(Assert.Single(Directory.GetFiles(folder)), DateTime.UtcNow.AddHours(-1));
            AtomicFile.WriteText(Target, "quick");
        });

        Assert.Equal("slow", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task Of_many_writers_at_once_each_file_is_one_of_theirs_and_whole()
    {
        string[] texts = [.. Enumerable.Range(0, 8).Select(writer => new string((char)('a' + writer), 100_000))];
        await Task.WhenAll(texts.Select(text => Task.Run(() =>
        {
            for (int i = 0; i < 20; i++)
            {
                AtomicFile.Write(Target, file => file.Write(Encoding.ASCII.GetBytes(text)), toDisk: false);
                Assert.Contains(File.ReadAllText(Target), texts);
            }
        }, TestContext.Current.CancellationToken)));

        Assert.Equal([Target], Directory.GetFileSystemEntries(folder));
    }

    [Theory]
    [InlineData("plan.json", null)]
    [InlineData("plan.json.part", null)]
    [InlineData("plan.json.0123456789abcdef0123456789abcdef.part", "plan.json")]
    [InlineData(".0123456789abcdef0123456789abcdef.part", null)]
    [InlineData("plan.json.0123456789abcdef0123456789abcdeg.part", null)]
    public void The_name_of_a_file_aside_tells_what_it_shall_be(string name, string? expected) => Assert.Equal(expected, AtomicFile.TargetOf(name));

    string Aside(string name) => Path.Combine(folder, $"{name}.{Guid.NewGuid():n}.part");

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
