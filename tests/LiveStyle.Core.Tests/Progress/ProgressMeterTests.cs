using LiveStyle.Progress;
using Xunit;

namespace LiveStyle.Core.Tests.Progress;

public sealed class ProgressMeterTests
{
    readonly Clock clock = new();

    [Fact]
    public void Before_the_first_frame_nothing_can_be_told()
    {
        var meter = new ProgressMeter(100, clock);
        clock.Pass(5);

        Assert.Equal((0, 0, null), (meter.Frames, meter.FramesPerSecond, meter.TimeLeft));
        Assert.Equal(TimeSpan.FromSeconds(5), meter.Elapsed);
    }

    [Fact]
    public void A_steady_pace_gives_its_speed_and_time_left()
    {
        var meter = new ProgressMeter(100, clock);
        Go(meter, frames: 40, perSecond: 4);

        Assert.Equal(4, meter.FramesPerSecond, 3);
        Assert.Equal(15, meter.TimeLeft!.Value.TotalSeconds, 2);
    }

    [Fact]
    public void What_was_long_ago_counts_no_more()
    {
        var meter = new ProgressMeter(1000, clock);
        Go(meter, frames: 100, perSecond: 50);
        Go(meter, frames: 40, perSecond: 2);

        Assert.Equal(2, meter.FramesPerSecond, 1);
    }

    [Fact]
    public void Frames_in_quick_succession_count_all()
    {
        var meter = new ProgressMeter(10_000, clock);
        Go(meter, frames: 2000, perSecond: 1000);

        Assert.Equal(1000, meter.FramesPerSecond, 0);
    }

    [Fact]
    public void A_pace_slower_than_the_window_is_still_measured()
    {
        var meter = new ProgressMeter(10, clock);
        Go(meter, frames: 3, perSecond: 0.02);

        Assert.Equal(0.02, meter.FramesPerSecond, 4);
        Assert.Equal(350, meter.TimeLeft!.Value.TotalSeconds, 0);
    }

    [Fact]
    public void A_source_with_more_frames_than_it_said_raises_the_total()
    {
        var meter = new ProgressMeter(10, clock);
        Go(meter, frames: 12, perSecond: 10);

        Assert.Equal(12, meter.TotalFrames);
        Assert.Equal(TimeSpan.Zero, meter.TimeLeft);
    }

    [Fact]
    public void Without_a_total_there_is_no_time_left()
    {
        var meter = new ProgressMeter(null, clock);
        Go(meter, frames: 12, perSecond: 10);

        Assert.Null(meter.TotalFrames);
        Assert.Null(meter.TimeLeft);
    }

    [Fact]
    public void A_header_that_lies_about_the_length_does_no_harm()
    {
        var meter = new ProgressMeter(long.MaxValue, clock);
        Go(meter, frames: 1, perSecond: 0.1);

        Assert.True(meter.TimeLeft > TimeSpan.FromDays(365));
    }

    void Go(ProgressMeter meter, int frames, double perSecond)
    {
        for (int i = 0; i < frames; i++)
        {
            clock.Pass(1 / perSecond);
            meter.Update(meter.Frames + 1);
        }
    }

    sealed class Clock : TimeProvider
    {
        long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(double seconds) => ticks += (long)Math.Round(seconds * TimeSpan.TicksPerSecond);

        public override long GetTimestamp() => ticks;
    }
}
