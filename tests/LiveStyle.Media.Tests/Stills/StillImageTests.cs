using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.TestKit.Pictures;
using Xunit;

namespace LiveStyle.Media.Tests.Stills;

public class StillImageTests : PictureFolder
{
    [Theory]
    [InlineData("a.png"), InlineData("a.jpg"), InlineData("a.bmp"), InlineData("a.gif"), InlineData("a.webp")]
    public void Formats_of_every_day_are_read(string name)
    {
        string path = Make(name, "color=0x2448AA:s=22x14,format=gbrp,crop=21:13", name.EndsWith("webp") ? ["-lossless", "1"] : []);
        using HostFrame frame = StillImage.Load(path);
        Assert.Equal(new FrameSize(21, 13), frame.Size);
        AssertNear((0x24, 0x48, 0xAA), Pixel(frame, 20, 12), 4);
    }

    [Theory]
    [InlineData("gray", 1), InlineData("gray16be", 1), InlineData("rgb48be", 3), InlineData("rgba64be", 3)]
    public void Png_of_any_depth_becomes_8_bit_color(string pixelFormat, int tolerance)
    {
        string path = Make("a.png", "color=0x808080:s=10x8,format=gbrp,crop=9:7", "-pix_fmt", pixelFormat);
        using HostFrame frame = StillImage.Load(path);
        Assert.Equal(new FrameSize(9, 7), frame.Size);
        AssertNear((128, 128, 128), Pixel(frame, 4, 3), tolerance);
    }

    [Theory]
    [InlineData("a.gif", "rgb8", "gif"), InlineData("a.webp", "bgra", "libwebp_anim")]
    public void Moving_picture_is_its_first_frame(string name, string pixelFormat, string codec)
    {
        string path = PathOf(name);
        FFmpeg("-f", "lavfi", "-i", "color=0x00FF00:s=16x12:d=0.1:r=10[a];color=red:s=16x12:d=0.3:r=10[b];[a][b]concat", "-pix_fmt", pixelFormat, "-c:v", codec, path);
        using HostFrame frame = StillImage.Load(path);
        AssertNear((0, 255, 0), Pixel(frame, 8, 6), 8);
    }

    [Fact]
    public void Picture_above_a_limit_of_the_callers_own_is_refused()
    {
        string path = Make("a.png", "color=red:s=40x30");
        StillImage.Load(path, largestPixels: 1200).Dispose();
        AssertExplains(MessageOf(() => StillImage.Load(path, largestPixels: 1199).Dispose()), path, "40×30 is too large");
    }

    [Fact]
    public void Palette_png_becomes_color()
    {
        using HostFrame frame = StillImage.Load(Make("a.png", "color=0xFF00FF:s=10x8", "-pix_fmt", "pal8"));
        AssertNear((255, 0, 255), Pixel(frame, 4, 3), 4);
    }

    [Fact]
    public void Grayscale_jpeg_becomes_color()
    {
        using HostFrame frame = StillImage.Load(Write("a.jpg", HandmadeJpeg.Gray(0x50)));
        Assert.Equal((0x50, 0x50, 0x50), Pixel(frame, 3, 3));
    }

    [Fact]
    public void Cmyk_jpeg_becomes_color()
    {
        // Adobe stores ink inverted: 255 is none. No cyan, all magenta and yellow, no black: red.
        using HostFrame frame = StillImage.Load(Write("a.jpg", HandmadeJpeg.Cmyk(255, 0, 0, 255)));
        (int red, int green, int blue) = Pixel(frame, 3, 3);
        Assert.True(red > 180 && green < 80 && blue < 80, $"{red}, {green}, {blue}");
    }

    [Fact]
    public void Embedded_profile_is_converted_to_srgb()
    {
        const int stored = 0x60;
        string path = Write("linear.jpg", HandmadeJpeg.WithProfile(
            File.ReadAllBytes(Make("plain.jpg", "color=0x606060:s=16x16")), HandmadeJpeg.LinearProfile()));
        using HostFrame linear = StillImage.Load(path);
        // IEC 61966-2-1: what linear light of that value is called in sRGB.
        int expected = (int)Math.Round(255 * (1.055 * Math.Pow(stored / 255.0, 1 / 2.4) - 0.055));
        AssertNear((expected, expected, expected), Pixel(linear, 8, 8), 3);
    }

    [Theory]
    [InlineData("1.0", 0, 0, 255), InlineData("0.0", 255, 255, 255), InlineData("0.5", 128, 128, 255)]
    public void Alpha_is_composed_over_white(string alpha, int red, int green, int blue)
    {
        using HostFrame frame = StillImage.Load(Make("a.png", $"color=0x0000FF@{alpha}:s=8x8,format=rgba", "-pix_fmt", "rgba"));
        AssertNear((red, green, blue), Pixel(frame, 4, 4), 2);
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public void Exif_orientation_is_turned_upright(int orientation)
    {
        // What the camera saw: red top-left, green top-right, blue bottom-left, white bottom-right, wider than high.
        using HostFrame upright = Painted(48, 32, (x, y) => (x < 24, y < 16) switch
        {
            (true, true) => (255, 0, 0),
            (false, true) => (0, 255, 0),
            (true, false) => (0, 0, 255),
            _ => (255, 255, 255),
        });
        using HostFrame stored = Stored(upright, orientation);
        StillImage.Save(stored, PathOf("stored.jpg"), 98);
        string path = Write("turned.jpg", HandmadeJpeg.WithOrientation(File.ReadAllBytes(PathOf("stored.jpg")), orientation));

        using HostFrame frame = StillImage.Load(path);

        Assert.Equal(upright.Size, frame.Size);
        foreach ((int x, int y) in new[] { (5, 5), (43, 5), (5, 27), (43, 27) })
            AssertNear(Pixel(upright, x, y), Pixel(frame, x, y), 12);
    }

    [Theory]
    [InlineData(1, 1), InlineData(1, 9), InlineData(17, 1), InlineData(33, 15)]
    public void Png_and_lossless_webp_keep_every_pixel(int width, int height)
    {
        using HostFrame frame = Painted(width, height, (x, y) => (x * 37 % 256, y * 91 % 256, (x + y) * 13 % 256));
        foreach (string name in new[] { "a.png", "a.webp", "UPPER.PNG" })
        {
            StillImage.Save(frame, PathOf(name), 100);
            using HostFrame read = StillImage.Load(PathOf(name));
            Assert.Equal(frame.Size, read.Size);
            Assert.True(frame.Pixels.SequenceEqual(read.Pixels), name);
        }
    }

    [Theory]
    [InlineData("a.jpg"), InlineData("a.jpeg"), InlineData("a.webp")]
    public void Lossy_formats_stay_close(string name)
    {
        using HostFrame frame = Painted(65, 43, (x, y) => (x * 3, y * 5, 128));
        StillImage.Save(frame, PathOf(name));
        using HostFrame read = StillImage.Load(PathOf(name));
        Assert.Equal(frame.Size, read.Size);
        AssertNear(Pixel(frame, 30, 20), Pixel(read, 30, 20), 8);
    }

    [Fact]
    public void Lower_quality_is_a_smaller_file()
    {
        using HostFrame frame = StillImage.Load(Make("a.png", "testsrc2=s=128x96"));
        StillImage.Save(frame, PathOf("low.jpg"), 30);
        StillImage.Save(frame, PathOf("high.jpg"), 95);
        Assert.True(new FileInfo(PathOf("low.jpg")).Length < new FileInfo(PathOf("high.jpg")).Length / 2);
    }

    [Fact]
    public void Crop_takes_the_rectangle_and_no_other()
    {
        using HostFrame frame = Painted(20, 10, (x, y) => (x, y, 0));
        using HostFrame cropped = StillImage.Crop(frame, 7, 3, new FrameSize(5, 4));
        Assert.Equal(new FrameSize(5, 4), cropped.Size);
        Assert.Equal((7, 3, 0), Pixel(cropped, 0, 0));
        Assert.Equal((11, 6, 0), Pixel(cropped, 4, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => StillImage.Crop(frame, 16, 0, new FrameSize(5, 4)));
    }

    /// <summary>The upright picture as a camera held that way stores it: EXIF says where row 0 and column 0 go.</summary>
    static HostFrame Stored(HostFrame upright, int orientation)
    {
        int width = upright.Size.Width, height = upright.Size.Height;
        return orientation switch
        {
            1 => Painted(width, height, (x, y) => Pixel(upright, x, y)),
            2 => Painted(width, height, (x, y) => Pixel(upright, width - 1 - x, y)),
            3 => Painted(width, height, (x, y) => Pixel(upright, width - 1 - x, height - 1 - y)),
            4 => Painted(width, height, (x, y) => Pixel(upright, x, height - 1 - y)),
            // Row 0 of the file is the left side (5: from the top, 8: from the bottom) or the right side (6, 7).
            5 => Painted(height, width, (x, y) => Pixel(upright, y, x)),
            6 => Painted(height, width, (x, y) => Pixel(upright, width - 1 - y, x)),
            7 => Painted(height, width, (x, y) => Pixel(upright, width - 1 - y, height - 1 - x)),
            _ => Painted(height, width, (x, y) => Pixel(upright, y, height - 1 - x)),
        };
    }
}
