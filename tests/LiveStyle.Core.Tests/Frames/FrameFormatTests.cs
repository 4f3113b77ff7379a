using LiveStyle.Frames;
using Xunit;

namespace LiveStyle.Core.Tests.Frames;

public sealed class FrameFormatTests
{
    public static TheoryData<PixelLayout> Layouts => [.. Enum.GetValues<PixelLayout>()];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Every_format_can_be_told_in_an_error(PixelLayout layout) =>
        Assert.Contains(layout.ToString(), (FrameFormat.Rgb with { Layout = layout }).ToString());

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Without_alpha_samples_a_format_is_a_picture_or_what_it_was(PixelLayout layout)
    {
        FrameFormat format = FrameFormat.Rgb with { Layout = layout };
        Assert.Equal(layout is PixelLayout.Rgba32 or PixelLayout.Bgra32 ? FrameFormat.Rgb : format, format.WithoutAlpha());
    }
}
