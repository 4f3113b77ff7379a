using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.TestKit.Pictures;
using Xunit;

namespace LiveStyle.Media.Tests.Stills;

/// <summary>What Skia wrote, as ImageSharp reads it.</summary>
public sealed class SecondReaderTests : PictureFolder
{
    static readonly FrameSize Size = new(37, 23);

    [Theory]
    [InlineData("a.png", 92), InlineData("a.png", 1), InlineData("a.webp", 100)]
    public void A_lossless_picture_is_read_back_by_another_library_byte_for_byte(string name, int quality)
    {
        using HostFrame frame = MovedTexture.Draw(Size, at => at);

        StillImage.Save(frame, PathOf(name), quality);

        AssertSame(RgbaPicture.Of(frame), RgbaPicture.Read(PathOf(name)));
    }

    [Theory]
    [InlineData("a.png"), InlineData("a.webp")]
    public void Alpha_and_the_colors_beneath_it_are_read_back_by_another_library(string name)
    {
        using HostFrame frame = MovedTexture.Draw(Size, at => at);
        frame.Alpha = HostFrame.Allocate(Size, FrameFormat.Gray);
        for (int i = 0; i < Size.Pixels; i++)
        {
            frame.Alpha.Plane(0).Bytes[i] = (byte)(1 + i % 255);
        }

        StillImage.Save(frame, PathOf(name), 100);

        AssertSame(RgbaPicture.Of(frame), RgbaPicture.Read(PathOf(name)));
    }

    /// <summary>Coders lose, and both libraries' decoders round and interpolate chroma each in its own way: some levels in the mean, and no more.</summary>
    [Theory]
    [InlineData("a.jpg", 100, 1.5), InlineData("a.jpg", 92, 3), InlineData("a.jpeg", 75, 9), InlineData("a.webp", 92, 9)]
    public void A_lossy_picture_is_read_by_another_library_much_as_it_was(string name, int quality, double most)
    {
        using HostFrame frame = MovedTexture.Draw(new FrameSize(96, 64), at => at);

        StillImage.Save(frame, PathOf(name), quality);

        RgbaPicture read = RgbaPicture.Read(PathOf(name));
        Assert.Equal(frame.Size, read.Size);
        double mean = PictureDifference.Between(RgbaPicture.Of(frame), read).Mean;
        Assert.True(mean > 0 && mean <= most, $"{mean} levels in the mean");
        using HostFrame own = StillImage.Load(PathOf(name));
        Assert.InRange(PictureDifference.Between(RgbaPicture.Of(own), read).Mean, 0, 3);
    }

    static void AssertSame(RgbaPicture expected, RgbaPicture actual)
    {
        Assert.Equal(expected.Size, actual.Size);
        Assert.Equal(expected.Pixels, actual.Pixels);
    }
}
