using LiveStyle.Live.Figures;
using LiveStyle.Live.Sinks;
using LiveStyle.TestKit.Time;
using Xunit;

namespace LiveStyle.Live.Tests.Sinks;

public sealed class SinkHubTests : IDisposable
{
    readonly ShowFeed feed = new();
    readonly VirtualTime time = new();

    public void Dispose()
    {
        // Whatever happened to a sink, no frame is lost to its pool.
        Assert.Equal(0, feed.Outstanding);
        feed.Dispose();
    }

    [Fact]
    public async Task Every_sink_gets_every_tick_in_order_and_finishes()
    {
        FakeTarget one = new("one"), other = new("other");
        await using SinkHub hub = Hub();
        hub.Add(one);
        hub.Add(other);

        feed.Give(hub, 100, "one", "other");
        await hub.CompleteAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(Enumerable.Range(0, 100).Select(tick => (long)tick), one.Ticks);
        Assert.Equal(one.Ticks, other.Ticks);
        Assert.Equal((1, 1, 1), (one.Openings, one.Completions, one.Disposals));
        Assert.All(hub.Statuses, status => Assert.Equal((SinkPhase.Ended, null, 100, 0, 0), (status.Phase, status.Reason, status.Written, status.Dropped, status.Restarts)));
    }

    [Fact]
    public async Task A_sink_may_come_and_go_while_others_run()
    {
        FakeTarget stays = new("stays"), guest = new("guest");
        await using SinkHub hub = Hub();
        hub.Add(stays);
        feed.Give(hub, 10, "stays");
        hub.Add(guest);
        feed.Give(hub, 10, "stays", "guest");
        Assert.True(hub.Remove("guest"));
        Assert.False(hub.Remove("guest"));
        feed.Give(hub, 10, "stays");
        await hub.CompleteAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(30, stays.Ticks.Length);
        Assert.Equal(Enumerable.Range(10, 10).Select(tick => (long)tick), guest.Ticks);
        Assert.Equal((1, 1), (guest.Completions, guest.Disposals));
    }

    [Fact]
    public async Task One_sink_twice_is_refused()
    {
        await using SinkHub hub = Hub();
        hub.Add(new FakeTarget("one"));

        LiveStyleException failure = Assert.Throws<LiveStyleException>(() => hub.Add(new FakeTarget("one")));

        Assert.Equal("one is one of the sinks already", failure.Message);
    }

    [Fact]
    public async Task A_slow_sink_keeps_the_newest_second_and_delays_nobody()
    {
        using var go = new SemaphoreSlim(0);
        FakeTarget slow = new("slow") { Writing = (frame, _) => frame.Tick == 0 ? ValueTask.CompletedTask : new(go.WaitAsync(TestContext.Current.CancellationToken)) };
        FakeTarget fast = new("fast");
        var figures = new LiveFigures(time);
        await using SinkHub hub = Hub(figures: figures);
        hub.Add(slow);
        hub.Add(fast);
        feed.Give(hub, 1, "slow", "fast");
        hub.Write(feed.Next());
        ShowFeed.Await(() => slow.Begun == 2 && ShowFeed.Status(hub, "fast").Written == 2, () => ShowFeed.Tell(hub));

        feed.Give(hub, 100, "fast");
        go.Release(1000);
        await hub.CompleteAsync(TimeSpan.FromSeconds(2));

        // The two that were written, and a second of 30 frames.
        Assert.Equal([0, 1, .. Enumerable.Range(72, 30).Select(tick => (long)tick)], slow.Ticks);
        Assert.Equal(102, fast.Ticks.Length);
        Assert.Equal((32, 70), (ShowFeed.Status(hub, "slow").Written, ShowFeed.Status(hub, "slow").Dropped));
        Assert.Equal(70, figures.CountOf(LiveEvent.SinkDropped));
    }

    [Fact]
    public async Task A_sink_that_can_not_be_opened_is_tried_again_ever_more_patiently()
    {
        FakeTarget broken = new("broken") { Opening = (_, _) => throw new MediaException("nobody listens there") };
        await using SinkHub hub = Hub();
        hub.Add(broken);

        foreach (double seconds in new[] { 0.5, 1, 2, 4, 8, 10, 10 })
        {
            int before = AwaitRetry(hub, broken);
            time.Pass(seconds - 0.001);
            Thread.Sleep(20);
            Assert.Equal(before, broken.Openings);
            time.Pass(0.001);
            ShowFeed.Await(() => broken.Openings == before + 1, () => $"{broken.Openings}: {ShowFeed.Tell(hub)}");
        }

        AwaitRetry(hub, broken);
        SinkStatus status = ShowFeed.Status(hub, "broken");
        Assert.Equal(("nobody listens there", 7), (status.Reason, status.Restarts));
    }

    [Fact]
    public async Task Patience_begins_anew_once_a_sink_has_run_for_a_while()
    {
        bool isBroken = true;
        FakeTarget target = new("a")
        {
            Opening = (number, _) => number < 4 ? throw new MediaException("not yet") : Task.CompletedTask,
            Writing = (frame, _) => frame.Tick > 0 && isBroken ? throw new MediaException("broken off") : ValueTask.CompletedTask,
        };
        await using SinkHub hub = Hub();
        hub.Add(target);
        foreach (double seconds in new[] { 0.5, 1, 2 })
        {
            AwaitRetry(hub, target);
            time.Pass(seconds);
        }

        feed.Give(hub, 1, "a");
        ShowFeed.Await(() => ShowFeed.Status(hub, "a").Phase == SinkPhase.Running, () => ShowFeed.Tell(hub));
        time.Pass(60);
        feed.Give(hub, 1, "a");
        AwaitRetry(hub, target);
        isBroken = false;
        time.Pass(0.5);
        ShowFeed.Await(() => target.Openings == 5, () => ShowFeed.Tell(hub));
        feed.Give(hub, 1, "a");

        Assert.Equal([0, 2], target.Ticks);
    }

    [Fact]
    public async Task A_full_disk_is_not_asked_again_at_once()
    {
        FakeTarget full = new("full") { Opening = (_, _) => throw new DiskFullException("show.mkv") };
        await using SinkHub hub = Hub();
        hub.Add(full);
        AwaitRetry(hub, full);
        time.Pass(9.9);
        Thread.Sleep(20);
        Assert.Equal(1, full.Openings);
        Assert.Contains("the disk is full", ShowFeed.Status(hub, "full").Reason, StringComparison.Ordinal);
        time.Pass(0.1);
        ShowFeed.Await(() => full.Openings == 2, () => ShowFeed.Tell(hub));
    }

    [Fact]
    public async Task A_sink_that_hangs_is_cut_off_and_opened_again_while_another_gets_every_tick()
    {
        bool hangs = true;
        FakeTarget frozen = new("frozen")
        {
            Writing = (frame, token) => frame.Tick == 5 && hangs ? new(Task.Delay(Timeout.Infinite, token)) : ValueTask.CompletedTask,
        };
        FakeTarget other = new("other");
        await using SinkHub hub = Hub();
        hub.Add(frozen);
        hub.Add(other);
        feed.Give(hub, 5, "frozen", "other");
        feed.Give(hub, 10, "other");
        ShowFeed.Await(() => frozen.Begun == 6, () => ShowFeed.Tell(hub));
        time.Pass(4.9);
        feed.Give(hub, 10, "other");
        Assert.Equal(SinkPhase.Running, ShowFeed.Status(hub, "frozen").Phase);
        time.Pass(0.1);
        AwaitRetry(hub, frozen);
        Assert.Equal("it took nothing for 5 s and was cut off", ShowFeed.Status(hub, "frozen").Reason);
        Assert.Equal(1, frozen.Disposals);
        hangs = false;
        time.Pass(0.5);
        ShowFeed.Await(() => frozen.Openings == 2, () => ShowFeed.Tell(hub));
        feed.Give(hub, 5, "other");
        await hub.CompleteAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(30, other.Ticks.Length);
        Assert.Equal([0, 1, 2, 3, 4, .. Enumerable.Range(6, 24).Select(tick => (long)tick)], frozen.Ticks);
        Assert.Equal((29, 1, 1), (ShowFeed.Status(hub, "frozen").Written, ShowFeed.Status(hub, "frozen").Dropped, ShowFeed.Status(hub, "frozen").Restarts));
    }

    [Fact]
    public async Task A_sink_that_heeds_nothing_is_left_alone_and_another_takes_its_place()
    {
        using var never = new ManualResetEventSlim();
        FakeTarget deaf = new("deaf")
        {
            Writing = (frame, _) =>
            {
                if (frame.Tick == 0)
                {
                    never.Wait(CancellationToken.None);
                }

                return ValueTask.CompletedTask;
            },
        };
        await using SinkHub hub = Hub();
        hub.Add(deaf);
        hub.Write(feed.Next());
        ShowFeed.Await(() => deaf.Begun == 1, () => ShowFeed.Tell(hub));
        time.Pass(15);
        time.Pass(1);
        AwaitRetry(hub, deaf);
        time.Pass(0.5);
        ShowFeed.Await(() => deaf.Openings == 2, () => ShowFeed.Tell(hub));
        feed.Give(hub, 3, "deaf");
        await hub.CompleteAsync(TimeSpan.FromSeconds(2));
        Assert.Equal([1, 2, 3], deaf.Ticks);

        never.Set();
        ShowFeed.Await(() => feed.Outstanding == 0, () => $"{feed.Outstanding} frames are missing");
    }

    [Fact]
    public async Task A_sink_whose_frames_go_nowhere_is_cut_off_and_one_without_frames_is_not()
    {
        bool flows = false;
        FakeTarget refused = new("refused") { Flowing = () => Volatile.Read(ref flows) };
        var watched = new WatchedTime(time);
        await using var hub = new SinkHub(feed.Format, new SinkHubOptions(), null, watched);
        hub.Add(refused);

        // For the opening, and once it is open.
        ShowFeed.Await(() => watched.Settings == 2, () => ShowFeed.Tell(hub));
        time.Pass(100);
        Thread.Sleep(50);
        Assert.Equal((1, SinkPhase.Opening), (refused.Openings, ShowFeed.Status(hub, "refused").Phase));

        hub.Write(feed.Next());
        ShowFeed.Await(() => ShowFeed.Status(hub, "refused").Written == 1, () => ShowFeed.Tell(hub));
        time.Pass(15);
        hub.Write(feed.Next());
        AwaitRetry(hub, refused);
        Assert.Equal("it was not ready within 15 s", ShowFeed.Status(hub, "refused").Reason);
    }

    [Fact]
    public async Task What_waits_is_written_at_the_end_and_what_hangs_then_is_ended_at_the_limit()
    {
        using var go = new SemaphoreSlim(0);
        FakeTarget late = new("late") { Writing = (_, _) => new(go.WaitAsync(TestContext.Current.CancellationToken)) };
        FakeTarget stuck = new("stuck") { Completing = token => new(Task.Delay(Timeout.Infinite, token)) };
        await using SinkHub hub = Hub();
        hub.Add(late);
        hub.Add(stuck);
        for (int i = 0; i < 20; i++)
        {
            hub.Write(feed.Next());
        }

        Task end = hub.CompleteAsync(TimeSpan.FromSeconds(2));
        hub.Write(feed.Next());
        go.Release(20);
        ShowFeed.Await(() => ShowFeed.Status(hub, "late").Phase == SinkPhase.Ended && stuck.Ticks.Length == 20, () => ShowFeed.Tell(hub));
        Assert.False(end.IsCompleted);
        time.Pass(2);
        await end.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal((20, 1), (late.Ticks.Length, late.Completions));
        Assert.Equal((SinkPhase.Ended, "it took too long to finish"), (ShowFeed.Status(hub, "stuck").Phase, ShowFeed.Status(hub, "stuck").Reason));
        Assert.Equal((20, 0, 1), (stuck.Ticks.Length, stuck.Completions, stuck.Disposals));
    }

    [Fact]
    public async Task Changes_are_told_one_after_another()
    {
        var told = new List<SinkPhase>();
        FakeTarget target = new("a") { Opening = (number, _) => number == 1 ? throw new MediaException("not yet") : Task.CompletedTask };
        await using SinkHub hub = Hub();
        hub.Changed += status =>
        {
            lock (told)
            {
                told.Add(status.Phase);
            }
        };
        hub.Add(target);
        AwaitRetry(hub, target);
        time.Pass(0.5);
        ShowFeed.Await(() => target.Openings == 2, () => ShowFeed.Tell(hub));
        feed.Give(hub, 1, "a");
        await hub.CompleteAsync(TimeSpan.FromSeconds(2));

        Assert.Equal([SinkPhase.Opening, SinkPhase.Retrying, SinkPhase.Opening, SinkPhase.Running, SinkPhase.Ended], told);
    }

    SinkHub Hub(LiveFigures? figures = null) => new(feed.Format, new SinkHubOptions(), figures, time);

    /// <summary>Waits until a sink waits for its next attempt; how often it was opened so far.</summary>
    int AwaitRetry(SinkHub hub, FakeTarget target)
    {
        ShowFeed.Await(() => ShowFeed.Status(hub, target.Name).Phase == SinkPhase.Retrying, () => ShowFeed.Tell(hub));
        time.AwaitWaiting(1);
        return target.Openings;
    }
}
