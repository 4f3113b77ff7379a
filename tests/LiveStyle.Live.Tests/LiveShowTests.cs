using LiveStyle.Frames;
using LiveStyle.Live.Control;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Sinks;
using LiveStyle.Live.Slates;
using LiveStyle.Live.Sound.Reaction;
using LiveStyle.Live.Tests.Sinks;
using LiveStyle.Media.Capture;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Media;
using LiveStyle.TestKit.Programs;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Live.Tests;

/// <summary>Whole shows: real sources by ffmpeg, real networks, real recordings.</summary>
[Trait("Speed", "Slow")]
public sealed class LiveShowTests : IDisposable
{
    readonly TinyBundle tiny = new();
    readonly ClipFolder clips = new();
    LiveSender? sender;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        sender?.Dispose();
        tiny.Dispose();
        clips.Dispose();
    }

    [Fact]
    public async Task A_test_pattern_is_restyled_by_the_live_network_and_reaches_a_sink_and_a_recording_with_a_frame_a_tick()
    {
        var seen = new List<(long Tick, bool IsFlat, int Loudest)>();
        string file = clips["show.mkv"];
        ModelBundle bundle = ModelBundle.Open("live");
        LiveShow show;
        await using (ShowScene scene = await ShowScene.BeginAsync(
            new LiveShowOptions
            {
                Source = "test:160x96@10",
                Bundle = bundle,
                Stylizer = new StylizerOptions { Device = StylizerDevice.Cpu },
                Blend = new Blend(bundle.Styles.Names[0] == StyleInfo.Original ? bundle.Styles.Names[1] : bundle.Styles.Names[0]),
                Sinks = [ShowScene.Noting("noted", seen), SinkTargets.Parse(file)],
            },
            Cancellation))
        {
            show = scene.Show;
            Assert.Equal((new FrameSize(160, 96), new Rational(10, 1), true), (show.Format.Size, show.Format.FrameRate, show.Format.HasSound));
            Assert.Equal((PixelLayout.Yuv420, "cpu", true), (show.Format.Pixels.Layout, show.DeviceName, show.SourceState.IsConnected));
            await scene.UntilAsync(() => show.Sinks.Statuses.All(status => status.Written >= 20));
        }

        FigureSnapshot figures = show.Figures.Snapshot();
        Assert.True(figures.FramesRestyled > 5, figures.ToString());
        Assert.Equal((0, 0, figures.FramesRestyled), (figures.FramesUnstyled, figures.FramesPassedThrough, figures.Stages[LiveStage.Network].Count));
        Assert.Equal(seen.Select(frame => frame.Tick).Order().Distinct(), seen.Select(frame => frame.Tick));
        // Before the first picture there may be the slate.
        Assert.All(seen.SkipWhile(frame => frame.IsFlat), frame => Assert.False(frame.IsFlat));
        Assert.Equal(0, show.Outstanding);

        double[] times = clips.FrameTimes(file);
        Assert.True(times.Length >= 20, $"{times.Length} frames are in the recording");
        Assert.Equal(0, (times[^1] - times[0]) * 10 % 1, 0.05);
    }

    [Fact]
    public async Task Privacy_hides_the_picture_and_the_sound_in_every_sink_within_one_tick_and_gives_both_back()
    {
        string film = clips.MakeWithSound("tone.mkv");
        List<(long Tick, bool IsFlat, int Loudest)> one = [], two = [];
        await using ShowScene scene = await ShowScene.BeginAsync(
            Options(film) with { SourceOptions = new() { IsLooped = true }, Sinks = [ShowScene.Noting("one", one), ShowScene.Noting("two", two)] }, Cancellation);
        await scene.UntilAsync(() => Loud(one) && Loud(two));

        scene.Show.Desk.Do(new SetPrivacy(true));
        long hidden = NextTick(scene.Show) + 1;
        await scene.TicksAsync(12);
        scene.Show.Desk.Do(new SetPrivacy(false));
        long back = NextTick(scene.Show);
        await scene.UntilAsync(() => Shown(one, back + 2) && Shown(two, back + 2));

        foreach (List<(long Tick, bool IsFlat, int Loudest)> sink in (List<(long, bool, int)>[])[one, two])
        {
            lock (sink)
            {
                Assert.All(sink.Where(frame => frame.Tick >= hidden && frame.Tick < back), frame => Assert.Equal((true, 0), (frame.IsFlat, frame.Loudest)));
                Assert.Contains(sink, frame => frame.Tick < hidden && !frame.IsFlat);
            }
        }
    }

    [Fact]
    public async Task A_source_that_is_killed_leaves_a_slate_and_returns_without_a_hand()
    {
        int port = LiveSender.FreePort();
        var seen = new List<(long Tick, bool IsFlat, int Loudest)>();
        sender = new LiveSender(port);
        await using ShowScene scene = await ShowScene.BeginAsync(
            Options(LiveSender.Address(port)) with
            {
                Sinks = [ShowScene.Noting("noted", seen)],
                Slate = new SlateOptions { After = TimeSpan.FromSeconds(0.6), Color = SlateColor.Parse("#203040") },
            },
            Cancellation);
        await scene.UntilAsync(() => Shown(seen, 0));

        sender.Dispose();
        sender = null;
        await scene.UntilAsync(() => scene.Show.Figures.CountOf(LiveEvent.RepeatedSlate) > 5);
        long gone = NextTick(scene.Show);
        sender = new LiveSender(port);
        await scene.UntilAsync(() => Shown(seen, gone));
        await scene.UntilAsync(() => scene.Notes.Count >= 2);

        Assert.True(scene.Show.Figures.CountOf(LiveEvent.RepeatedSource) >= 5, "the last picture stands before the slate");
        lock (seen)
        {
            Assert.True(seen.Single(frame => frame.Tick == gone - 1).IsFlat);
        }

        Assert.Matches("has gone: ", scene.Notes[0]);
        Assert.EndsWith(" is back", scene.Notes[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_film_ends_the_show_after_its_last_picture_and_the_recording_has_its_sound()
    {
        string film = clips.MakeWithSound("film.mkv"), recording = clips["recorded.mkv"];
        ShowScene scene = await ShowScene.BeginAsync(Options(film) with { Sinks = [SinkTargets.Parse(recording)] }, Cancellation);
        await using (scene)
        {
            await scene.EndedAsync();
        }

        double length = double.Parse(clips.Ask(film, "-show_entries format=duration"), System.Globalization.CultureInfo.InvariantCulture);
        double recorded = double.Parse(clips.Ask(recording, "-show_entries format=duration"), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(recorded, length - 1, length + 1);
        Assert.Contains("audio", clips.Ask(recording, "-show_entries stream=codec_type"), StringComparison.Ordinal);
        Assert.Equal([$"{film} has ended: its end was reached"], scene.Notes);
        Assert.Equal(0, scene.Show.Outstanding);
    }

    [Fact]
    public async Task A_film_that_breaks_off_fails_the_show_and_the_recording_is_whole()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "finds a program by its arguments");
        string film = clips.Make("film.mkv", "-f lavfi -i testsrc2=s=64x48:r=25:d=120 -c:v libx264 -preset ultrafast -pix_fmt yuv420p"), recording = clips["recorded.mkv"];
        ShowScene scene = await ShowScene.BeginAsync(Options(film) with { Sinks = [SinkTargets.Parse(recording)] }, Cancellation);
        await scene.TicksAsync(20);
        Assert.Equal(1, RunningPrograms.Kill("ffmpeg", film));

        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(scene.EndedAsync);
        await scene.Show.DisposeAsync();
        Assert.StartsWith($"{film} broke off: ", failure.Message, StringComparison.Ordinal);
        Assert.True(clips.FrameTimes(recording).Length >= 20);
        Assert.Equal(0, scene.Show.Outstanding);
    }

    [Fact]
    public async Task Sound_of_a_device_of_its_own_is_in_every_sink()
    {
        var seen = new List<(long Tick, bool IsFlat, int Loudest)>();
        await using ShowScene scene = await ShowScene.BeginAsync(
            Options("test:64x48@25") with { Sound = SoundChoice.Of("test:440"), Sinks = [ShowScene.Noting("noted", seen)] }, Cancellation);

        await scene.UntilAsync(() => Loud(seen));

        Assert.True(scene.Show.Format.HasSound);
        Assert.True(scene.Show.SoundFigures!.IsSounding);
    }

    [Fact]
    public async Task Sound_moves_the_blend_and_a_show_without_sound_refuses_to_be_moved_by_it()
    {
        LiveShowOptions options = Options("test:64x48@25") with
        {
            Sound = SoundChoice.Of("test:100"),
            Blend = Blend.Original,
            Reactions = [new SoundReaction { Band = SoundBand.Bass, Style = "white" }],
        };
        double level = 0;
        var target = new FakeTarget("levels")
        {
            Writing = (frame, _) =>
            {
                level = Math.Max(level, frame.Picture.Plane(0).Bytes.ToArray().Average(luma => (double)luma));
                return ValueTask.CompletedTask;
            },
        };
        await using (ShowScene scene = await ShowScene.BeginAsync(options with { Sinks = [target] }, Cancellation))
        {
            await scene.UntilAsync(() => level > 200);
        }

        LiveStyleException refused = await Assert.ThrowsAsync<LiveStyleException>(() => LiveShow.OpenAsync(options with { Sound = SoundChoice.None }, Cancellation));
        Assert.Contains("has no sound", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_show_without_sound_has_none_whatever_the_source_has()
    {
        var seen = new List<(long Tick, bool IsFlat, int Loudest)>();
        await using ShowScene scene = await ShowScene.BeginAsync(
            Options("test:64x48@25") with { Sound = SoundChoice.None, Sinks = [ShowScene.Noting("noted", seen)] }, Cancellation);
        await scene.TicksAsync(10);

        Assert.Equal((false, null), (scene.Show.Format.HasSound, scene.Show.SoundFigures));
        Assert.All(seen.ToArray(), frame => Assert.Equal(0, frame.Loudest));
    }

    [Fact]
    public async Task A_sink_that_hangs_for_ever_does_not_keep_the_show_from_ending()
    {
        var never = new TaskCompletionSource();
        var hanging = new FakeTarget("hanging") { Writing = (_, _) => new ValueTask(never.Task) };
        ShowScene scene = await ShowScene.BeginAsync(
            Options("test:64x48@25") with { Sinks = [hanging], SinkOptions = new SinkHubOptions { HangTimeout = TimeSpan.FromHours(1) } }, Cancellation);
        await scene.TicksAsync(10);

        await scene.EndAsync().WaitAsync(TimeSpan.FromSeconds(15), Cancellation);
        await scene.Show.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(15), Cancellation);
        never.SetResult();
    }

    [Fact]
    public async Task A_network_that_hangs_keeps_neither_the_show_from_ending_nor_the_microphone_open()
    {
        using var never = new ManualResetEventSlim();
        using TinyBundle failing = TinyBundle.ThatFailsForTheOriginal();
        LiveShow show = await LiveShow.OpenAsync(
            Options("test:64x48@25") with { Bundle = failing.Load(), Blend = Blend.Parse("dark*5"), Sound = SoundChoice.Of("test:440") }, Cancellation);
        using var hangs = new ManualResetEventSlim();
        show.Noted += _ =>
        {
            // On the restyler's thread, which it thereby holds as a network would.
            hangs.Set();
            never.Wait(CancellationToken.None);
        };
        using var quit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task run = show.RunAsync(quit.Token);
        hangs.Wait(Cancellation);
        await quit.CancelAsync();
        await run.WaitAsync(TimeSpan.FromSeconds(15), Cancellation);
        await show.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(15), Cancellation);

        Assert.Equal(LivePhase.Ended, show.Microphone!.State.Phase);
        never.Set();
    }

    [Fact]
    public async Task Odd_sides_lose_a_row_and_a_column_and_another_rate_is_the_shows()
    {
        var seen = new List<(long Tick, bool IsFlat, int Loudest)>();
        int port = LiveSender.FreePort();
        sender = new LiveSender(port, "testsrc2=s=66x50:r=25,crop=65:49");
        await using ShowScene scene = await ShowScene.BeginAsync(
            Options(LiveSender.Address(port)) with { FrameRate = new Rational(50, 1), Sinks = [ShowScene.Noting("noted", seen)] }, Cancellation);
        await scene.TicksAsync(20);

        Assert.Equal((0, 0, 50), (scene.Show.Format.Size.Width % 2, scene.Show.Format.Size.Height % 2, scene.Show.Format.FrameRate.Numerator));
        Assert.True(scene.Show.Figures.CountOf(LiveEvent.RepeatedSource) > 0);
    }

    [Fact]
    public async Task A_desk_that_chooses_a_preset_changes_what_leaves()
    {
        var levels = new List<(long Tick, double Level)>();
        var target = new FakeTarget("levels")
        {
            Writing = (frame, _) =>
            {
                lock (levels)
                {
                    levels.Add((frame.Tick, frame.Picture.Plane(0).Bytes.ToArray().Average(luma => (double)luma)));
                }

                return ValueTask.CompletedTask;
            },
        };
        await using ShowScene scene = await ShowScene.BeginAsync(
            Options("test:64x48@25") with { Blend = Blend.Original, Presets = [new Preset("white", new Blend("white"), Melt: TimeSpan.Zero)], Sinks = [target] }, Cancellation);
        await scene.TicksAsync(5);
        scene.Show.Desk.Do(new ChoosePreset("white"));
        await scene.UntilAsync(() =>
        {
            lock (levels)
            {
                return levels.Count > 0 && levels[^1].Level > 234;
            }
        });

        Assert.True(levels[0].Level < 200);
    }

    [Theory]
    [InlineData(63, 48, 120, 0, "even sides")]
    [InlineData(64, 48, 0, 0, "a latency of 0 ms")]
    [InlineData(64, 48, 120, 2, "a steadiness of 2")]
    public async Task What_a_show_can_not_begin_with_is_told_in_one_line(int width, int height, double latency, double steadiness, string told)
    {
        LiveShowOptions options = Options("test:64x48@25") with
        {
            Size = new FrameSize(width, height),
            Latency = TimeSpan.FromMilliseconds(latency),
            Steadiness = steadiness,
        };

        LiveStyleException refused = await Assert.ThrowsAsync<LiveStyleException>(() => LiveShow.OpenAsync(options, Cancellation));

        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    LiveShowOptions Options(string source) => new()
    {
        Source = source,
        Bundle = tiny.Load(),
        Stylizer = new StylizerOptions { Device = StylizerDevice.Onnx },
        Blend = new Blend("dark"),
    };

    static bool Loud(List<(long Tick, bool IsFlat, int Loudest)> seen)
    {
        lock (seen)
        {
            return seen.Any(frame => frame.Loudest > 500 && !frame.IsFlat);
        }
    }

    static bool Shown(List<(long Tick, bool IsFlat, int Loudest)> seen, long from)
    {
        lock (seen)
        {
            return seen.Any(frame => frame.Tick >= from && !frame.IsFlat);
        }
    }

    /// <summary>The number of a tick that has not been begun, or is being made at this moment.</summary>
    static long NextTick(LiveShow show) => show.Figures.CountOf(LiveEvent.Tick) + show.Figures.CountOf(LiveEvent.Skipped);
}
