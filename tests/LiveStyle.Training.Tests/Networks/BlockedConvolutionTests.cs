using LiveStyle.TestKit;
using LiveStyle.Training.Networks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LiveStyle.Training.Tests.Networks;

/// <summary>Convolutions against the same in float64, which libtorch computes without oneDNN.</summary>
public class BlockedConvolutionTests
{
    /// <summary>Maps in, maps out, side, stride, border: of both networks, both kinds of VGG, and odd ones.</summary>
    public static TheoryData<int, int, int, int, int> Shapes => new()
    {
        { 12, 16, 3, 1, 0 }, { 16, 32, 4, 2, 0 }, { 16, 12, 3, 1, 0 }, { 12, 12, 2, 1, 0 },
        { 3, 32, 9, 1, 0 }, { 32, 64, 3, 2, 0 }, { 32, 3, 9, 1, 0 },
        { 3, 3, 1, 1, 0 }, { 3, 64, 3, 1, 1 }, { 64, 64, 3, 1, 1 },
        { 3, 4, 3, 1, 1 }, { 4, 8, 3, 1, 1 }, { 8, 8, 3, 1, 1 }, { 1, 1, 2, 1, 0 }, { 6, 20, 3, 1, 0 }, { 20, 24, 3, 2, 1 }, { 40, 6, 3, 1, 0 },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Answer_and_gradients_in_float32_are_those_in_float64(int inputs, int outputs, int side, int stride, int border) =>
        Compare(ScalarType.Float32, tolerance: 1e-5, inputs, outputs, side, stride, border);

    // 8 bits of mantissa.
    [Theory, MemberData(nameof(Shapes))]
    public void Answer_and_gradients_in_bfloat16_are_those_in_float64_but_for_its_rounding(int inputs, int outputs, int side, int stride, int border) =>
        Compare(ScalarType.BFloat16, tolerance: 1e-2, inputs, outputs, side, stride, border);

    [Fact]
    public void No_other_convolution_is_called_anywhere()
    {
        string[] callers = [.. Directory.GetFiles(Repository.PathOf("src/LiveStyle.Training"), "*.cs", SearchOption.AllDirectories)
            .Where(path => File.ReadAllText(path).Contains(".conv2d("))];
        Assert.Equal("BlockedConvolution.cs", Path.GetFileName(Assert.Single(callers)));
    }

    static void Compare(ScalarType type, double tolerance, int inputs, int outputs, int side, int stride, int border)
    {
        using DisposeScope scope = NewDisposeScope();
        using var generator = new Generator(5);
        Tensor Draw(params long[] shape) => randn(shape, generator: generator).to_type(type).to_type(ScalarType.Float64);
        Tensor[] variables = [Draw(2, inputs, 22, 18), Draw(outputs, inputs, side, side), Draw(outputs)];
        using Tensor shape = nn.functional.conv2d(variables[0], variables[1], strides: [stride, stride], padding: [border, border]);
        Tensor back = Draw(shape.shape);
        Tensor[] exact = Pass(variables, back, (maps, kernel, bias) => nn.functional.conv2d(maps, kernel, bias, strides: [stride, stride], padding: [border, border]));

        // What the memory holds must not matter.
        StaleMemory.Fill(double.NaN);
        Tensor[] got = Pass([.. variables.Select(variable => variable.to_type(type))], back.to_type(type), (maps, kernel, bias) => BlockedConvolution.Apply(maps, kernel, bias, stride, border));

        foreach ((string name, Tensor expected, Tensor actual) in new[] { "answer", "maps' gradient", "kernel's gradient", "bias' gradient" }.Zip(exact, got))
        {
            Assert.Equal(expected.shape, actual.shape);
            double error = (actual.to_type(ScalarType.Float64) - expected).norm().ToDouble() / expected.norm().ToDouble();
            Assert.True(error < tolerance, $"the {name} differs by {error:0.0e0} of its norm");
        }
    }

    static Tensor[] Pass(Tensor[] variables, Tensor back, Func<Tensor, Tensor, Tensor, Tensor> convolve)
    {
        Tensor[] leaves = [.. variables.Select(variable => variable.detach().clone().requires_grad_())];
        Tensor answer = convolve(leaves[0], leaves[1], leaves[2]);
        answer.backward([back]);
        return [answer.detach(), .. leaves.Select(leaf => leaf.grad!.detach())];
    }
}
