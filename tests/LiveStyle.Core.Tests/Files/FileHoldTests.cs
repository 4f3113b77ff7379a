using LiveStyle.Files;
using Xunit;

namespace LiveStyle.Core.Tests.Files;

public sealed class FileHoldTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("livestyle-hold-").FullName;

    string Target => Path.Combine(folder, "numbers");

    [Fact]
    public async Task What_several_add_at_once_is_all_kept()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            for (int i = 0; i < 25; i++)
            {
                using FileHold? hold = FileHold.TryTake(Target, TimeSpan.FromMinutes(2));
                Assert.NotNull(hold);
                string before = File.Exists(Target) ? File.ReadAllText(Target) : "";
                AtomicFile.Write(Target, file => file.Write(System.Text.Encoding.ASCII.GetBytes($"{before}{writer}:{i}\n")), toDisk: false);
            }
        }, TestContext.Current.CancellationToken)));

        Assert.Equal(100, File.ReadLines(Target).Distinct().Count());
    }

    [Fact]
    public void Who_waits_for_a_held_file_gives_up_after_a_while()
    {
        using FileHold? hold = FileHold.TryTake(Target, TimeSpan.Zero);

        Assert.NotNull(hold);
        Assert.Null(FileHold.TryTake(Target, TimeSpan.FromMilliseconds(50)));
        hold.Dispose();
        using FileHold? next = FileHold.TryTake(Target, TimeSpan.Zero);
        Assert.NotNull(next);
    }

    [Fact]
    public void Nothing_is_held_in_a_folder_that_is_not_there() =>
        Assert.Null(FileHold.TryTake(Path.Combine(folder, "missing", "numbers"), TimeSpan.FromMinutes(1)));

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
