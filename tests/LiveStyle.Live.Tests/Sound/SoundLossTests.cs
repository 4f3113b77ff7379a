using LiveStyle.Live.Sound;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Live.Tests.Sound;

public sealed class SoundLossTests
{
    const double Interval = 0.25;

    [Theory]
    [InlineData(0.2, 0.7)]
    [InlineData(0.2, 3)]
    [InlineData(0.2, 1000)]
    [InlineData(4, 2)]
    public void A_source_that_stops_and_comes_back_is_taken_up_in_its_time(double delay, double away)
    {
        SimulatedSource source = SoundDelayTests.Source(300, Waves.Marks(Interval), seed: 7, 0.02, 0.1, burst: 0.05);
        var scene = new SoundScene(source);
        scene.Delay.Delay = TimeSpan.FromSeconds(delay);
        scene.RunUntil(10);
        source.Lose(away);
        scene.RunUntil(10 + away + delay);
        int before = scene.Marks.Count;
        scene.RunUntil(10 + away + delay + 10);

        Assert.All(scene.Errors(Interval, delay, from: 2), error => Assert.InRange(error, -0.020, 0.020));
        Assert.InRange(scene.Marks.Count - before, (int)(9 / Interval), (int)(10 / Interval) + 1);

        // What was heard before was played to its end, and what could not be heard was silence.
        Assert.InRange(before, (int)((10 - 0.6 - Math.Min(delay, 1)) / Interval), (int)(10 / Interval) + 2);
        Assert.InRange(scene.Delay.Figures.Underruns, delay > away ? 0 : 1, 1);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(4)]
    public void A_source_that_was_only_held_up_and_sends_all_at_once_goes_on_in_its_time(double delay)
    {
        SimulatedSource source = SoundDelayTests.Source(-300, Waves.Marks(Interval), seed: 8, 0.02, 0.05, burst: 0.03);
        var scene = new SoundScene(source);
        scene.Delay.Delay = TimeSpan.FromSeconds(delay);
        scene.RunUntil(10);
        source.Hold(11.5);
        scene.RunUntil(30);

        List<double> errors = scene.Errors(Interval, delay, from: 2);
        Assert.All(errors, error => Assert.InRange(error, -0.020, 0.020));

        // A delay longer than the stop lets nothing be missed, save what the seam may cover.
        int all = (int)((30 - Math.Max(2, delay)) / Interval);
        Assert.InRange(errors.Count, delay > 2 ? all - 4 : all - 12, all + 1);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(3)]
    public void Samples_that_are_lost_on_the_way_are_made_up_for_within_two_seconds(double delay)
    {
        SimulatedSource source = SoundDelayTests.Source(0, Waves.Marks(Interval), seed: 9, 0.02, 0.02, burst: 0.01);
        var scene = new SoundScene(source);
        scene.Delay.Delay = TimeSpan.FromSeconds(delay);
        scene.RunUntil(10);
        source.Lose(0.3);
        scene.RunUntil(12 + delay);
        scene.RunUntil(30);

        Assert.All(scene.Errors(Interval, delay, from: 12 + delay), error => Assert.InRange(error, -0.020, 0.020));
        Assert.InRange(scene.Errors(Interval, delay, from: 12 + delay).Count, (int)((17.5 - delay) / Interval), (int)((18 - delay) / Interval) + 1);
    }

    [Fact]
    public void A_show_that_leaves_ticks_out_leaves_their_sound_out()
    {
        var scene = SoundDelayTests.Scene(0, Waves.Marks(Interval), seed: 10, 0.02, 0.02, burst: 0.01);
        scene.Delay.Delay = TimeSpan.FromSeconds(0.2);
        scene.RunUntil(5);
        scene.Tick += 17;
        scene.RunUntil(20);
        Assert.All(scene.Errors(Interval, 0.2, from: 1), error => Assert.InRange(error, -0.010, 0.010));
    }

    [Fact]
    public void Ticks_shorter_than_a_fade_may_jump_where_nothing_is()
    {
        var scene = SoundDelayTests.Scene(0, Waves.Sine(1000), seed: 12, 0.01, 0.02, burst: 0.01, new Rational(240, 1));
        scene.RunUntil(2);
        Assert.True(scene.Delay.Figures.IsSounding);
        scene.Delay.Delay = SoundDelay.LargestDelay;
        scene.RunUntil(2.1);
        Assert.False(scene.Delay.Figures.IsSounding);
        scene.RunUntil(10);
        Assert.True(scene.Delay.Figures.IsSounding);
    }

    [Fact]
    public void Words_that_were_held_up_on_the_way_while_they_were_private_are_not_heard_when_they_arrive()
    {
        const double End = 12;
        SimulatedSource source = SoundDelayTests.Source(
            0,
            (block, time, period) =>
            {
                for (int i = 0; i < block.Length; i++)
                {
                    block[i] = (short)(time + i / 2 * period < End ? 8000 : 100);
                }
            },
            seed: 13, 0.02, 0.02, burst: 0);
        var scene = new SoundScene(source) { Played = [] };
        scene.Delay.Delay = TimeSpan.FromSeconds(1.5);
        scene.RunUntil(11);
        source.Hold(12.4);
        scene.RunUntil(End + 0.1);
        scene.Played.Clear();
        scene.Delay.Forget();
        scene.RunUntil(20);

        Assert.All(scene.Played, sample => Assert.InRange(sample, -200, 200));
        Assert.Equal(100, scene.Played[^1]);
    }

    [Fact]
    public void Nothing_that_happens_to_a_source_clicks()
    {
        SimulatedSource source = SoundDelayTests.Source(400, Waves.Sine(1000), seed: 11, 0.01, 0.1, burst: 0.05);
        var scene = new SoundScene(source) { Played = [] };
        scene.Delay.Delay = TimeSpan.FromSeconds(0.3);
        scene.RunUntil(5);
        source.Lose(1);
        scene.RunUntil(10);
        source.Hold(11);
        scene.RunUntil(15);
        source.Lose(0.2);
        scene.RunUntil(20);
        scene.Delay.Delay = TimeSpan.FromSeconds(0.33);
        scene.RunUntil(25);
        scene.Delay.Delay = TimeSpan.FromSeconds(0.8);
        scene.RunUntil(30);
        scene.Delay.Delay = TimeSpan.FromSeconds(0);
        scene.RunUntil(33);
        scene.Tick += 20;
        scene.RunUntil(36);
        source.Lose(1000);
        scene.RunUntil(1045);

        // The second difference of the sine itself is 274; two of them that cross give twice as much, and a step gives its height.
        List<short> played = scene.Played;
        int largest = 0;
        for (int i = 2; i < played.Count; i++)
        {
            largest = Math.Max(largest, Math.Abs(played[i] - 2 * played[i - 1] + played[i - 2]));
        }

        Assert.InRange(largest, 250, 700);
        Assert.True(scene.Delay.Figures.IsSounding);
    }
}
