using LiveStyle.Training.Comparison.Borders;
using LiveStyle.Training.Networks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LiveStyle.Training.Tests.Comparison;

public sealed class ValidNetworkTests
{
    static readonly TransformArchitecture[] Architectures = [new ClassicArchitecture(4, 1), new LiveArchitecture(8, 1)];

    public static TheoryData<int, int, int> Pictures => new()
    {
        { 0, 196, 188 }, { 1, 196, 188 }, { 1, 197, 190 }, { 1, 199, 183 },
    };

    public static TheoryData<int, int> OddSizes => new() { { 197, 190 }, { 198, 189 }, { 199, 191 } };

    [Theory, MemberData(nameof(Pictures))]
    public void Picture_comes_back_whole_and_painted_in_the_same_places_as_with_mirrored_borders(int architecture, int height, int width)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using var network = new TransformNetwork(Architectures[architecture], styles: 1);
        Tensor picture = Picture(height, width);
        Tensor mirrored = network.Paint(picture, network.Embeddings), valid = new ValidNetwork(network).Paint(picture, network.Embeddings);
        Assert.Equal(picture.shape, valid.shape);

        // In the middle both see the same pixels, and differ by their statistics alone.
        double inPlace = Correlation(Middle(mirrored), Middle(valid));
        Assert.True(inPlace > 0.9, $"correlation {inPlace}");
        for (int y = -2; y <= 2; y++)
        {
            for (int x = -2; x <= 2; x++)
            {
                double moved = Correlation(Middle(mirrored), Middle(valid.roll([y, x], [2, 3])));
                Assert.True((x, y) == (0, 0) || moved < inPlace - 0.02, $"correlation {inPlace} in place, {moved} when moved by ({x}, {y})");
            }
        }
    }

    // The paper's network stretches odd sizes by a fraction of a pixel when it enlarges them; VALID convolutions don't.
    [Theory, MemberData(nameof(OddSizes))]
    public void Picture_of_an_odd_size_is_painted_as_its_even_part_is(int height, int width)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using var network = new TransformNetwork(Architectures[0], styles: 1);
        var valid = new ValidNetwork(network);
        Tensor picture = Picture(height, width);
        Tensor whole = valid.Paint(picture, network.Embeddings);
        Assert.Equal(picture.shape, whole.shape);
        Tensor part = valid.Paint(picture.narrow(2, 0, 196).narrow(3, 0, 188), network.Embeddings);
        Tensor same = whole.narrow(2, 0, 196).narrow(3, 0, 188);
        double inPlace = Correlation(Middle(same), Middle(part));
        Assert.True(inPlace > 0.95, $"correlation {inPlace}");
        Assert.True(Correlation(Middle(same.roll([0, 1], [2, 3])), Middle(part)) < inPlace - 0.02);
    }

    [Fact]
    public void Margin_of_the_papers_network_is_its_reach()
    {
        // 9×9, two of stride 2, ten residual ones at a quarter, two at half and full size, 9×9: 54 pixels, plus what
        // upsampling loses, up to the next that keeps the strides in step.
        Assert.Equal(59, ExtentOperations.Margin(new ClassicArchitecture(), 256, 256));
        Assert.True(ExtentOperations.Margin(new ClassicArchitecture(32, 1), 256, 256) < 59);
    }

    [Fact]
    public void Picture_smaller_than_its_margin_is_refused_with_the_cure()
    {
        using var network = new TransformNetwork(new ClassicArchitecture(4, 5), styles: 1);
        using Tensor picture = Picture(48, 200);
        Assert.Contains("at least", Assert.Throws<ModelException>(() => new ValidNetwork(network).Paint(picture, network.Embeddings)).Message);
    }

    static Tensor Picture(int height, int width)
    {
        using var generator = new Generator(9);
        return rand([1, 3, height, width], generator: generator);
    }

    static Tensor Middle(Tensor picture) => picture.narrow(2, picture.shape[2] / 2 - 24, 48).narrow(3, picture.shape[3] / 2 - 24, 48);

    /// <summary>Pearson's, of pixels whose channels each have their own mean taken away.</summary>
    static double Correlation(Tensor a, Tensor b)
    {
        Tensor x = a - a.mean([2, 3], keepdim: true), y = b - b.mean([2, 3], keepdim: true);
        return (x * y).sum().ToDouble() / Math.Sqrt(x.square().sum().ToDouble() * y.square().sum().ToDouble());
    }
}
