using System.Globalization;
using LiveStyle.Bundles;

namespace LiveStyle.Quality.Weights;

/// <summary>
/// The convolutions of VGG-19 (Simonyan, Zisserman 2015) up to relu5_1, from any of three files: torchvision's own as it is
/// downloaded; safetensors with the same names, for colors 0..255; and the network distilled to a quarter of the width
/// (Collaborative Distillation, CVPR 2020).
/// </summary>
/// <remarks>Thread-safe; it holds no file open.</remarks>
public sealed class VggWeights
{
    internal const string Address = "https://download.pytorch.org/models/vgg19-dcbb9e9d.pth";

    /// <summary>What to do about a file that can't be used.</summary>
    internal const string Cure = "give torchvision's vgg19-dcbb9e9d.pth (" + Address + ") or safetensors with the same names";

    const string Prepared = "preproc";

    /// <summary>torchvision's index of each convolution, its activation's name in the papers, and whether pixels are pooled after it.</summary>
    static readonly (int Index, string Name, bool IsPooled)[] Known =
    [
        (0, "relu1_1", false), (2, "relu1_2", true), (5, "relu2_1", false), (7, "relu2_2", true),
        (10, "relu3_1", false), (12, "relu3_2", false), (14, "relu3_3", false), (16, "relu3_4", true),
        (19, "relu4_1", false), (21, "relu4_2", false), (23, "relu4_3", false), (25, "relu4_4", true), (28, "relu5_1", false),
    ];

    /// <summary>Convolutions that VGG-19 has beyond those, which no loss looks at.</summary>
    static readonly int[] Deeper = [30, 32, 34];

    /// <summary>What torchvision's networks are trained on: colors in [0,1], less this mean, over this deviation.</summary>
    static readonly float[] Mean = [0.485f, 0.456f, 0.406f], Deviation = [0.229f, 0.224f, 0.225f];

    /// <param name="arrays">The file's.</param>
    /// <param name="path">The name that errors give the file.</param>
    /// <param name="isNormalized">Whether it is trained on colors as torchvision's are, and not on 0..255 less the mean.</param>
    VggWeights(NamedArrays arrays, string path, bool isNormalized)
    {
        if (!arrays.Contains("features.0.weight"))
        {
            throw new ModelException($"{path}: holds no features.0.weight, so it is not VGG-19; {Cure}") { Location = path };
        }

        if (arrays.Names.FirstOrDefault(IsForeign) is { } foreign)
        {
            throw new ModelException($"{path}: holds {foreign}, which VGG-19 has not, so it is another network; {Cure}") { Location = path };
        }

        Preparation = arrays.Contains(Prepared + ".weight") ? arrays.Layer(Prepared, Prepared, inputs: 3, outputs: 3, side: 1, isPooled: false) : null;
        var layers = new List<VggLayer>();
        foreach ((int index, string name, bool isPooled) in Known.TakeWhile(layer => arrays.Contains($"features.{layer.Index}.weight")))
        {
            layers.Add(arrays.Layer($"features.{index}", name, layers.Count == 0 ? 3 : layers[^1].Outputs, null, side: 3, isPooled));
        }

        if (isNormalized && !IsDistilled)
        {
            layers[0] = layers[0] with { Kernel = OverDeviation(layers[0].Kernel) };
            InputMean = [.. Mean.Select(mean => 255 * mean)];
        }

        Layers = layers;
    }

    /// <summary>The activations that losses may look at, whatever a file holds.</summary>
    internal static IEnumerable<string> KnownLayers => Known.Select(layer => layer.Name);

    /// <summary>The convolutions that the file holds, from the first on without a gap.</summary>
    public IReadOnlyList<VggLayer> Layers { get; }

    /// <summary>Whether it is the distilled network, whose maps have mirrored borders; the full one's are bordered by zeros.</summary>
    public bool IsDistilled => Preparation is not null;

    /// <summary>The distilled network's own first step, a convolution of 1×1 from RGB in [0,1]; null for the full one.</summary>
    public VggLayer? Preparation { get; }

    /// <summary>
    /// What the full network takes from RGB of 0..255 before its first convolution: the mean color of ImageNet. Taken before the border
    /// of zeros is put around, as in training, so that the border has the mean color.
    /// </summary>
    public IReadOnlyList<float> InputMean { get; } = [123.68f, 116.779f, 103.939f];

    /// <summary>Loads a file of weights, of either kind.</summary>
    /// <param name="path">
    /// The path of torchvision's vgg19-*.pth (any file of PyTorch's torch.save in its names, trained as torchvision's are), or of safetensors,
    /// F32 or F16, for RGB 0..255 minus the ImageNet mean. A .pth is read as data: nothing that it names is run, and of its layers
    /// those that losses look at are read alone.
    /// </param>
    /// <exception cref="ModelException">The file holds no such weights, is cut short, or names code.</exception>
    public static VggWeights Load(string path)
    {
        if (TorchFile.IsOne(path))
        {
            using TorchFile torch = TorchFile.Open(path);
            return new VggWeights(new NamedArrays(path, torch.Shapes, torch.Read), path, isNormalized: true);
        }

        SafetensorsFile file = SafetensorsFile.Load(path);
        return new VggWeights(new NamedArrays(path, file.Names.ToDictionary(name => name, file.ShapeOf), file.Read), path, isNormalized: false);
    }

    /// <summary>Gives the layers up to the deepest of some.</summary>
    /// <param name="names">Activations such as "relu2_2".</param>
    /// <exception cref="ModelException">The file does not reach one of them.</exception>
    public IReadOnlyList<VggLayer> UpTo(IReadOnlyCollection<string> names)
    {
        string[] missing = [.. names.Except(Layers.Select(layer => layer.Name))];
        return missing.Length == 0
            ? [.. Layers.Take(1 + Layers.Select((layer, i) => names.Contains(layer.Name) ? i : -1).Max())]
            : throw new ModelException($"the VGG weights reach {Layers[^1].Name}, not {string.Join(", ", missing)}; name layers among {string.Join(", ", Layers.Select(layer => layer.Name))}");
    }

    /// <summary>
    /// A kernel for colors 0..255 of one for colors in units of torchvision's deviation. The mean is not put into the bias as well: at the
    /// border, where zeros stand for colors, that would be another network.
    /// </summary>
    static float[] OverDeviation(ReadOnlyMemory<float> kernel)
    {
        float[] values = kernel.ToArray();
        for (int i = 0; i < values.Length; i++)
        {
            values[i] /= 255 * Deviation[i / 9 % 3];
        }

        return values;
    }

    /// <summary>Whether an array is one of the features of another network: VGG-16 has a convolution where VGG-19 has none.</summary>
    static bool IsForeign(string name)
    {
        string[] parts = name.Split('.');
        return parts[0] == "features" && !(parts.Length == 3 && parts[2] is "weight" or "bias"
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && (Deeper.Contains(index) || Known.Any(layer => layer.Index == index)));
    }
}
