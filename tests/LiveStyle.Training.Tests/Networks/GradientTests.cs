using LiveStyle.Training.Losses;
using LiveStyle.Training.Networks;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace LiveStyle.Training.Tests.Networks;

/// <summary>The gradient that training descends, through network and VGG together.</summary>
public sealed class GradientTests : IDisposable
{
    readonly TrainingFixture world = new();
    readonly Generator generator = new(3);

    [Theory]
    [InlineData("classic", 4, "Float32", false)]
    [InlineData("classic", 16, "BFloat16", true)]
    [InlineData("live", 8, "Float32", true)]
    [InlineData("live", 32, "Float32", false)]
    [InlineData("live", 64, "BFloat16", false)]
    public void What_the_memory_held_before_does_not_matter(string family, int width, string precision, bool isDistilled)
    {
        using DisposeScope scope = NewDisposeScope();
        using TrainedLoss trained = Open(family, width, Enum.Parse<ConvolutionPrecision>(precision), isDistilled);
        float[] Gradients(double stale)
        {
            StaleMemory.Fill(stale);
            trained.Descend();
            return [.. trained.Network.parameters().SelectMany(parameter => parameter.grad!.data<float>().ToArray())];
        }

        float[] expected = Gradients(0);
        Assert.All(expected, value => Assert.True(float.IsFinite(value)));
        Assert.Equal(expected, Gradients(double.NaN));
    }

    // Taylor: the loss changes by the square of the gradient's norm for each unit along it, in both directions alike.
    [Theory]
    [InlineData("classic", 4, false)]
    [InlineData("classic", 8, true)]
    [InlineData("live", 8, false)]
    [InlineData("live", 32, true)]
    public void Loss_changes_along_the_gradient_as_it_says(string family, int width, bool isDistilled)
    {
        using DisposeScope scope = NewDisposeScope();
        using TrainedLoss trained = Open(family, width, ConvolutionPrecision.Float32, isDistilled);
        double loss = trained.Descend();
        Parameter[] parameters = [.. trained.Network.parameters()];
        double square = parameters.Sum(parameter => parameter.grad!.square().sum().ToDouble());
        double step = 0.001 * loss / square;
        double At(double times)
        {
            using IDisposable noGradient = no_grad();
            Array.ForEach(parameters, parameter => parameter.add_(parameter.grad! * times));
            double there = trained.Value();
            Array.ForEach(parameters, parameter => parameter.sub_(parameter.grad! * times));
            return there;
        }

        double change = (At(step) - At(-step)) / (2 * step);
        Assert.Equal(square, change, 0.03 * square);
    }

    public void Dispose()
    {
        generator.Dispose();
        world.Dispose();
    }

    TrainedLoss Open(string family, int width, ConvolutionPrecision precision, bool isDistilled)
    {
        TrainingFixture.SaveVgg(world.Vgg, isDistilled);
        Tensor Draw(long side) => nn.functional.interpolate(rand([2, 3, 9, 9], generator: generator), size: [side, side], mode: InterpolationMode.Bilinear, align_corners: false);
        var network = new TransformNetwork(TransformArchitecture.Create(family, width, 1), 2, seed: 4) { Precision = precision };
        return new TrainedLoss(network, FeatureNetwork.Load(world.Vgg, precision), Draw(40), Draw(48).narrow(0, 0, 1));
    }

    /// <summary>A network's loss on two photographs in two styles.</summary>
    sealed class TrainedLoss(TransformNetwork network, FeatureNetwork vgg, Tensor photographs, Tensor painting) : IDisposable
    {
        readonly StylizationLoss loss = new(vgg, new LossOptions(), [null, painting]);

        public TransformNetwork Network => network;

        public double Value()
        {
            using DisposeScope scope = NewDisposeScope();
            return Evaluate().ToDouble();
        }

        /// <summary>Leaves the gradient in the parameters.</summary>
        public double Descend()
        {
            using DisposeScope scope = NewDisposeScope();
            network.zero_grad();
            Tensor value = Evaluate();
            value.backward();
            foreach (Parameter parameter in network.parameters())
            {
                parameter.grad!.DetachFromDisposeScope();
            }

            return value.ToDouble();
        }

        public void Dispose()
        {
            loss.Dispose();
            vgg.Dispose();
            network.Dispose();
        }

        Tensor Evaluate()
        {
            Tensor styles = tensor(new[] { 1L, 0L });
            Tensor stylized = network.Paint(photographs, network.Embeddings.index_select(0, styles));
            return loss.Evaluate(photographs, stylized, styles, tensor(new[] { 0f, 1f })).Loss;
        }
    }
}
