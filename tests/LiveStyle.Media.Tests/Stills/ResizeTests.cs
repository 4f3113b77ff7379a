using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using Xunit;

namespace LiveStyle.Media.Tests.Stills;

public class ResizeTests : PictureFolder
{
    [Theory]
    [InlineData(640, 360, 128, 72), InlineData(37, 53, 91, 7), InlineData(1, 1, 5, 3), InlineData(300, 200, 1, 1), InlineData(16, 16, 16, 16)]
    public void Flat_stays_flat(int width, int height, int newWidth, int newHeight)
    {
        using HostFrame frame = Flat(width, height, 201, 3, 254);
        using HostFrame resized = StillImage.Resize(frame, new FrameSize(newWidth, newHeight));
        Assert.Equal(new FrameSize(newWidth, newHeight), resized.Size);
        for (int y = 0; y < newHeight; y++)
            for (int x = 0; x < newWidth; x++)
                Assert.Equal((201, 3, 254), Pixel(resized, x, y));
    }

    [Theory]
    [InlineData(64, 48), InlineData(31, 100), InlineData(400, 300)]
    public void Mean_is_preserved(int width, int height)
    {
        using HostFrame frame = StillImage.Load(Make("a.png", "testsrc2=s=256x192"));
        using HostFrame resized = StillImage.Resize(frame, new FrameSize(width, height));
        Assert.Equal(Mean(frame), Mean(resized), 1.5);
    }

    [Fact]
    public void Same_size_gives_the_same_pixels()
    {
        using HostFrame frame = StillImage.Load(Make("a.png", "testsrc2=s=65x33"));
        using HostFrame resized = StillImage.Resize(frame, frame.Size);
        Assert.True(frame.Pixels.SequenceEqual(resized.Pixels));
    }

    [Theory]
    [InlineData(1), InlineData(2)]
    public void Stripes_too_fine_for_the_new_size_turn_gray_not_into_new_stripes(int period)
    {
        using HostFrame frame = Painted(600, 90, (x, y) => x / period % 2 == 0 ? (255, 255, 255) : (0, 0, 0));
        using HostFrame resized = StillImage.Resize(frame, new FrameSize(97, 15));
        for (int x = 3; x < 94; x++)
            AssertNear((128, 128, 128), Pixel(resized, x, 7), 12);
    }

    [Fact]
    public void Picture_is_not_shifted()
    {
        // A white half: after any scaling the edge stays in the middle.
        using HostFrame frame = Painted(100, 20, (x, y) => x < 50 ? (0, 0, 0) : (255, 255, 255));
        foreach (int width in new[] { 10, 50, 300 })
        {
            using HostFrame resized = StillImage.Resize(frame, new FrameSize(width, 20));
            for (int x = 0; x < width; x++)
                Assert.Equal(255, Pixel(resized, x, 9).Red + Pixel(resized, width - 1 - x, 9).Red, 1.0);
        }
    }

    [Fact]
    public void Fill_covers_the_size_without_distortion()
    {
        // A centered square stays square though the frame becomes upright.
        using HostFrame frame = Painted(200, 100, (x, y) => x is >= 80 and < 120 && y is >= 30 and < 70 ? (255, 255, 255) : (0, 0, 0));
        using HostFrame filled = StillImage.Fill(frame, new FrameSize(40, 80));
        Assert.Equal(new FrameSize(40, 80), filled.Size);
        int across = Enumerable.Range(0, 40).Count(x => Pixel(filled, x, 40).Red > 127);
        int down = Enumerable.Range(0, 80).Count(y => Pixel(filled, 20, y).Red > 127);
        Assert.Equal((32, 32), (across, down));
    }

    static double Mean(HostFrame frame)
    {
        double sum = 0;
        foreach (byte value in frame.Pixels)
            sum += value;
        return sum / frame.ByteLength;
    }
}
