using LiveStyle.Playback.Playing;
using LiveStyle.TestKit.Time;
using Xunit;

namespace LiveStyle.Playback.Tests.Playing;

public sealed class PlayStatisticsTests
{
    readonly StoppedTime time = new();

    [Fact]
    public void Frame_rate_and_the_time_that_one_in_a_hundred_exceeds_are_of_the_last_frames()
    {
        var statistics = new PlayStatistics(time);
        Assert.Equal((0, 0), (statistics.FramesPerSecond, statistics.Percentile99));
        Show(statistics, 300, 1);
        Assert.Equal((0.999, 1.001), (Math.Min(statistics.FramesPerSecond, 0.999), Math.Max(statistics.FramesPerSecond, 1.001)));
        Show(statistics, 237, 0.01);
        Show(statistics, 3, 0.05);
        Assert.InRange(statistics.FramesPerSecond, 240 / 2.53, 240 / 2.51);
        Assert.InRange(statistics.Percentile99, 49.9, 50.1);
        Show(statistics, 3, 0.01);
        Assert.InRange(statistics.Percentile99, 49.9, 50.1);
        Show(statistics, 234, 0.01);
        Assert.InRange(statistics.Percentile99, 9.9, 50.1);
        Assert.Equal(777, statistics.Shown);
    }

    [Fact]
    public void A_pause_is_no_slow_frame()
    {
        var statistics = new PlayStatistics(time);
        Show(statistics, 10, 0.02);
        time.Pass(60);
        statistics.Interrupt();
        time.Pass(60);
        Show(statistics, 10, 0.02);
        Assert.InRange(statistics.Percentile99, 19.9, 20.1);
        Assert.InRange(statistics.FramesPerSecond, 49.9, 50.1);
    }

    [Fact]
    public void Dropped_frames_are_counted_from_any_thread()
    {
        var statistics = new PlayStatistics(time);
        Parallel.For(0, 1000, _ => statistics.Drop());
        Assert.Equal(1000, statistics.Dropped);
    }

    void Show(PlayStatistics statistics, int frames, double seconds)
    {
        for (int i = 0; i < frames; i++)
        {
            time.Pass(seconds);
            statistics.Show();
        }
    }
}
