using LiveStyle.Frames;
using LiveStyle.Stylization.Strokes;
using Xunit;

namespace LiveStyle.Stylization.Tests.Strokes;

public sealed class AreaReducerTests
{
    [Theory]
    [InlineData(8, 6, 4, 3)]
    [InlineData(9, 9, 3, 3)]
    [InlineData(5, 7, 5, 7)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(45, 31, 20, 14)]
    [InlineData(149, 77, 100, 76)]
    [InlineData(301, 40, 16, 3)]
    public void Each_pixel_is_the_mean_of_the_area_that_it_covers(int width, int height, int smallWidth, int smallHeight)
    {
        using HostFrame source = HostFrame.Allocate(new FrameSize(width, height)), target = HostFrame.Allocate(new FrameSize(smallWidth, smallHeight));
        new Random(1).NextBytes(source.Pixels);

        new AreaReducer(source.Size, target.Size).Reduce(source, target);

        for (int y = 0; y < smallHeight; y++)
        {
            for (int x = 0; x < 3 * smallWidth; x++)
            {
                double mean = 0;
                for (int row = 0; row < height; row++)
                {
                    for (int column = 0; column < width; column++)
                    {
                        mean += Share(row, y, height, smallHeight) * Share(column, x / 3, width, smallWidth) * source.Row(row)[3 * column + x % 3];
                    }
                }

                Assert.InRange(target.Row(y)[x], mean - 1.3, mean + 1.3);
            }
        }
    }

    [Theory]
    [InlineData(427, 239, 320, 178)]
    [InlineData(17, 16, 16, 16)]
    [InlineData(100, 50, 24, 12)]
    [InlineData(1920, 5, 852, 2)]
    public void A_flat_picture_stays_flat_whatever_the_sizes(int width, int height, int smallWidth, int smallHeight)
    {
        foreach (byte level in (byte[])[0, 1, 137, 255])
        {
            using HostFrame source = HostFrame.Allocate(new FrameSize(width, height)), target = HostFrame.Allocate(new FrameSize(smallWidth, smallHeight));
            source.Pixels.Fill(level);
            new AreaReducer(source.Size, target.Size).Reduce(source, target);
            Assert.All(target.Pixels.ToArray(), value => Assert.Equal(level, value));
        }
    }

    /// <summary>How much of a target pixel a source pixel covers.</summary>
    static double Share(int source, int target, int from, int to)
    {
        double left = (double)target * from / to, right = (double)(target + 1) * from / to;
        return Math.Max(0, Math.Min(right, source + 1) - Math.Max(left, source)) / (right - left);
    }
}
