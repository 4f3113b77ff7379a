using LiveStyle.Playback.Playing;
using LiveStyle.Styles;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Playing;
using LiveStyle.TestKit.Time;
using LiveStyle.TestKit.Windows;
using Xunit;

namespace LiveStyle.Playback.Tests.Playing;

/// <summary>Worker, feed, transport and clock together, on a network that can be worked out by hand.</summary>
[Collection(PlayingCollection.Name)]
public sealed class PlaybackTests : IDisposable
{
    const int Negative = 2, White = 3;

    readonly TinyBundle bundle = new();

    public void Dispose() => bundle.Dispose();

    [Fact]
    public async Task A_pause_holds_the_picture_and_drops_nothing()
    {
        using var clip = new CountingClip(72);
        await using PlayScene scene = await OpenAsync(clip);
        scene.Await(() => scene.Transport.Shown > TimeSpan.FromSeconds(0.3));
        scene.Transport.TogglePause();
        scene.Turn();
        int held = scene.Number;
        long dropped = scene.State.Statistics.Dropped;
        scene.Idle(0.5);
        Assert.Equal((held, dropped), (scene.Number, scene.State.Statistics.Dropped));
        Assert.InRange(Math.Abs(held / 24.0 - scene.Transport.Shown.TotalSeconds), 0, 0.01);

        scene.Transport.TogglePause();
        scene.Await(() => scene.Number > held);
        Assert.False(scene.Transport.IsPaused);
    }

    [Fact]
    public async Task Steps_show_exactly_one_frame_more_or_less()
    {
        using var clip = new CountingClip(72);
        await using PlayScene scene = await OpenAsync(clip);
        scene.Await(() => scene.Transport.Shown > TimeSpan.FromSeconds(0.3));
        scene.Transport.Step(1);
        scene.Idle(0.2);
        int number = scene.Number;
        foreach (int direction in new[] { 1, 1, -1, -1, -1, 1, -1 })
        {
            scene.Transport.Step(direction);
            number += direction;
            scene.Await(() => scene.Number == number && !scene.Transport.IsSeeking);
            scene.Idle(0.1);
            Assert.Equal(number, scene.Number);
        }
    }

    [Fact]
    public async Task Hasty_steps_are_all_made()
    {
        using var clip = new CountingClip(72);
        await using PlayScene scene = await OpenAsync(clip);
        scene.Transport.Seek(TimeSpan.FromSeconds(1));
        scene.Transport.Pause();
        scene.Await(() => !scene.Transport.IsSeeking);
        scene.Transport.Step(1);
        scene.Transport.Step(1);
        scene.Transport.Step(1);
        scene.Await(() => scene.Number == 27);
        scene.Transport.Step(-1);
        scene.Transport.Step(-1);
        scene.Await(() => scene.Number == 25);
    }

    [Fact]
    public async Task The_first_frame_has_none_before_it_and_the_last_none_after()
    {
        using var clip = new CountingClip(12);
        await using PlayScene scene = await OpenAsync(clip);
        scene.Transport.Pause();
        scene.Await(() => scene.Taken > 0);
        scene.Transport.Step(-1);
        scene.Await(() => !scene.Transport.IsSeeking);
        Assert.Equal(0, scene.Number);
        for (int i = 0; i < 15; i++)
        {
            scene.Transport.Step(1);
            scene.Idle(0.03);
        }

        scene.Await(() => scene.Number == 11);
        scene.Transport.Step(-1);
        scene.Await(() => scene.Number == 10);
        scene.Idle(0.1);
        Assert.Equal(10, scene.Number);
    }

    [Fact]
    public async Task A_paused_picture_follows_the_style_and_so_does_the_next_one()
    {
        using var clip = new CountingClip(72);
        await using PlayScene scene = await OpenAsync(clip);
        scene.Transport.Pause();
        scene.Await(() => scene.Taken > 0);
        scene.Idle(0.1);
        Assert.Equal(scene.Level(isOriginal: true), scene.Level());

        scene.Mixer.Choose(White, 0);
        scene.Await(() => scene.Level() == 255);
        scene.Mixer.Choose(Negative, 0);
        scene.Transport.Step(1);
        scene.Await(() => scene.Number == 1);
        Assert.Equal(255 - scene.Level(isOriginal: true), scene.Level());
        scene.Mixer.Strength = 0.5f;
        scene.Await(() => scene.Level() is 127 or 128);
        Assert.Equal(1, scene.Number);
    }

    [Fact]
    public async Task A_paused_picture_melts_to_the_very_end()
    {
        using var clip = new CountingClip(72);
        await using PlayScene scene = await OpenAsync(clip, options => options with { Melt = TimeSpan.FromSeconds(0.7) });
        scene.Transport.Pause();
        scene.Await(() => scene.Taken > 0);
        scene.Mixer.Choose(White, 0);
        HashSet<int> levels = [];
        scene.Await(() => levels.Add(scene.Level()) && levels.Max() == 255);
        Assert.True(levels.Count > 3, $"Only {levels.Count} levels.");
        scene.Idle(0.1);
        Assert.Equal(255, scene.Level());
        long taken = scene.Taken;
        scene.Idle(0.3);
        Assert.Equal(taken, scene.Taken);
    }

    [Fact]
    public async Task A_seek_shows_its_frame_playing_or_paused()
    {
        using var clip = new CountingClip(72);
        await using PlayScene scene = await OpenAsync(clip);
        scene.Transport.Pause();
        scene.Transport.Seek(TimeSpan.FromSeconds(2));
        scene.Await(() => !scene.Transport.IsSeeking);
        Assert.Equal(48, scene.Number);
        scene.Transport.TogglePause();
        scene.Transport.Seek(TimeSpan.FromSeconds(1));
        scene.Await(() => !scene.Transport.IsSeeking);
        Assert.Equal(24, scene.Number);
        scene.Await(() => scene.Number > 26);
    }

    [Fact]
    public async Task A_clip_that_ends_stays_on_its_last_frame_follows_styles_and_plays_again()
    {
        using var clip = new CountingClip(12);
        await using PlayScene scene = await OpenAsync(clip);
        scene.Await(() => scene.Transport.HasEnded);
        scene.Idle(0.2);
        Assert.Equal(11, scene.Number);
        scene.Mixer.Choose(White, 0);
        scene.Await(() => scene.Level() == 255);
        scene.Transport.TogglePause();
        Assert.False(scene.Transport.IsPaused);
        scene.Await(() => scene.Number < 6);
        scene.Await(() => scene.Transport.HasEnded);
        scene.Await(() => scene.Number == 11);
    }

    [Fact]
    public async Task A_looped_clip_goes_round_with_its_clock()
    {
        using var clip = new CountingClip(12);
        var time = new StoppedTime();
        await using PlayScene scene = await OpenAsync(clip, options => options with { IsLooped = true }, time);
        int last = -1, rounds = 0;
        scene.Await(() => scene.Taken > 0);
        scene.Await(() =>
        {
            // Time waits for a machine that is slow.
            if (scene.State.Clock.Now - scene.Transport.Shown < TimeSpan.FromSeconds(2 / 24.0))
            {
                time.Pass(0.002);
            }

            int number = scene.Number;
            rounds += number < last ? 1 : 0;
            last = number;
            Assert.InRange(scene.State.Clock.Now.TotalSeconds, 0, 14 / 24.0);
            return rounds == 3;
        });
        Assert.False(scene.Transport.HasEnded);
    }

    [Fact]
    public async Task Pictures_keep_to_the_clock_and_late_ones_are_dropped()
    {
        using var clip = new CountingClip(96);
        var time = new StoppedTime();
        await using PlayScene scene = await OpenAsync(clip, time: time);
        scene.Await(() => scene.Taken > 0);
        scene.Await(() =>
        {
            Assert.True(scene.Transport.Shown <= scene.State.Clock.Now, $"{scene.Transport.Shown} is shown at {scene.State.Clock.Now}.");

            // Time waits for a machine that is slow, so that the clip's end stays far.
            if (Behind() < TimeSpan.FromSeconds(2 / 24.0))
            {
                time.Pass(0.002);
            }

            return scene.Number > 24;
        });

        // Nobody takes a picture for as long as ten frames: it goes on where the clock is, and stays there with it.
        long dropped = scene.State.Statistics.Dropped;
        int number = scene.Number;
        time.Pass(10 / 24.0);
        scene.Await(() => Behind() <= TimeSpan.FromSeconds(1 / 24.0));
        scene.Idle(0.3);
        Assert.InRange(scene.Number, number + 9, number + 11);
        Assert.InRange(scene.State.Statistics.Dropped - dropped, 3, 60);
        Assert.InRange(Behind().TotalSeconds, 0, 1 / 24.0);

        TimeSpan Behind() => scene.State.Clock.Now - scene.Transport.Shown;
    }

    [Fact]
    public async Task Every_picture_shows_what_the_network_makes_of_its_frame()
    {
        using var clip = new CountingClip(12);
        await using PlayScene scene = await OpenAsync(clip, options => options with { Blend = Blend.Parse("negative*0.5 + dark*0.25 + white*0.1") });
        scene.Transport.Pause();
        for (int i = 0; i < 12; i++)
        {
            scene.Await(() => scene.Number == i);
            int expected = TinyBundle.Expect((byte)scene.Level(isOriginal: true), Blend.Parse("negative*0.5 + dark*0.25 + white*0.1"));
            Assert.InRange(scene.Level(), expected - 1, expected + 1);
            scene.Transport.Step(1);
        }
    }

    async Task<PlayScene> OpenAsync(CountingClip clip, Func<PlayOptions, PlayOptions>? edit = null, TimeProvider? time = null) =>
        await PlayScene.OpenAsync(edit?.Invoke(clip.Options) ?? clip.Options with { Melt = TimeSpan.Zero }, bundle.Load(), time: time);
}

/// <summary>Tests that play in step with the clock on the wall run one after another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
[Trait("Speed", "Slow")]
public sealed class PlayingCollection
{
    public const string Name = "playing";
}
