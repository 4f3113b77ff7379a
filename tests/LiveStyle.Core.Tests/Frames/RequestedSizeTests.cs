using LiveStyle.Frames;
using Xunit;

namespace LiveStyle.Core.Tests.Frames;

public class RequestedSizeTests
{
    static readonly FrameSize Source = new(1920, 1080);

    [Theory]
    [InlineData("640x360", 640, 360)]
    [InlineData("640X100", 640, 100)]
    [InlineData("1280×720", 1280, 720)]
    [InlineData("1280x", 1280, 720)]
    [InlineData("x720", 1280, 720)]
    [InlineData("101x", 101, 56)]
    [InlineData("1x", 1, 2)]
    public void A_missing_side_follows_the_picture_s_aspect(string text, int width, int height) =>
        Assert.Equal(new FrameSize(width, height), RequestedSize.Parse(text).Of(Source));

    [Theory]
    [InlineData("640x360")]
    [InlineData("640x")]
    [InlineData("x360")]
    public void A_size_is_written_as_it_is_read(string text) => Assert.Equal(text, RequestedSize.Parse(text).ToString());

    [Fact]
    public void A_size_that_was_never_asked_for_is_the_picture_s_own() => Assert.Equal(Source, default(RequestedSize).Of(Source));

    [Fact]
    public void Both_sides_of_a_size_can_be_asked_for() => Assert.Equal(RequestedSize.Parse("8x6"), new RequestedSize(new FrameSize(8, 6)));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("640")]
    [InlineData("0x360")]
    [InlineData("-1x360")]
    [InlineData("65537x")]
    [InlineData("1x2x3")]
    public void What_is_no_size_is_refused(string text)
    {
        Assert.False(RequestedSize.TryParse(text, out _));
        Assert.Contains("1280x720", Assert.Throws<LiveStyleException>(() => RequestedSize.Parse(text)).Message);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 65537)]
    public void A_size_beyond_the_limits_can_not_be_asked_for(int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RequestedSize(new FrameSize(width, height)));
}
