using LiveStyle.Frames;
using Xunit;

namespace LiveStyle.Core.Tests.Frames;

public class LumaWeightsTests
{
    [Theory]
    [InlineData(ColorMatrix.Bt601, 0.299, 0.114)]
    [InlineData(ColorMatrix.Bt709, 0.2126, 0.0722)]
    [InlineData(ColorMatrix.Bt2020, 0.2627, 0.0593)]
    public void The_weights_are_the_standards_and_add_up_to_1(ColorMatrix matrix, double red, double blue)
    {
        var weights = LumaWeights.Of(matrix);

        Assert.Equal((red, blue), (weights.Red, weights.Blue));
        Assert.Equal(1, weights.Red + weights.Green + weights.Blue, 1e-12);
    }

    [Fact]
    public void Whole_parts_of_them_leave_gray_what_it_is()
    {
        byte[] gray = [.. Enumerable.Range(0, 256).Select(value => (byte)value)], luma = new byte[256];
        Luma.Row([.. gray.SelectMany(value => Enumerable.Repeat(value, 3))], luma);

        Assert.Equal(65536, Luma.Red + Luma.Green + Luma.Blue);
        Assert.Equal(gray, luma);
    }
}
