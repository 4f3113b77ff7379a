using LiveStyle.Frames;
using LiveStyle.Live.Frames;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Live.Tests.Frames;

public class ShowFormatTests
{
    [Theory]
    [InlineData(30, 1)]
    [InlineData(30000, 1001)]
    [InlineData(24000, 1001)]
    [InlineData(60, 1)]
    [InlineData(7, 3)]
    public void The_sound_of_all_ticks_is_as_long_as_the_ticks_after_hours_too(int numerator, int denominator)
    {
        var format = new ShowFormat(new FrameSize(64, 36), FrameFormat.Rgb, new Rational(numerator, denominator), HasSound: true);
        long ticks = 10L * 3600 * numerator / denominator;

        Assert.Equal((double)ticks * 48_000 * denominator / numerator, format.SamplesBefore(ticks), 1.0);
        Assert.All(Enumerable.Range(0, 5000), i =>
            Assert.InRange(format.SamplesBefore(i + 1) - format.SamplesBefore(i), format.LargestSamples - 1, format.LargestSamples));
    }

    [Fact]
    public void A_frame_returns_to_its_pool_with_the_last_of_its_owners()
    {
        var format = new ShowFormat(new FrameSize(64, 36), FrameFormat.Rgb, new Rational(30, 1), HasSound: true);
        var pool = new LiveFramePool(format);
        using var pictures = new FramePool(format.Size, format.Pixels);

        LiveFrame frame = pool.Rent(pictures.Rent(), tick: 5, capturedAt: 7, isRepeat: false);
        frame.MakeSound(1600).Fill(3);
        LiveFrame second = frame.AddReference();
        frame.Dispose();

        Assert.Equal((5L, 7L, 3200), (second.Tick, second.CapturedAt, second.Sound.Length));
        Assert.Equal((1, 1), (pool.Outstanding, pictures.Outstanding));

        second.Dispose();

        Assert.Equal((0, 0), (pool.Outstanding, pictures.Outstanding));
        LiveFrame again = pool.Rent(pictures.Rent(), 6, 0, isRepeat: true);
        Assert.Same(frame, again);
        Assert.True(again.Sound.IsEmpty);
        again.Dispose();
    }
}
