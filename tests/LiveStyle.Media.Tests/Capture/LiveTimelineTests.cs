using LiveStyle.Media.Capture;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

public sealed class LiveTimelineTests
{
    readonly LiveTimeline timeline = new();

    [Fact]
    public void Frames_keep_the_streams_distances_though_they_arrive_unevenly()
    {
        Assert.Equal(0, timeline.Place(500, 0));
        Assert.Equal(3600, timeline.Place(4100, 4000));
        Assert.Equal(7200, timeline.Place(7700, 9000));
        Assert.Equal(10_800, timeline.Place(11_300, 10_900));
    }

    [Fact]
    public void No_frame_is_placed_ahead_of_its_arrival()
    {
        timeline.Place(0, 0);
        Assert.Equal(10, timeline.Place(3600, 10));
        Assert.Equal(3610, timeline.Place(7200, 3700));
    }

    [Fact]
    public void A_new_connection_goes_on_by_the_wall_clock()
    {
        timeline.Place(900_000, 0);
        timeline.Break();
        Assert.Equal(270_000, timeline.Place(0, 270_000));
        Assert.Equal(273_600, timeline.Place(3600, 273_700));
    }

    [Theory]
    [InlineData(-500_000)]
    [InlineData(0)]
    [InlineData(500_000)]
    public void A_stream_whose_clock_jumps_or_stands_still_is_placed_by_arrival(long jump)
    {
        timeline.Place(10_000, 0);
        Assert.Equal(3600, timeline.Place(10_000 + jump, 3600));
    }

    [Fact]
    public void Frames_that_arrive_at_once_still_increase()
    {
        timeline.Place(0, 100);
        Assert.Equal(101, timeline.Place(0, 100));
        Assert.Equal(102, timeline.Place(0, 100));
    }
}
