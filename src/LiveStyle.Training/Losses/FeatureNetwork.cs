using LiveStyle.Bundles;
using LiveStyle.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Training.Losses;

/// <summary>
/// The frozen VGG-19 (Simonyan, Zisserman 2015) that measures content and style. Two kinds of weights, told apart by
/// the file: the full network (input RGB 0..255 minus the ImageNet mean, zero padding), and the one distilled to a
/// quarter of the width (Collaborative Distillation, CVPR 2020: learned 1×1 input convolution, mirrored padding).
/// </summary>
sealed class FeatureNetwork : IDisposable
{
    /// <summary>torchvision's index of each convolution, in order, with the activation's name in the papers.</summary>
    static readonly (int Index, string Name)[] Layers =
    [
        (0, "relu1_1"), (2, "relu1_2"), (5, "relu2_1"), (7, "relu2_2"),
        (10, "relu3_1"), (12, "relu3_2"), (14, "relu3_3"), (16, "relu3_4"),
        (19, "relu4_1"), (21, "relu4_2"), (23, "relu4_3"), (25, "relu4_4"), (28, "relu5_1"),
    ];

    static readonly string[] PooledAfter = ["relu1_2", "relu2_2", "relu3_4", "relu4_4"];

    readonly List<(string Name, Tensor Weight, Tensor Bias)> convolutions = [];
    readonly ScalarType type;
    readonly Tensor? inputWeight;
    readonly Tensor inputBias;

    FeatureNetwork(SafetensorsFile file, string path, ConvolutionPrecision precision)
    {
        type = precision.Type();
        IsDistilled = file.Contains("preproc.weight");
        long channels = 3;
        foreach ((int index, string name) in Layers)
        {
            if (!file.Contains($"features.{index}.weight"))
            {
                break;
            }

            IReadOnlyList<long> shape = file.ShapeOf($"features.{index}.weight");
            if (shape is not [var outputs, var inputs, 3, 3] || inputs != channels)
            {
                throw new ModelException($"{path}: features.{index}.weight is [{string.Join(',', shape)}], not [out,{channels},3,3]; these are not VGG-19 weights in torchvision's names");
            }

            // The first one sees the picture itself and costs next to nothing: it stays exact.
            ScalarType stored = convolutions.Count == 0 ? ScalarType.Float32 : type;
            convolutions.Add((name, Load($"features.{index}.weight", stored, outputs, channels, 3, 3), Load($"features.{index}.bias", stored, outputs)));
            channels = outputs;
        }

        if (convolutions.Count == 0)
        {
            throw new ModelException($"{path}: holds no features.0.weight; give VGG-19 weights in torchvision's names as safetensors");
        }

        inputWeight = IsDistilled ? Load("preproc.weight", ScalarType.Float32, 3, 3, 1, 1) : null;
        inputBias = IsDistilled
            ? Load("preproc.bias", ScalarType.Float32, 3)
            : tensor(new[] { 123.68f, 116.779f, 103.939f }).reshape(1, 3, 1, 1);

        Tensor Load(string name, ScalarType type, params long[] shape)
        {
            if (!file.ShapeOf(name).SequenceEqual(shape))
            {
                throw new ModelException($"{path}: {name} is [{string.Join(',', file.ShapeOf(name))}], not [{string.Join(',', shape)}]; these are not VGG-19 weights in torchvision's names");
            }

            float[] values = file.Read(name);
            if (!values.All(float.IsFinite))
            {
                throw new ModelException($"{path}: {name} holds values that are no numbers; fetch the weights again");
            }

            using DisposeScope scope = NewDisposeScope();
            return tensor(values, shape).to_type(type).DetachFromDisposeScope();
        }
    }

    public bool IsDistilled { get; }

    /// <summary>The activations that the file's weights reach, in order.</summary>
    public IEnumerable<string> LayerNames => convolutions.Select(convolution => convolution.Name);

    /// <param name="path">Safetensors in torchvision's names, F32 or F16.</param>
    /// <param name="precision">Of all convolutions but the first.</param>
    /// <exception cref="ModelException">The file holds no such weights, or is cut short.</exception>
    public static FeatureNetwork Load(string path, ConvolutionPrecision precision = ConvolutionPrecision.Float32) =>
        new(SafetensorsFile.Load(path), path, precision);

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
        foreach ((string name, Tensor weight, Tensor bias) in convolutions)
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

            if (PooledAfter.Contains(name))
            {
                x = nn.functional.max_pool2d(x, 2, stride: 2);
            }
        }

        throw new ModelException($"the VGG weights reach {convolutions[^1].Name}, not {string.Join(", ", names.Except(activations.Keys))}; name layers among {string.Join(", ", LayerNames)}");
    }

    public void Dispose()
    {
        foreach ((_, Tensor weight, Tensor bias) in convolutions)
        {
            weight.Dispose();
            bias.Dispose();
        }

        inputWeight?.Dispose();
        inputBias.Dispose();
    }
}
