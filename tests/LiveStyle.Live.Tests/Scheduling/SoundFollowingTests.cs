using LiveStyle.Live.Scheduling;
using Xunit;

namespace LiveStyle.Live.Tests.Scheduling;

public class SoundFollowingTests
{
    [Fact]
    public void A_small_difference_is_made_up_for_by_less_than_a_millisecond_a_second()
    {
        var wanted = TimeSpan.FromMilliseconds(80);
        var delay = TimeSpan.FromMilliseconds(50);
        int seconds = 0;
        while (delay != wanted)
        {
            TimeSpan next = SoundFollowing.Next(delay, wanted);
            Assert.InRange((next - delay).TotalMilliseconds, 0.001, 0.999);
            delay = next;
            seconds++;
        }

        Assert.InRange(seconds, 30, 40);
        Assert.True(SoundFollowing.Next(wanted, TimeSpan.FromMilliseconds(50)) < wanted);
    }

    [Fact]
    public void A_large_difference_is_set_right_at_once() =>
        Assert.Equal(TimeSpan.FromMilliseconds(120), SoundFollowing.Next(TimeSpan.Zero, TimeSpan.FromMilliseconds(120)));
}
