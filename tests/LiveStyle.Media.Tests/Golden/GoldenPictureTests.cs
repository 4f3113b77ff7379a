using LiveStyle.Frames;
using LiveStyle.TestKit.Golden;
using LiveStyle.TestKit.Pictures;
using Xunit;
using Xunit.Sdk;

namespace LiveStyle.Media.Tests.Golden;

/// <summary>That golden pictures do fail.</summary>
public sealed class GoldenPictureTests
{
    [Fact]
    public void A_missing_golden_picture_fails_and_its_sheet_is_named()
    {
        using HostFrame scene = GoldenScene.Load();

        AssertFails("stills/missing", RgbaPicture.Of(scene), "it is missing");

        Assert.False(File.Exists(GoldenPicture.PathOf("stills/missing")));
    }

    [Fact]
    public void A_picture_of_another_size_fails()
    {
        using HostFrame part = GoldenScene.Load(new FrameSize(95, 64));

        AssertFails(GoldenScene.Name, RgbaPicture.Of(part), "96×64 pixels, and now there are 95×64");
    }

    [Theory]
    [InlineData(6, 255, true)] // A thousandth of the pixels may jump.
    [InlineData(7, 255, false)]
    [InlineData(600, 1, true)]
    [InlineData(700, 1, false)] // Too many of the smallest steps for the mean.
    public void A_picture_fails_where_its_mean_or_one_pixel_in_a_thousand_is_off(int pixels, int levels, bool isAllowed)
    {
        using HostFrame scene = GoldenScene.Load();
        RgbaPicture changed = RgbaPicture.Of(scene);
        for (int i = 0; i < pixels; i++)
        {
            byte value = changed.Pixels[4 * i];
            changed.Pixels[4 * i] = (byte)(value >= 128 ? Math.Max(value - levels, 0) : Math.Min(value + levels, 255));
        }

        var tolerance = new PictureTolerance(pixels < 100 ? 1 : 0.1, 1);
        if (isAllowed)
        {
            GoldenPicture.Check(GoldenScene.Name, changed, tolerance, mayUpdate: false);
        }
        else
        {
            AssertFails(GoldenScene.Name, changed, "it is off by", tolerance);
        }
    }

    static void AssertFails(string name, RgbaPicture picture, string complaint, PictureTolerance? tolerance = null)
    {
        string message = Assert.ThrowsAny<XunitException>(() => GoldenPicture.Check(name, picture, tolerance ?? PictureTolerance.Drawn, mayUpdate: false)).Message;
        Assert.Contains(complaint, message);
        Assert.Contains(GoldenPicture.SheetOf(name), message);
        Assert.True(RgbaPicture.Read(GoldenPicture.SheetOf(name)).Size.Width > 3 * picture.Size.Width);
        File.Delete(GoldenPicture.SheetOf(name));
    }
}
