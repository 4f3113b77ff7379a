using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using Xunit;

namespace LiveStyle.Media.Tests.Stills;

public sealed class PictureAlphaTests : PictureFolder
{
    [Theory]
    [InlineData("a.png"), InlineData("a.webp")]
    public void Alpha_goes_into_a_picture_that_holds_one_and_comes_back(string name)
    {
        using HostFrame frame = Painted(16, 8, (x, y) => (x * 16, 30 * y, 200));
        frame.Alpha = Gradient(frame.Size);

        StillImage.Save(frame, PathOf(name), 100);
        using HostFrame back = StillImage.LoadWithAlpha(PathOf(name));

        Assert.True(StillImage.HoldsAlpha(name));
        Assert.Equal(frame.Alpha.Plane(0).Bytes.ToArray(), back.Alpha!.Plane(0).Bytes.ToArray());
        AssertNear(Pixel(frame, 15, 3), Pixel(back, 15, 3), 0);
    }

    [Fact]
    public void A_jpeg_takes_the_colors_alone()
    {
        using HostFrame frame = Flat(16, 16, 10, 200, 30);
        frame.Alpha = Gradient(frame.Size);

        StillImage.Save(frame, PathOf("a.jpg"), 100);
        using HostFrame back = StillImage.LoadWithAlpha(PathOf("a.jpg"));

        Assert.False(StillImage.HoldsAlpha("a.jpg"));
        Assert.Null(back.Alpha);
        AssertNear((10, 200, 30), Pixel(back, 3, 3), 3);
    }

    [Theory]
    [InlineData(7, 5), InlineData(40, 33), InlineData(16, 16)]
    public void Scaling_lets_no_hidden_color_into_what_shows(int width, int height)
    {
        // A red disk's half on black that nobody sees.
        using HostFrame frame = Painted(16, 16, (x, _) => x < 8 ? (250, 20, 20) : (0, 0, 0));
        frame.Alpha = HostFrame.Allocate(frame.Size, FrameFormat.Gray);
        for (int y = 0; y < 16; y++)
        {
            frame.Alpha.Plane(0).Row(y)[..8].Fill(255);
            frame.Alpha.Plane(0).Row(y)[8..].Clear();
        }

        using HostFrame scaled = StillImage.Resize(frame, new FrameSize(width, height));

        Assert.Equal((new FrameSize(width, height), PixelLayout.Gray8), (scaled.Alpha!.Size, scaled.Alpha.Format.Layout));
        Assert.Equal((255, 0), (scaled.Alpha.Plane(0).Row(0)[0], scaled.Alpha.Plane(0).Row(height - 1)[width - 1]));
        for (int x = 0; x < width; x++)
        {
            if (scaled.Alpha.Plane(0).Row(height / 2)[x] > 8)
            {
                AssertNear((250, 20, 20), Pixel(scaled, x, height / 2), 3);
            }
        }
    }

    static HostFrame Gradient(FrameSize size)
    {
        HostFrame alpha = HostFrame.Allocate(size, FrameFormat.Gray);
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < size.Width; x++)
            {
                alpha.Plane(0).Row(y)[x] = (byte)(255 * x / (size.Width - 1));
            }
        }

        return alpha;
    }
}
