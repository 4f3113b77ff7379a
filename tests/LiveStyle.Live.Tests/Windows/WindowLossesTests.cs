using LiveStyle.Live.Windows;
using LiveStyle.TestKit.Time;
using Xunit;

namespace LiveStyle.Live.Tests.Windows;

public sealed class WindowLossesTests
{
    [Fact]
    public void A_device_may_be_lost_every_quarter_of_a_minute_for_hours_but_not_six_times_in_a_minute()
    {
        var time = new StoppedTime();
        var losses = new WindowLosses(time);
        for (int i = 0; i < 1000; i++)
        {
            Assert.True(losses.Bears());
            Assert.True(losses.IsOut);
            losses.Recover();
            Assert.False(losses.IsOut);
            time.Pass(15);
        }

        time.Pass(60);
        for (int i = 0; i < 5; i++)
        {
            time.Pass(1);
            Assert.True(losses.Bears());
        }

        Assert.False(losses.Bears());
    }
}
