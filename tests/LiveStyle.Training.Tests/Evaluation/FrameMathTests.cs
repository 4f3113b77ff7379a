using System.Numerics;
using LiveStyle.Frames;
using LiveStyle.Motion;
using LiveStyle.Training.Evaluation;
using Xunit;

namespace LiveStyle.Training.Tests.Evaluation;

public class FrameMathTests
{
    [Fact]
    public void A_path_that_rises_has_no_step_back_and_one_that_turns_has_as_many_as_it_turns()
    {
        Assert.Equal(0, MeasuredPath.StepsBack([0, 1, 1, 2, 5], 0.01));
        Assert.Equal(0, MeasuredPath.StepsBack([5, 4.99, 3, 0], 0.01));
        Assert.Equal(2, MeasuredPath.StepsBack([0, 2, 1, 3, 2, 4], 0.01));
        Assert.Equal(0, MeasuredPath.StepsBack([0, 50, 49.5, 100], 0.01));
    }

    [Fact]
    public void Psnr_of_frames_one_level_apart_is_48_dB_and_of_equal_ones_has_no_end()
    {
        using HostFrame frame = Solid(100), other = Solid(101);
        Assert.Equal(48.13, FrameMath.Psnr(frame, other), 2);
        Assert.Equal(double.PositiveInfinity, FrameMath.Psnr(frame, frame));
    }

    [Fact]
    public void Warping_error_is_nothing_along_the_true_motion_and_counts_only_what_both_frames_show()
    {
        using HostFrame previous = TrainingFixture.Draw(new FrameSize(40, 30), 4), current = HostFrame.Allocate(previous.Size);
        var places = new Vector2[40 * 30];
        for (int y = 0; y < 30; y++)
        {
            for (int x = 0; x < 40; x++)
            {
                // The scene has moved three pixels to the right; what came in on the left is new.
                bool isSeen = x is >= 4 and < 39 && y < 29;
                places[y * 40 + x] = isSeen ? new Vector2(x - 3 + 0.5f, y + 0.5f) : new Vector2(float.NaN);
                if (x >= 3)
                {
                    previous.Row(y).Slice(3 * (x - 3), 3).CopyTo(current.Row(y)[(3 * x)..]);
                }
                else
                {
                    current.Row(y).Slice(3 * x, 3).Fill(255);
                }
            }
        }

        Assert.Equal(0, WarpingError.Measure(previous, current, places), 10);
        Vector2[] still = [.. places.Select(place => place + new Vector2(3, 0))];
        Assert.True(WarpingError.Measure(previous, current, still) > 0.005);
    }

    static HostFrame Solid(byte level)
    {
        HostFrame frame = HostFrame.Allocate(new FrameSize(20, 20));
        frame.Pixels.Fill(level);
        return frame;
    }
}
