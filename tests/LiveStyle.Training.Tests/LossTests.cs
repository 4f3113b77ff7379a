using LiveStyle.Bundles;
using LiveStyle.Training.Losses;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LiveStyle.Training.Tests;

public sealed class LossTests : IDisposable
{
    readonly TrainingFixture world = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Picture_that_is_the_photograph_has_no_content_loss_and_one_that_is_the_painting_no_style_loss(bool distilled)
    {
        TrainingFixture.SaveVgg(world.Vgg, distilled);
        using FeatureNetwork vgg = FeatureNetwork.Load(world.Vgg);
        Assert.Equal(distilled, vgg.IsDistilled);
        using Tensor photograph = rand(1, 3, 48, 48), painting = rand(1, 3, 48, 48);
        using var loss = new StylizationLoss(vgg, new LossOptions(), [null, painting]);
        LossTerms same = Evaluate(loss, photograph, photograph, style: 1);
        LossTerms painted = Evaluate(loss, photograph, painting, style: 1);
        Assert.Equal(0, same.Content, 1e-6);
        Assert.Equal(0, painted.Style, 1e-6);
        Assert.True(same.Style > 1e-4 && painted.Content > 1e-4);
    }

    [Fact]
    public void Original_is_measured_by_its_pixels_and_not_by_style()
    {
        using FeatureNetwork vgg = FeatureNetwork.Load(world.Vgg);
        using Tensor photograph = rand(1, 3, 48, 48), painting = rand(1, 3, 48, 48);
        using var loss = new StylizationLoss(vgg, new LossOptions(), [null, painting]);
        LossTerms same = Evaluate(loss, photograph, photograph, style: 0);
        Assert.Equal(0, same.Total, 1e-6);
        LossTerms brighter = Evaluate(loss, photograph, photograph * 0.5 + 0.5, style: 0);
        Assert.True(brighter.Pixel > 0.01);
        var options = new LossOptions();
        double whole = Evaluate(loss, photograph, photograph * 0.5 + 0.5, style: 1).Content + options.PixelWeight * brighter.Pixel;
        Assert.Equal(whole, brighter.Total, 1e-3 * whole);
    }

    [Fact]
    public void Gram_matrix_does_not_depend_on_where_things_are()
    {
        using Tensor features = rand(1, 5, 6, 7);
        using Tensor moved = features.roll([2, 3], [2, 3]);
        Assert.True(allclose(StylizationLoss.Gram(features), StylizationLoss.Gram(moved), atol: 1e-5));
    }

    [Fact]
    public void Weights_of_another_network_are_refused_with_the_cure()
    {
        SafetensorsFile.Save(world.Vgg, [("features.0.weight", [4, 2, 3, 3], new float[72])]);
        Assert.Contains("VGG-19", Assert.Throws<ModelException>(() => FeatureNetwork.Load(world.Vgg)).Message);
        SafetensorsFile.Save(world.Vgg, [("conv1.weight", [1], new float[1])]);
        Assert.Contains("VGG-19", Assert.Throws<ModelException>(() => FeatureNetwork.Load(world.Vgg)).Message);
    }

    [Fact]
    public void Layer_that_the_weights_do_not_reach_is_named()
    {
        using FeatureNetwork vgg = FeatureNetwork.Load(world.Vgg);
        using Tensor picture = rand(1, 3, 32, 32);
        Assert.Contains("relu9_9", Assert.Throws<ModelException>(() => vgg.Activations(picture, ["relu9_9"])).Message);
    }

    [Theory]
    [InlineData("relu1_1=0")]
    [InlineData("relu1_1=x")]
    [InlineData("relu1_1=-2")]
    [InlineData("")]
    public void Layer_weights_that_are_none_are_refused(string text) =>
        Assert.Contains("relu2_2=1", Assert.Throws<LiveStyleException>(() => LayerWeights.Parse(text, "--style-layers")).Message);

    public void Dispose() => world.Dispose();

    static LossTerms Evaluate(StylizationLoss loss, Tensor photograph, Tensor picture, long style)
    {
        using DisposeScope scope = NewDisposeScope();
        return loss.Evaluate(photograph, picture, tensor(new[] { style }), tensor(new[] { style == 0 ? 1f : 0f })).Terms;
    }
}
