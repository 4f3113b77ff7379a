using LiveStyle.TestKit.Time;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Core.Tests.Time;

public sealed class PlaybackClockTests
{
    readonly StoppedTime time = new();
    double? heard;

    [Fact]
    public void A_clip_without_sound_follows_the_system_clock()
    {
        var clock = new PlaybackClock(null, time);
        clock.Start(Seconds(2));
        time.Pass(1.5);
        Assert.Equal(Seconds(3.5), clock.Now);
    }

    [Fact]
    public void A_clock_that_was_not_started_stands()
    {
        var clock = new PlaybackClock(null, time);
        time.Pass(1);
        Assert.Equal((TimeSpan.Zero, false), (clock.Now, clock.IsRunning));
    }

    [Fact]
    public void A_pause_takes_no_time_of_the_clip()
    {
        var clock = new PlaybackClock(null, time);
        clock.Start(Seconds(0));
        time.Pass(1);
        clock.Pause();
        time.Pass(5);
        Assert.Equal((Seconds(1), false), (clock.Now, clock.IsRunning));
        clock.Resume();
        time.Pass(0.5);
        Assert.Equal((Seconds(1.5), true), (clock.Now, clock.IsRunning));
    }

    [Theory]
    [InlineData(true, 7.25)]
    [InlineData(false, 7)]
    public void A_seek_jumps_and_keeps_running_or_pausing(bool running, double expected)
    {
        var clock = new PlaybackClock(null, time);
        clock.Start(Seconds(9));
        if (!running)
        {
            clock.Pause();
        }

        time.Pass(1);
        clock.Seek(Seconds(7));
        time.Pass(0.25);
        Assert.Equal((Seconds(expected), running), (clock.Now, clock.IsRunning));
    }

    [Fact]
    public void The_clock_waits_for_the_first_sample()
    {
        PlaybackClock clock = WithSound();
        clock.Start(Seconds(4));
        time.Pass(0.3);
        Assert.Equal(Seconds(4), clock.Now);
        heard = 4.01;
        time.Pass(0.01);
        Assert.Equal(Seconds(4.01), clock.Now);
    }

    [Fact]
    public void Sound_that_never_comes_is_not_waited_for_longer_than_a_second()
    {
        PlaybackClock clock = WithSound();
        clock.Start(Seconds(4));
        time.Pass(1.25);
        Assert.Equal(Seconds(4.25), clock.Now);
        time.Pass(0.5);
        Assert.Equal(Seconds(4.75), clock.Now);
    }

    [Theory]
    [InlineData(0.010)]
    [InlineData(0.0213)]
    [InlineData(0.043)]
    public void Coarse_steps_of_the_sound_become_smooth_frames(double step)
    {
        PlaybackClock clock = WithSound();
        List<double> steps = Follow(clock, seconds: 5, frame: 1 / 60.0, t => Math.Floor(t / step) * step);
        Assert.All(steps.Skip(60), each => Assert.InRange(each, 0.97 / 60, 1.03 / 60));
        Assert.InRange(5 - clock.Now.TotalSeconds, -0.005, step);
    }

    [Theory]
    [InlineData(1.005)]
    [InlineData(0.995)]
    public void A_sound_card_with_a_clock_of_its_own_is_followed(double speed)
    {
        PlaybackClock clock = WithSound();
        Follow(clock, seconds: 60, frame: 1 / 50.0, t => Math.Floor(t * speed / 0.02) * 0.02);
        Assert.InRange(clock.Now.TotalSeconds - 60 * speed, -0.03, 0.03);
    }

    [Fact]
    public void The_clock_never_runs_backwards_while_the_position_jitters()
    {
        PlaybackClock clock = WithSound();
        var random = new Random(1);
        List<double> steps = Follow(clock, seconds: 20, frame: 0.011, t => Math.Max(0, t + random.NextDouble() - 0.5));
        Assert.All(steps, each => Assert.True(each >= 0));
    }

    [Fact]
    public void A_stalled_sound_stops_the_picture_and_takes_it_along_again()
    {
        PlaybackClock clock = WithSound();
        Follow(clock, seconds: 1, frame: 0.02, t => t);
        double before = clock.Now.TotalSeconds;
        for (int i = 0; i < 100; i++)
        {
            time.Pass(0.02);
            Assert.InRange(clock.Now.TotalSeconds - before, 0, 0.121);
        }

        double stalled = heard!.Value;
        Follow(clock, seconds: 4, frame: 0.02, t => stalled + t);
        Assert.InRange(clock.Now.TotalSeconds - heard.Value, -0.01, 0.03);
    }

    [Fact]
    public void The_picture_goes_on_where_the_sound_ends()
    {
        PlaybackClock clock = WithSound();
        Follow(clock, seconds: 1, frame: 0.02, t => t);
        TimeSpan end = clock.Now;
        heard = null;
        time.Pass(3);
        Assert.Equal(end + Seconds(3), clock.Now);
    }

    [Fact]
    public void Sound_far_ahead_is_caught_up_with_at_once()
    {
        PlaybackClock clock = WithSound();
        Follow(clock, seconds: 1, frame: 0.02, t => t);
        heard = 2;
        time.Pass(0.02);
        Assert.Equal(Seconds(2), clock.Now);
    }

    [Fact]
    public void A_seek_waits_for_the_sound_of_the_new_place()
    {
        PlaybackClock clock = WithSound();
        Follow(clock, seconds: 1, frame: 0.02, t => t);
        heard = null;
        clock.Seek(Seconds(0.25));
        time.Pass(0.2);
        Assert.Equal(Seconds(0.25), clock.Now);
        heard = 0.25;
        Assert.Equal(Seconds(0.25), clock.Now);
        time.Pass(0.02);
        Assert.InRange(clock.Now, Seconds(0.265), Seconds(0.275));
    }

    [Fact]
    public void A_pause_of_the_sound_is_no_stall_after_it()
    {
        PlaybackClock clock = WithSound();
        Follow(clock, seconds: 1, frame: 0.02, t => t);
        clock.Pause();
        double paused = clock.Now.TotalSeconds;
        time.Pass(10);
        clock.Resume();
        time.Pass(0.02);
        Assert.InRange(clock.Now.TotalSeconds - paused, 0.015, 0.025);
    }

    /// <summary>Reads the clock once a frame while the sound plays, and returns how far each frame came.</summary>
    List<double> Follow(PlaybackClock clock, double seconds, double frame, Func<double, double> position)
    {
        heard = position(0);
        if (!clock.IsRunning)
        {
            clock.Start(Seconds(0));
        }

        var steps = new List<double>();
        double last = clock.Now.TotalSeconds;
        for (double t = frame; t < seconds + frame / 2; t += frame)
        {
            time.Pass(frame);
            heard = position(t);
            double now = clock.Now.TotalSeconds;
            steps.Add(now - last);
            last = now;
        }

        return steps;
    }

    PlaybackClock WithSound() => new(() => heard is { } seconds ? Seconds(seconds) : null, time);

    static TimeSpan Seconds(double seconds) => TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
}
