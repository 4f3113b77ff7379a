using LiveStyle.Frames;
using LiveStyle.Live.Scheduling;
using Xunit;

namespace LiveStyle.Live.Tests.Scheduling;

public class LiveGovernorTests
{
    static readonly FrameSize Size = new(640, 360);

    [Fact]
    public void A_network_that_keeps_up_within_the_latency_runs_at_its_full_size()
    {
        LiveGovernor governor = Governor();
        Report(governor, network: 25, age: 60, times: 500);

        Assert.Equal((Size, null), (governor.Size, governor.Note));
    }

    [Fact]
    public void A_network_slower_than_the_pictures_runs_smaller_and_says_why()
    {
        LiveGovernor governor = Governor();
        Report(governor, network: 60, age: 80, times: 20);

        Assert.Equal(new FrameSize(480, 270), governor.Size);
        Assert.Equal("the network runs at 480×270: at 640×360 it took 60 ms, and a picture lasts 40 ms", governor.Note);
    }

    [Fact]
    public void A_network_that_keeps_up_but_is_too_old_for_the_latency_runs_smaller_and_says_why()
    {
        LiveGovernor governor = Governor(latency: 70);
        Report(governor, network: 25, age: 38, times: 60);

        Assert.True(governor.Size.Width < Size.Width);
        Assert.Contains("was 38 ms old when it was ready, and 30 ms are there of 70 ms", governor.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Nineteen_of_twenty_must_fit_the_latency_not_the_mean()
    {
        LiveGovernor governor = Governor(latency: 120);
        for (int i = 0; i < 200; i++)
        {
            governor.Report(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(i % 10 == 9 ? 110 : 25));
        }

        Assert.True(governor.Size.Width < Size.Width);

        LiveGovernor seldom = Governor(latency: 120);
        for (int i = 0; i < 400; i++)
        {
            seldom.Report(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(i % 40 == 39 ? 110 : 25));
        }

        Assert.Equal(Size, seldom.Size);
    }

    [Fact]
    public void The_first_pictures_of_a_show_say_nothing_unless_they_take_seconds()
    {
        LiveGovernor governor = Governor();
        foreach (double slow in (double[])[1400, 400, 150, 120])
        {
            Assert.False(governor.Report(TimeSpan.FromMilliseconds(slow), TimeSpan.FromMilliseconds(slow + 10)));
        }

        Report(governor, network: 25, age: 60, times: 100);
        Assert.Equal((Size, null), (governor.Size, governor.Note));

        LiveGovernor hopeless = Governor();
        Report(hopeless, network: 5000, age: 5000, times: 3);
        Assert.True(hopeless.Size.Width < Size.Width);
    }

    [Fact]
    public void It_climbs_back_with_patience_once_there_is_room()
    {
        LiveGovernor governor = Governor();
        Report(governor, network: 60, age: 80, times: 20);
        int pictures = 0;
        while (governor.Size != Size && pictures < 1000)
        {
            Report(governor, network: 8, age: 12, times: 1);
            pictures++;
        }

        Assert.InRange(pictures, 48, 400);
        Assert.Null(governor.Note);
    }

    [Fact]
    public void Other_strokes_are_another_size_to_begin_at()
    {
        LiveGovernor governor = Governor();
        Report(governor, network: 60, age: 80, times: 20);

        Assert.True(governor.Fit(new FrameSize(320, 180)));
        Assert.Equal((new FrameSize(320, 180), null), (governor.Size, governor.Note));
        Assert.False(governor.Fit(new FrameSize(320, 180)));
    }

    static LiveGovernor Governor(double latency = 120) =>
        new(Size, 16, TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(latency), isFixed: false);

    static void Report(LiveGovernor governor, double network, double age, int times)
    {
        for (int i = 0; i < times; i++)
        {
            if (governor.Report(TimeSpan.FromMilliseconds(network), TimeSpan.FromMilliseconds(age)) && times > 1)
            {
                return;
            }
        }
    }
}
