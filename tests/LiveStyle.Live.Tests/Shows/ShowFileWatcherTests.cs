using LiveStyle.Live.Shows;
using LiveStyle.TestKit.Time;
using Xunit;

namespace LiveStyle.Live.Tests.Shows;

public sealed class ShowFileWatcherTests : IDisposable
{
    readonly VirtualTime time = new();
    readonly string path = Path.GetTempFileName();
    readonly List<string> news = [];

    public void Dispose() => File.Delete(path);

    ShowFileWatcher Watch() => new(path, TimeSpan.FromSeconds(1), show =>
    {
        Tell(show.Source == "bad" ? throw new LiveStyleException("no such source") : $"source {show.Source}");
    }, Tell, time);

    void Tell(string line)
    {
        lock (news)
        {
            news.Add(line);
        }
    }

    /// <summary>What has been told once there are so many lines.</summary>
    async Task<string[]> AfterAsync(string text, int count)
    {
        File.WriteAllText(path, text);
        for (int i = 0; i < 2000; i++)
        {
            time.Pass(1);
            await Task.Delay(10, TestContext.Current.CancellationToken);
            lock (news)
            {
                if (news.Count >= count && i >= 3)
                {
                    return [.. news];
                }
            }
        }

        throw new TimeoutException($"{count} lines were not told");
    }

    [Fact]
    public async Task Each_new_version_is_told_once_and_a_faulty_one_too()
    {
        File.WriteAllText(path, """{ "source": "a" }""");
        await using ShowFileWatcher watcher = Watch();

        Assert.Empty(await AfterAsync("""{ "source": "a" }""", 0));
        Assert.Equal(["source b"], await AfterAsync("""{ "source": "b" }""", 1));
        Assert.Equal(["source b", $"{path}: line 1: 'sauce' is not known here; give one of"], (await AfterAsync("""{ "sauce": "c" }""", 2)).Select(line => line.Split(" source, ")[0]));
        Assert.Equal($"{path}: no such source", (await AfterAsync("""{ "source": "bad" }""", 3))[^1]);
        Assert.Equal("source d", (await AfterAsync("""{ "source": "d" }""", 4))[^1]);
        Assert.Equal(4, news.Count);
    }
}
