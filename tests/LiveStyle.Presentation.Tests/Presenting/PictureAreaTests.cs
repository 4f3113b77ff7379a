using LiveStyle.Frames;
using LiveStyle.Presentation.Presenting;
using Xunit;

namespace LiveStyle.Presentation.Tests.Presenting;

public sealed class PictureAreaTests
{
    [Theory]
    [InlineData(640, 360, 640, 360, 0, 0, 640, 360)]
    [InlineData(640, 360, 1280, 800, 0, 40, 1280, 720)]
    [InlineData(640, 360, 100, 300, 0, 122, 100, 56)]
    [InlineData(360, 640, 640, 360, 219, 0, 202, 360)]
    [InlineData(1, 1, 13, 127, 0, 57, 13, 13)]
    [InlineData(5000, 1, 50, 50, 0, 24, 50, 1)]
    public void A_picture_is_as_large_as_fits_and_in_the_middle(
        int width, int height, int canvasWidth, int canvasHeight, int x, int y, int areaWidth, int areaHeight) =>
        Assert.Equal(new PictureArea(x, y, areaWidth, areaHeight),
            PictureArea.Fit(new FrameSize(width, height), new FrameSize(canvasWidth, canvasHeight)));
}
