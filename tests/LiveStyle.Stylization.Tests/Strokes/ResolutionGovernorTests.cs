using LiveStyle.Frames;
using LiveStyle.Stylization.Strokes;
using Xunit;

namespace LiveStyle.Stylization.Tests.Strokes;

public sealed class ResolutionGovernorTests
{
    static readonly FrameSize Frame = new(640, 360);
    static readonly TimeSpan Available = TimeSpan.FromMilliseconds(40);

    [Fact]
    public void A_device_that_keeps_up_keeps_the_full_size()
    {
        ResolutionGovernor governor = new(Frame, 16, isFixed: false);
        Report(governor, 0.9, 500);
        Assert.Equal((Frame, 0), (governor.Size, governor.Step));
    }

    [Fact]
    public void One_slow_frame_changes_nothing()
    {
        ResolutionGovernor governor = new(Frame, 16, isFixed: false);
        Report(governor, 0.5, 20);
        Report(governor, 2, 1);
        Report(governor, 0.5, 20);
        Report(governor, 12, 1);
        Report(governor, 0.5, 20);
        Assert.Equal(0, governor.Step);
    }

    [Theory]
    [InlineData(1.2, 480, 270)]
    [InlineData(1.9, 320, 180)]
    [InlineData(5, 240, 134)]
    [InlineData(40, 160, 90)]
    public void A_device_that_is_too_slow_gets_as_much_smaller_as_it_needs_at_once(double load, int width, int height)
    {
        ResolutionGovernor governor = new(Frame, 16, isFixed: false);
        int changes = Report(governor, load, 6);
        Assert.Equal((new FrameSize(width, height), 1), (governor.Size, changes));
    }

    [Theory]
    [InlineData(9, 2)]
    [InlineData(60, 1)]
    [InlineData(2, 6)]
    public void The_slower_a_device_is_the_fewer_frames_it_takes_to_tell(double load, int frames)
    {
        ResolutionGovernor governor = new(Frame, 16, isFixed: false);
        Assert.Equal(0, Report(governor, load, frames - 1));
        Assert.Equal(1, Report(governor, load, 1));
    }

    [Fact]
    public void A_first_frame_that_pays_for_compiling_changes_nothing()
    {
        ResolutionGovernor governor = new(Frame, 16, isFixed: false);
        Report(governor, 40, 1);
        Report(governor, 0.5, 100);
        Assert.Equal(0, governor.Step);
    }

    [Fact]
    public void A_larger_size_is_tried_only_with_room_to_spare_and_after_a_while()
    {
        ResolutionGovernor governor = new(Frame, 16, isFixed: false);
        Report(governor, 1.2, 6);
        Assert.Equal(1, governor.Step);
        Report(governor, 0.6, 1000);
        Assert.Equal(1, governor.Step);
        Report(governor, 0.2, 20);
        Assert.Equal(0, governor.Step);
    }

    [Fact]
    public void A_size_that_was_too_slow_is_left_alone_longer_each_time()
    {
        ResolutionGovernor governor = new(Frame, 16, isFixed: false);
        List<int> frames = [];
        for (int round = 0; round < 3; round++)
        {
            Report(governor, 1.2, 6);
            Assert.Equal(1, governor.Step);
            int count = 0;
            while (governor.Step == 1)
            {
                Report(governor, 0.1, 1);
                count++;
            }

            frames.Add(count);
        }

        Assert.True(frames[0] < frames[1] && frames[1] < frames[2], string.Join(", ", frames));
    }

    [Fact]
    public void A_size_without_room_is_left_and_not_tried_again()
    {
        ResolutionGovernor governor = new(Frame, 16, isFixed: false);
        Assert.False(governor.Retreat());
        Report(governor, 1.9, 6);
        Assert.Equal(2, governor.Step);
        Assert.False(governor.Retreat());
        while (governor.Step == 2)
        {
            Report(governor, 0.1, 1);
        }

        Assert.True(governor.Retreat());
        Assert.Equal(2, governor.Step);
        Assert.False(governor.Retreat());
        Report(governor, 0.1, 2000);
        Assert.Equal(2, governor.Step);
    }

    [Theory]
    [InlineData(64, 48, 40)]
    [InlineData(50, 300, 30)]
    [InlineData(16, 16, 16)]
    public void No_size_is_below_the_networks_least(int width, int height, int least)
    {
        ResolutionGovernor governor = new(new FrameSize(width, height), least, isFixed: false);
        Report(governor, 100, 200);
        Assert.True(governor.Size.Width >= least && governor.Size.Height >= least, $"{governor.Size}");
    }

    [Fact]
    public void A_fixed_size_stays()
    {
        ResolutionGovernor governor = new(Frame, 16, isFixed: true);
        Assert.Equal(0, Report(governor, 100, 200));
        Assert.Equal(Frame, governor.Size);
    }

    /// <returns>How often the size has changed.</returns>
    static int Report(ResolutionGovernor governor, double load, int frames) =>
        Enumerable.Range(0, frames).Count(_ => governor.Report(Available * load, Available));
}
