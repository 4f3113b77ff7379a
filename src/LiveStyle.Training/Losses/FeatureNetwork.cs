using LiveStyle.Quality.Weights;
using LiveStyle.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Training.Losses;

/// <summary>
/// The frozen VGG-19 (Simonyan, Zisserman 2015) that measures content and style: the full network (zero padding), or the one
/// distilled to a quarter of the width (mirrored padding), as <see cref="VggWeights"/> tells them apart.
/// </summary>
sealed class FeatureNetwork : IDisposable
{
    readonly List<(string Name, Tensor Weight, Tensor Bias, bool IsPooled)> convolutions = [];
    readonly Tensor? inputWeight;
    readonly Tensor inputBias;

    FeatureNetwork(VggWeights weights, ConvolutionPrecision precision)
    {
        IsDistilled = weights.IsDistilled;
        foreach (VggLayer layer in weights.Layers)
        {
            // The first one sees the picture itself and costs next to nothing: it stays exact.
            ScalarType type = convolutions.Count == 0 ? ScalarType.Float32 : precision.Type();
            convolutions.Add((layer.Name, Load(layer.Kernel, type, layer.Outputs, layer.Inputs, 3, 3), Load(layer.Bias, type, layer.Outputs), layer.IsPooled));
        }

        inputWeight = weights.Preparation is { } first ? Load(first.Kernel, ScalarType.Float32, 3, 3, 1, 1) : null;
        inputBias = weights.Preparation is { } preparation
            ? Load(preparation.Bias, ScalarType.Float32, 3)
            : tensor(weights.InputMean.ToArray()).reshape(1, 3, 1, 1);
    }

    public bool IsDistilled { get; }

    /// <summary>The activations that the file's weights reach, in order.</summary>
    public IEnumerable<string> LayerNames => convolutions.Select(convolution => convolution.Name);

    /// <param name="path">torchvision's own vgg19-*.pth, or safetensors in its names, F32 or F16.</param>
    /// <param name="precision">Of all convolutions but the first.</param>
    /// <exception cref="ModelException">The file holds no such weights, or is cut short.</exception>
    public static FeatureNetwork Load(string path, ConvolutionPrecision precision = ConvolutionPrecision.Float32) =>
        new(VggWeights.Load(path), precision);

    /// <summary>Runs as deep as the deepest of <paramref name="names"/> asks.</summary>
    /// <param name="pictures">float32 [N,3,H,W], sRGB in [0,1].</param>
    /// <param name="names">"relu2_2" and the like.</param>
    /// <returns>The activations, float32 [N,C,h,w], by name.</returns>
    public Dictionary<string, Tensor> Activations(Tensor pictures, IReadOnlyCollection<string> names)
    {
        Tensor x = inputWeight is null
            ? pictures * 255 - inputBias
            : BlockedConvolution.Apply(pictures, inputWeight, inputBias);
        var activations = new Dictionary<string, Tensor>();
        foreach ((string name, Tensor weight, Tensor bias, bool isPooled) in convolutions)
        {
            x = x.to_type(weight.dtype);
            x = IsDistilled
                ? BlockedConvolution.Apply(nn.functional.pad(x, (1, 1, 1, 1), PaddingModes.Reflect), weight, bias)
                : BlockedConvolution.Apply(x, weight, bias, border: 1);
            x = x.relu_();
            if (names.Contains(name))
            {
                activations[name] = x.to_type(ScalarType.Float32);
                if (activations.Count == names.Count)
                {
                    return activations;
                }
            }

            if (isPooled)
            {
                x = nn.functional.max_pool2d(x, 2, stride: 2);
            }
        }

        throw new ModelException($"the VGG weights reach {convolutions[^1].Name}, not {string.Join(", ", names.Except(activations.Keys))}; name layers among {string.Join(", ", LayerNames)}");
    }

    public void Dispose()
    {
        foreach ((_, Tensor weight, Tensor bias, _) in convolutions)
        {
            weight.Dispose();
            bias.Dispose();
        }

        inputWeight?.Dispose();
        inputBias.Dispose();
    }

    static Tensor Load(ReadOnlyMemory<float> values, ScalarType type, params long[] shape)
    {
        using DisposeScope scope = NewDisposeScope();
        return tensor(values.ToArray(), shape).to_type(type).DetachFromDisposeScope();
    }
}
