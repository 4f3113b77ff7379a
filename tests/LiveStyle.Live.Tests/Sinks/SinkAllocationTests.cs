using LiveStyle.Live.Figures;
using LiveStyle.Live.Sinks;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Live.Tests.Sinks;

[Trait("Speed", "Slow")]
[Collection(Alone.Name)]
public sealed class SinkAllocationTests
{
    [Fact]
    public async Task A_tick_allocates_nothing_on_its_way_to_its_sinks()
    {
        using var folder = new ClipFolder();
        using var feed = new ShowFeed();
        await using var hub = new SinkHub(feed.Format, new SinkHubOptions(), new LiveFigures(TimeProvider.System), TimeProvider.System);
        var kept = new KeepingTarget();
        hub.Add(kept);
        hub.Add(SinkTargets.Parse("null:"));
        hub.Add(SinkTargets.Parse(folder["a.mkv"]));
        Give(feed, hub, kept, 200);

        long before = GC.GetTotalAllocatedBytes(precise: true);
        Give(feed, hub, kept, 300);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        // Other threads of this process do little, but something.
        Assert.InRange(allocated, 0, 300 * 32);
        await hub.CompleteAsync(TimeSpan.FromSeconds(30));
        SinkStatus recording = ShowFeed.Status(hub, folder["a.mkv"]);
        Assert.InRange(recording.Written + recording.Dropped, 1, 500);
        Assert.Equal(recording.Written, folder.FrameTimes(folder["a.mkv"]).Length);
    }

    static void Give(ShowFeed feed, SinkHub hub, KeepingTarget kept, int count)
    {
        for (int i = 0; i < count; i++)
        {
            hub.Write(feed.Next());
            kept.Await(feed.Tick);
            Thread.Sleep(2);
        }
    }
}
