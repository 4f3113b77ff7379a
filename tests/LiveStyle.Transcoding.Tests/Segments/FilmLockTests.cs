using LiveStyle.Transcoding.Segments;
using Xunit;

namespace LiveStyle.Transcoding.Tests.Segments;

public sealed class FilmLockTests : IDisposable
{
    readonly string root = Directory.CreateTempSubdirectory("livestyle-lock-").FullName;

    [Fact]
    public async Task Of_many_runs_that_come_and_go_only_one_has_the_film_at_a_time()
    {
        var folder = new FilmFolder(Path.Combine(root, "film.mkv.livestyle"));
        int holders = 0, most = 0, taken = 0;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(ComeAndGo, TaskCreationOptions.LongRunning)));

        Assert.Equal(1, most);
        Assert.True(taken > 0);
        Assert.False(Directory.Exists(folder.Path), "The last one leaves the folder behind.");

        void ComeAndGo()
        {
            for (int i = 0; i < 1500; i++)
            {
                try
                {
                    FilmLock hold = FilmLock.Take(folder, "film.mkv");
                    int now = Interlocked.Increment(ref holders);
                    Interlocked.Increment(ref taken);
                    InterlockedMax(ref most, now);
                    Interlocked.Decrement(ref holders);
                    folder.RemoveAll(hold);
                }
                catch (LiveStyleException busy)
                {
                    Assert.Contains("is being made by another run", busy.Message);
                }
            }
        }
    }

    [Fact]
    public void A_film_that_was_let_go_can_be_taken_again_and_leaves_nothing()
    {
        var folder = new FilmFolder(Path.Combine(root, "film.mkv.livestyle"));

        FilmLock first = FilmLock.Take(folder, "film.mkv");
        Assert.Contains("another run", Assert.Throws<LiveStyleException>(() => FilmLock.Take(folder, "film.mkv")).Message);
        first.Release();
        first.Dispose();
        using FilmLock second = FilmLock.Take(folder, "film.mkv");
        folder.RemoveAll(second);

        Assert.False(Directory.Exists(folder.Path));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    static void InterlockedMax(ref int most, int value)
    {
        for (int seen = most; value > seen; seen = most)
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
