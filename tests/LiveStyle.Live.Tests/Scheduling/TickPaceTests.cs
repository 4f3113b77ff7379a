using LiveStyle.Live.Scheduling;
using LiveStyle.TestKit.Time;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Live.Tests.Scheduling;

public class TickPaceTests
{
    readonly VirtualTime time = new();

    [Theory]
    [InlineData(30, 1)]
    [InlineData(30000, 1001)]
    [InlineData(24000, 1001)]
    [InlineData(60, 1)]
    [InlineData(7, 3)]
    public void A_tick_is_due_to_the_clocks_resolution_after_hours_too(int numerator, int denominator)
    {
        var rate = new Rational(numerator, denominator);
        long begin = time.GetTimestamp();
        var pace = new TickPace(rate, begin, time);
        long ticks = 12L * 3600 * numerator / denominator;

        Assert.Equal(begin, pace.DueAt(0));
        for (long tick = ticks; tick < ticks + 1000; tick++)
        {
            decimal exact = (decimal)tick * denominator * TimeSpan.TicksPerSecond / numerator;
            Assert.InRange(pace.DueAt(tick) - begin - exact, 0, 1);
        }
    }

    [Fact]
    public void The_tick_of_now_is_the_last_that_is_due()
    {
        var pace = new TickPace(new Rational(30000, 1001), time.GetTimestamp(), time);
        for (long tick = 1; tick < 2000; tick++)
        {
            time.Pass(TimeSpan.FromTicks(pace.DueAt(tick) - time.GetTimestamp() - 1));
            Assert.Equal(tick - 1, pace.Now());
            time.Pass(TimeSpan.FromTicks(1));
            Assert.Equal(tick, pace.Now());
        }
    }
}
