using LiveStyle.Frames;
using LiveStyle.Training.Evaluation;
using Xunit;

namespace LiveStyle.Training.Tests.Evaluation;

public class GridTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_grid_of_a_networks_period_is_measured_in_levels(int period)
    {
        // Every period-th column 10 levels brighter: its power is that of a wave with this mean square.
        using HostFrame frame = Draw((x, _) => x % period == 0 ? 110 : 100);
        double share = 1.0 / period;
        Assert.Equal(10 * Math.Sqrt(share * (1 - share)), GridMeasure.Grid(frame), 2);
    }

    [Fact]
    public void Flat_areas_and_waves_of_other_periods_are_no_grid()
    {
        using HostFrame flat = Draw((_, _) => 77), wave = Draw((x, y) => 128 + 40 * Math.Sin(2 * Math.PI * (3 * x + 5 * y) / 64));
        Assert.Equal(0, GridMeasure.Grid(flat), 6);
        Assert.InRange(GridMeasure.Grid(wave), 0, 0.2);
    }

    [Fact]
    public void The_scene_is_the_picture_with_a_flat_middle()
    {
        using HostFrame picture = TrainingFixture.Draw(new FrameSize(300, 280), 2), scene = GridMeasure.Scene(picture);
        Assert.Equal(0, GridMeasure.Grid(scene), 6);
        Assert.True(scene.Row(10).ToArray().Distinct().Count() > 20);
    }

    static HostFrame Draw(Func<int, int, double> level)
    {
        HostFrame frame = HostFrame.Allocate(new FrameSize(256, 256));
        for (int y = 0; y < 256; y++)
        {
            for (int x = 0; x < 256; x++)
            {
                frame.Row(y).Slice(3 * x, 3).Fill((byte)Math.Round(level(x, y)));
            }
        }

        return frame;
    }
}
