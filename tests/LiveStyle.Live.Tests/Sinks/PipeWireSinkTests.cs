using LiveStyle.Live.Sinks;
using Xunit;

namespace LiveStyle.Live.Tests.Sinks;

[Collection(Alone.Name)]
[Trait("Speed", "Slow")]
public sealed class PipeWireSinkTests
{
    [Theory]
    [InlineData(64, 48)]
    [InlineData(66, 50)]
    public async Task A_node_is_a_camera_that_others_read_and_flows_while_nobody_does(int width, int height)
    {
        using var session = new PipeWireSession();
        using var feed = new ShowFeed(width, height, rate: 25);
        await using var hub = new SinkHub(feed.Format, new SinkHubOptions(), null, TimeProvider.System);
        SinkTarget target = SinkTargets.Parse("pipewire:Live Style");
        hub.Add(target);
        feed.GiveUntil(hub, () => ShowFeed.Status(hub, target.Name) is { Phase: SinkPhase.Running, Written: > 50 });

        Task<int> read = Task.Run(() => PipeWireSession.Read("Live Style", 30), TestContext.Current.CancellationToken);
        feed.GiveUntil(hub, () => read.IsCompleted);
        Assert.Equal(30, await read);
        feed.GiveUntil(hub, () => ShowFeed.Status(hub, target.Name).Written > 100);

        Assert.Equal((SinkPhase.Running, 0), (ShowFeed.Status(hub, target.Name).Phase, (int)ShowFeed.Status(hub, target.Name).Restarts));
        await hub.CompleteAsync(TimeSpan.FromSeconds(2));
    }
}
