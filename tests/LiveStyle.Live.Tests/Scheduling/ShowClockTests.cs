using LiveStyle.Live.Figures;
using LiveStyle.Live.Frames;
using LiveStyle.Live.Scheduling;
using LiveStyle.Live.Slates;
using LiveStyle.Live.Sound;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Live.Tests.Scheduling;

public class ShowClockTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_frame_leaves_a_tick_at_its_time_however_long_it_runs()
    {
        using var scene = new ClockScene(rate: new Rational(30000, 1001));
        scene.Finish(50, scene.Arrive());
        long count = 0, wrong = 0;
        scene.Write = frame =>
        {
            using (frame)
            {
                double due = frame.Tick * 1001 / 30000.0;
                wrong += frame.Tick == count && Math.Abs(scene.Time.Elapsed.TotalSeconds - due) < 1e-6 ? 0 : 1;
                count++;
            }
        };
        using var quit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task run = Task.Factory.StartNew(() => scene.Clock.Run(TimeSpan.Zero, quit.Token), quit.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        for (long tick = 1; tick <= 3000; tick++)
        {
            scene.Time.AwaitWaiting(1);
            scene.Time.Pass(TimeSpan.FromTicks((tick * 1001 * TimeSpan.TicksPerSecond + 29_999) / 30_000) - scene.Time.Elapsed);
        }

        scene.Time.AwaitWaiting(1);
        quit.Cancel();
        await run;

        Assert.Equal((0, 3001), (wrong, count));
        Assert.Equal((3001, 0), (scene.Figures.CountOf(LiveEvent.Tick), scene.Figures.CountOf(LiveEvent.Skipped)));
        Assert.Equal(0, scene.Clock.Outstanding);
    }

    [Fact]
    public async Task After_a_stall_the_ticks_go_on_by_the_time_and_do_not_come_in_a_burst()
    {
        using var scene = new ClockScene();
        scene.Finish(50, scene.Arrive());
        scene.Write = frame =>
        {
            scene.Note(frame);
            if (frame.Tick == 3)
            {
                scene.Time.Pass(0.5);
            }

            if (scene.Left.Count == 7)
            {
                scene.End();
            }
        };
        Task run = Task.Run(() => scene.Clock.Run(TimeSpan.Zero, Cancellation), Cancellation);
        while (!run.IsCompleted)
        {
            if (scene.Time.Waiting > 0)
            {
                scene.Time.Pass(0.04);
            }
        }

        await run;

        // Half a second later it is tick 15 and a half: 15 leaves at once, and 16 at its time.
        Assert.Equal([0, 1, 2, 3, 15, 16, 17], scene.Left.Select(left => left.Tick));
        Assert.Equal(11, scene.Figures.CountOf(LiveEvent.Skipped));
    }

    [Fact]
    public void A_tick_without_a_new_picture_shows_the_last_one_and_says_whose_fault_it_is()
    {
        using var scene = new ClockScene();
        scene.Finish(50, scene.Arrive());
        scene.Tick(1);
        scene.Tick(2);
        scene.Arrive();
        scene.Tick(3);
        scene.Finish(80, scene.Arrive());
        scene.Tick(1);

        Assert.Equal([50, 50, 50, 50, 50, 50, 80], scene.Left.Select(left => left.Luma));
        Assert.Equal([false, true, true, true, true, true, false], scene.Left.Select(left => left.IsRepeat));
        Assert.Equal((2, 3, 0), (scene.Figures.CountOf(LiveEvent.RepeatedSource), scene.Figures.CountOf(LiveEvent.RepeatedSlow), scene.Figures.CountOf(LiveEvent.RepeatedSlate)));
    }

    [Fact]
    public void A_picture_older_than_the_latency_is_counted_and_still_shown()
    {
        using var scene = new ClockScene();
        long first = scene.Arrive();
        scene.Time.Pass(0.1);
        scene.Finish(50, first);
        scene.Tick(1);
        long second = scene.Arrive();
        scene.Time.Pass(0.13);
        scene.Finish(60, second);
        scene.Tick(1);

        Assert.Equal([50, 60], scene.Left.Select(left => left.Luma));
        Assert.Equal(1, scene.Figures.CountOf(LiveEvent.Late));
        StageFigures leave = scene.Figures.Snapshot().Stages[LiveStage.Leave];
        Assert.Equal((2, 130.0), (leave.Count, leave.Max));
    }

    [Fact]
    public void Privacy_shows_the_slate_and_silence_from_the_next_tick_on_and_the_first_picture_that_comes_afterwards()
    {
        using var scene = new ClockScene(hasSound: true);
        scene.Finish(150, scene.Arrive());
        scene.Tick(2);
        scene.IsPrivate = true;
        scene.Tick(2);
        scene.Finish(180, scene.Arrive());
        scene.Tick(1);
        scene.IsPrivate = false;
        scene.Tick(1);
        scene.Finish(200, scene.Arrive());
        scene.Tick(2);

        int dark = scene.Left[2].Luma;
        Assert.InRange(dark, 16, 40);
        Assert.Equal([150, 150, dark, dark, dark, dark, 200, 200], scene.Left.Select(left => left.Luma));
        Assert.Equal([false, true, false, true, true, true, false, true], scene.Left.Select(left => left.IsRepeat));
        Assert.Equal([1, 2, 0, 0, 0, 6, 7, 8], scene.Left.Select(left => left.Sound));
        Assert.Equal(4, scene.Figures.CountOf(LiveEvent.RepeatedSlate));
    }

    [Fact]
    public void What_came_while_the_show_was_private_is_never_shown_though_it_is_finished_later_or_nothing_follows()
    {
        using var scene = new ClockScene(new SlateOptions { After = TimeSpan.FromSeconds(1) });
        scene.Finish(150, scene.Arrive());
        scene.Tick(2);
        scene.IsPrivate = true;
        scene.Tick(2);
        scene.Finish(180, scene.Arrive());
        scene.Tick(1);

        // It came between the last private tick and the moment of going on, and the network is not ready with it yet.
        scene.Time.Pass(-0.001);
        long secret = scene.Arrive();
        scene.Time.Pass(0.001);
        scene.IsPrivate = false;
        scene.Tick(3);
        scene.Finish(190, secret);
        scene.Tick(50);

        int dark = scene.Left[2].Luma;
        Assert.InRange(dark, 16, 40);
        Assert.All(scene.Left.Skip(2), left => Assert.Equal(dark, left.Luma));
        Assert.Equal(0, scene.Outstanding);
        scene.Finish(210, scene.Arrive());
        scene.Tick(1);
        Assert.Equal(210, scene.Left[^1].Luma);
    }

    [Fact]
    public void What_waits_for_sinks_is_let_go_before_the_first_private_tick_and_only_then()
    {
        using var scene = new ClockScene();
        var forgotten = new List<int>();
        scene.Forget = () => forgotten.Add(scene.Left.Count);
        scene.Finish(150, scene.Arrive());
        scene.Tick(3);
        scene.IsPrivate = true;
        scene.Tick(4);
        scene.IsPrivate = false;
        scene.Tick(2);
        scene.IsPrivate = true;
        scene.Tick(2);

        Assert.Equal([3, 9], forgotten);
    }

    [Fact]
    public void What_was_said_while_the_show_was_private_is_not_heard_afterwards_however_late_the_sound_is()
    {
        SoundDelay? line = null;
        using var scene = new ClockScene(hasSound: true, sound: clock => line = new SoundDelay(clock.Format, clock.Time));
        line!.Delay = TimeSpan.FromSeconds(0.8);
        void Go(int ticks, short said)
        {
            var block = new short[2 * 1920];
            for (int i = 0; i < ticks; i++)
            {
                // The words of a tick's time have come when it is over.
                scene.Tick(1);
                block.AsSpan().Fill(said);
                line.Put(block, scene.Time.GetTimestamp());
            }
        }

        Go(100, 1000);
        Assert.InRange(scene.Left[^1].Sound, 995, 1005);
        scene.IsPrivate = true;
        Go(100, 2000);
        scene.IsPrivate = false;
        Go(100, 3000);

        Assert.All(scene.Left.Skip(100).Take(100), left => Assert.Equal(0, left.Sound));
        Assert.DoesNotContain(scene.Left.Skip(200), left => left.Sound is > 1900 and < 2100);
        Assert.Equal(0, scene.Left[215].Sound);
        Assert.InRange(scene.Left[225].Sound, 2995, 3005);
    }

    [Fact]
    public void A_slate_that_is_asked_for_sooner_than_pictures_come_does_not_flicker()
    {
        using var scene = new ClockScene(new SlateOptions { After = TimeSpan.Zero });
        for (int i = 0; i < 20; i++)
        {
            scene.Finish(150, scene.Arrive());
            scene.Tick(2);
        }

        Assert.All(scene.Left, left => Assert.Equal(150, left.Luma));
        scene.Tick(5);
        Assert.NotEqual(150, scene.Left[^1].Luma);
    }

    [Fact]
    public void Each_tick_has_exactly_its_sound()
    {
        using var scene = new ClockScene(rate: new Rational(30000, 1001), hasSound: true);
        scene.Finish(50, scene.Arrive());
        long samples = 0;
        scene.Write = frame =>
        {
            using (frame)
            {
                samples += frame.Sound.Length / 2;
                Assert.Equal(scene.Format.SamplesBefore(frame.Tick + 1), samples);
            }
        };
        scene.Tick(3000);

        Assert.Equal(scene.Format.SamplesBefore(3000), samples);
    }

    [Fact]
    public void A_tick_allocates_nothing()
    {
        using var scene = new ClockScene(hasSound: true);
        scene.Write = frame => frame.Dispose();
        void Go()
        {
            for (int i = 0; i < 200; i++)
            {
                scene.Finish(90, scene.Arrive());
                scene.Tick(3);
                scene.IsPrivate = !scene.IsPrivate;
            }
        }

        Go();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Go();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(0, scene.Clock.Outstanding);
    }

    [Fact]
    public void Of_two_hours_whatever_happens_each_tick_is_a_new_picture_or_counted_by_its_cause()
    {
        using var scene = new ClockScene(hasSound: true);
        var random = new Random(11);
        long samples = 0, repeats = 0, sourceIsBackAt = 0;
        scene.Write = frame =>
        {
            using (frame)
            {
                samples += frame.Sound.Length / 2;
                repeats += frame.IsRepeat ? 1 : 0;
            }
        };
        long before = 0;
        const int Ticks = 2 * 3600 * 25;
        for (int tick = 0; tick < Ticks; tick++)
        {
            before = tick == 1000 ? GC.GetAllocatedBytesForCurrentThread() : before;
            sourceIsBackAt = random.Next(5000) == 0 ? tick + random.Next(500) : sourceIsBackAt;
            scene.IsPrivate = random.Next(2000) == 0 ? !scene.IsPrivate : scene.IsPrivate;
            if (tick >= sourceIsBackAt)
            {
                long at = scene.Arrive();
                if (random.Next(10) > 0)
                {
                    scene.Finish((byte)random.Next(16, 235), at);
                }
            }

            scene.Tick(1);
        }

        LiveFigures figures = scene.Figures;
        long fresh = figures.Snapshot().StagesEver[LiveStage.Leave].Count;
        Assert.Equal(Ticks, fresh + figures.CountOf(LiveEvent.RepeatedSlow) + figures.CountOf(LiveEvent.RepeatedSource) + figures.CountOf(LiveEvent.RepeatedSlate));
        Assert.Equal((long)Ticks, figures.CountOf(LiveEvent.Tick));
        Assert.Equal(scene.Format.SamplesBefore(Ticks), samples);
        Assert.True(figures.CountOf(LiveEvent.RepeatedSlow) > 1000 && figures.CountOf(LiveEvent.RepeatedSource) > 1000 && figures.CountOf(LiveEvent.RepeatedSlate) > 1000);
        Assert.InRange(repeats, 1, Ticks - fresh);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void The_systems_clock_is_waited_for_and_not_overtaken()
    {
        using TickWait wait = TickWait.For(TimeProvider.System);
        for (int i = 1; i < 20; i++)
        {
            long due = TimeProvider.System.GetTimestamp() + i * TimeProvider.System.TimestampFrequency / 1000;
            wait.Until(due, Cancellation);

            Assert.True(TimeProvider.System.GetTimestamp() >= due);
        }
    }

    [Fact]
    public void A_wait_ends_with_its_cancellation()
    {
        using TickWait wait = TickWait.For(TimeProvider.System);
        using var canceled = new CancellationTokenSource();
        canceled.Cancel();

        wait.Until(TimeProvider.System.GetTimestamp() + 3600 * TimeProvider.System.TimestampFrequency, canceled.Token);

        Assert.True(canceled.IsCancellationRequested);
    }
}
