using LiveStyle.Live.Figures;
using LiveStyle.Live.Frames;
using LiveStyle.Live.Sinks;
using LiveStyle.TestKit.Time;
using Xunit;

namespace LiveStyle.Live.Tests.Sinks;

/// <summary>Sinks that come, go and forget while a show runs.</summary>
public sealed class SinkHubChangeTests : IDisposable
{
    readonly ShowFeed feed = new();
    readonly VirtualTime time = new();

    public void Dispose()
    {
        Assert.Equal(0, feed.Outstanding);
        feed.Dispose();
    }

    [Fact]
    public async Task Two_streams_of_one_server_are_two_sinks_with_names_of_their_own()
    {
        FakeTarget one = new("rtmp://a/live/***") { Key = "one" }, other = new("rtmp://a/live/***") { Key = "other" };
        await using SinkHub hub = Hub();
        string[] names = [hub.Add(one), hub.Add(other)];
        Assert.Equal(["rtmp://a/live/***", "rtmp://a/live/*** 2"], names);
        Assert.Equal(names, hub.Statuses.Select(status => status.Name));
        Assert.Throws<LiveStyleException>(() => hub.Add(other));

        Assert.True(hub.Remove(names[0]));
        Assert.Equal(names[1], Assert.Single(hub.Statuses).Name);
        Assert.True(hub.Remove(names[1]));
    }

    [Fact]
    public void Streams_that_differ_by_their_key_alone_differ()
    {
        SinkTarget[] targets = [.. new[] { "one", "other", "one" }.Select(key => SinkTargets.Parse($"rtmp://127.0.0.1/live/{key}"))];

        Assert.Equal(targets[0].Name, targets[1].Name);
        Assert.NotEqual(targets[0].Place, targets[1].Place);
        Assert.Equal(targets[0].Place, targets[2].Place);
    }

    [Fact]
    public async Task What_is_forgotten_reaches_no_sink_not_even_one_that_is_tried_again_or_has_been_removed()
    {
        using var go = new SemaphoreSlim(0);
        ValueTask Wait(LiveFrame frame) => frame.Tick == 0 ? ValueTask.CompletedTask : new(go.WaitAsync(TestContext.Current.CancellationToken));
        FakeTarget slow = new("slow") { Writing = (frame, _) => Wait(frame) }, removed = new("removed") { Writing = (frame, _) => Wait(frame) };
        FakeTarget broken = new("broken") { Opening = (number, _) => number == 1 ? throw new MediaException("not yet") : Task.CompletedTask };
        var figures = new LiveFigures(time);
        await using SinkHub hub = Hub(figures);
        foreach (FakeTarget target in (FakeTarget[])[slow, removed, broken])
        {
            hub.Add(target);
        }

        ShowFeed.Await(() => ShowFeed.Status(hub, "broken").Phase == SinkPhase.Retrying, () => ShowFeed.Tell(hub));
        time.AwaitWaiting(1);
        feed.Give(hub, 1, "slow", "removed");
        hub.Write(feed.Next());
        ShowFeed.Await(() => slow.Begun == 2 && removed.Begun == 2, () => ShowFeed.Tell(hub));
        for (int i = 0; i < 5; i++)
        {
            hub.Write(feed.Next());
        }

        hub.Remove("removed");
        hub.Forget();
        hub.Write(feed.Next());
        go.Release(100);
        time.Pass(0.5);
        ShowFeed.Await(() => broken.Ticks.Length == 1 && slow.Ticks.Length == 3, () => ShowFeed.Tell(hub));
        await hub.CompleteAsync(TimeSpan.FromSeconds(2));

        // What was being written when it was to be forgotten can't be called back.
        Assert.Equal([0, 1, 7], slow.Ticks);
        Assert.Equal([0, 1], removed.Ticks);
        Assert.Equal([7], broken.Ticks);
        Assert.Equal((3, 5), (ShowFeed.Status(hub, "slow").Written, ShowFeed.Status(hub, "slow").Dropped));
        Assert.Equal(5 + 5 + 7, figures.CountOf(LiveEvent.SinkDropped));
    }

    [Fact]
    public async Task What_a_sink_misses_while_it_is_opened_for_the_first_time_is_not_counted()
    {
        var opened = new TaskCompletionSource();
        FakeTarget slow = new("slow") { Opening = (_, _) => opened.Task };
        var figures = new LiveFigures(time);
        await using SinkHub hub = Hub(figures);
        hub.Add(slow);
        for (int i = 0; i < 100; i++)
        {
            hub.Write(feed.Next());
        }

        opened.SetResult();
        ShowFeed.Await(() => slow.Ticks.Length == 30, () => ShowFeed.Tell(hub));
        feed.Give(hub, 1, "slow");

        Assert.Equal((31, 0, 0), (ShowFeed.Status(hub, "slow").Written, ShowFeed.Status(hub, "slow").Dropped, figures.CountOf(LiveEvent.SinkDropped)));
    }

    [Fact]
    public async Task A_sink_that_was_removed_and_hangs_keeps_nobody_waiting_at_the_end()
    {
        FakeTarget stuck = new("stuck") { Completing = token => new(Task.Delay(Timeout.Infinite, token)) };
        await using SinkHub hub = new(feed.Format, new SinkHubOptions { RemovalTimeout = TimeSpan.FromHours(1) }, null, time);
        hub.Add(stuck);
        feed.Give(hub, 1, "stuck");
        hub.Remove("stuck");

        Task end = hub.CompleteAsync(TimeSpan.FromSeconds(1));
        time.Pass(1);
        ShowFeed.Await(() => stuck.Disposals == 1, () => "it was not cut off");
        await end.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Whoever_is_told_of_a_change_may_ask_for_all_sinks_on_any_thread()
    {
        bool isBlocked = false;
        FakeTarget target = new("a");
        await using SinkHub hub = Hub();
        hub.Changed += _ => isBlocked |= !Task.Run(() => hub.Statuses).Wait(TimeSpan.FromSeconds(10));
        hub.Add(target);
        feed.Give(hub, 1, "a");
        await hub.CompleteAsync(TimeSpan.FromSeconds(2));

        Assert.False(isBlocked);
    }

    SinkHub Hub(LiveFigures? figures = null) => new(feed.Format, new SinkHubOptions(), figures, time);
}
