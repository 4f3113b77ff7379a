using LiveStyle.Frames;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Frames;
using LiveStyle.Live.Scheduling;
using LiveStyle.Live.Sound;
using LiveStyle.TestKit.Time;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Live.Tests.Scheduling;

public class SoundFollowingTests
{
    [Fact]
    public void A_small_difference_is_made_up_for_by_less_than_a_millisecond_a_second()
    {
        var wanted = TimeSpan.FromMilliseconds(80);
        var delay = TimeSpan.FromMilliseconds(62);
        int seconds = 0;
        while (delay != wanted)
        {
            TimeSpan next = SoundFollowing.Next(delay, wanted);
            Assert.InRange((next - delay).TotalMilliseconds, 0.001, 0.999);
            delay = next;
            seconds++;
        }

        Assert.InRange(seconds, 18, 24);
        Assert.True(SoundFollowing.Next(wanted, TimeSpan.FromMilliseconds(62)) < wanted);
    }

    [Fact]
    public void A_large_difference_is_set_right_at_once() =>
        Assert.Equal(TimeSpan.FromMilliseconds(120), SoundFollowing.Next(TimeSpan.Zero, TimeSpan.FromMilliseconds(120)));

    [Fact]
    public void Sound_is_with_the_pictures_again_within_seconds_of_their_getting_older_and_sooner_where_the_network_says_so()
    {
        var time = new VirtualTime();
        var figures = new LiveFigures(time);
        var delay = new SoundDelay(new ShowFormat(new FrameSize(64, 36), FrameFormat.Rgb, new Rational(25, 1), HasSound: true), time);
        var following = new SoundFollowing(delay, figures);
        void Go(int seconds, double age)
        {
            for (int i = 0; i < seconds * 25; i++)
            {
                figures.Record(LiveStage.Leave, TimeSpan.FromMilliseconds(age));
                time.Pass(0.04);
                if (i % 25 == 24)
                {
                    following.Follow();
                }
            }
        }

        Go(60, 60);
        Assert.Equal(60, delay.Delay.TotalMilliseconds, 0.1);
        Go(4, 140);
        Assert.Equal(140, delay.Delay.TotalMilliseconds, 0.1);
        figures.SetNetwork(new FrameSize(32, 18), "smaller");
        Go(1, 90);
        Assert.Equal(90, delay.Delay.TotalMilliseconds, 0.1);
    }
}
