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
        using Tensor photograph = Noise(1, 1, 3, 48, 48), painting = Noise(2, 1, 3, 48, 48) * 0.3;
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
        using Tensor photograph = Noise(1, 1, 3, 48, 48), painting = Noise(2, 1, 3, 48, 48);
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
        using Tensor features = Noise(3, 1, 5, 6, 7);
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

    [Theory]
    [InlineData("features.5.bias", 3, "is [3], not [4]")]
    [InlineData("features.7.weight", 4 * 2 * 9, "is [72], not [out,4,3,3]")]
    [InlineData("preproc.weight", 9, "is [9], not [3,3,1,1]")]
    [InlineData("preproc.bias", 4, "is [4], not [3]")]
    public void Weights_of_a_wrong_shape_are_refused_by_name(string name, int length, string complaint)
    {
        ChangeVgg(name, _ => ([length], new float[length]));
        string message = Assert.Throws<ModelException>(() => FeatureNetwork.Load(world.Vgg)).Message;
        Assert.Contains(name, message);
        Assert.Contains(complaint, message);
    }

    [Fact]
    public void Weights_that_are_no_numbers_are_refused()
    {
        ChangeVgg("features.2.weight", array =>
        {
            array.Values[5] = float.NaN;
            return array;
        });
        Assert.Contains("fetch the weights again", Assert.Throws<ModelException>(() => FeatureNetwork.Load(world.Vgg)).Message);
    }

    [Fact]
    public void Weights_without_a_bias_are_refused_by_its_name()
    {
        ChangeVgg("features.5.bias", _ => null);
        Assert.Contains("features.5.bias", Assert.Throws<ModelException>(() => FeatureNetwork.Load(world.Vgg)).Message);
    }

    [Theory]
    [InlineData("PK\u0003\u0004archive/data.pkl", "https://download.pytorch.org/models/vgg19-dcbb9e9d.pth")]
    [InlineData("\u0089HDF\r\n", "not a safetensors file")]
    [InlineData("", "not a safetensors file")]
    public void Weights_of_another_file_type_are_refused_with_the_cure(string content, string cure)
    {
        File.WriteAllBytes(world.Vgg, System.Text.Encoding.Latin1.GetBytes(content));
        Assert.Contains(cure, Assert.Throws<ModelException>(() => FeatureNetwork.Load(world.Vgg)).Message);
    }

    [Fact]
    public void Layer_that_the_weights_do_not_reach_is_named()
    {
        using FeatureNetwork vgg = FeatureNetwork.Load(world.Vgg);
        using Tensor picture = Noise(4, 1, 3, 32, 32);
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

    /// <summary>Rewrites the distilled weights with one array changed, or without it.</summary>
    void ChangeVgg(string changed, Func<(long[] Shape, float[] Values), (long[] Shape, float[] Values)?> change)
    {
        TrainingFixture.SaveVgg(world.Vgg, distilled: true);
        SafetensorsFile file = SafetensorsFile.Load(world.Vgg);
        var arrays = new List<(string, long[], ReadOnlyMemory<float>)>();
        foreach (string name in file.Names)
        {
            (long[] Shape, float[] Values)? array = ([.. file.ShapeOf(name)], file.Read(name));
            if ((name == changed ? change(array.Value) : array) is { } kept)
            {
                arrays.Add((name, kept.Shape, kept.Values));
            }
        }

        SafetensorsFile.Save(world.Vgg, arrays);
    }

    static Tensor Noise(ulong seed, params long[] shape)
    {
        using var generator = new Generator(seed);
        return rand(shape, generator: generator);
    }

    static LossTerms Evaluate(StylizationLoss loss, Tensor photograph, Tensor picture, long style)
    {
        using DisposeScope scope = NewDisposeScope();
        return loss.Evaluate(photograph, picture, tensor(new[] { style }), tensor(new[] { style == 0 ? 1f : 0f })).Terms;
    }
}
