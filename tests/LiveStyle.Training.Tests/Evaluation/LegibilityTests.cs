using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Training.Evaluation;
using Xunit;

namespace LiveStyle.Training.Tests.Evaluation;

public class LegibilityTests
{
    [Fact]
    public async Task Tesseract_reads_the_signs_of_the_sample_and_nothing_once_they_are_gone()
    {
        using HostFrame picture = StillImage.Load(Repository.PathOf("media/sample.jpg"));
        string text = await LegibilityMeasure.ReadAsync(picture, TestContext.Current.CancellationToken);
        Assert.Contains("aurora", text);
        Assert.Contains("books", text);

        using HostFrame coarse = StillImage.Resize(picture, new FrameSize(picture.Size.Width / 16, picture.Size.Height / 16)), blurred = StillImage.Resize(coarse, picture.Size);
        string rest = await LegibilityMeasure.ReadAsync(blurred, TestContext.Current.CancellationToken);
        Assert.True(LegibilityMeasure.Common(text, rest) < text.Length / 2, rest);
    }

    [Theory]
    [InlineData("books", "books", 5)]
    [InlineData("cafeaurora", "cafaurra", 8)]
    [InlineData("abc", "", 0)]
    [InlineData("abc", "cba", 1)]
    public void Common_characters_are_counted_in_order(string original, string read, int common) =>
        Assert.Equal(common, LegibilityMeasure.Common(original, read));
}
