using LiveStyle.Frames;
using LiveStyle.Quality.Weights;
using LiveStyle.Stylization.Onnx;

namespace LiveStyle.Quality.Losses;

/// <summary>
/// Content and style loss of finished pictures as VGG-19 sees them (Gatys et al. 2016), with the trainer's definitions and
/// scale: each layer's mean squared difference over the target's own mean square, averaged by the layers' weights.
/// </summary>
/// <remarks>Runs in ONNX Runtime on the processor. Thread-safe.</remarks>
public sealed class PerceptualLoss : IDisposable
{
    /// <summary>Least side of a picture, in pixels.</summary>
    public const int SmallestSide = 16;

    const double Least = 1e-12;

    readonly OnnxModel network;

    /// <summary>How often the map of each layer has been halved.</summary>
    readonly Dictionary<string, int> halvings = [];

    PerceptualLoss(OnnxModel network, LossLayers layers, IReadOnlyList<VggLayer> known)
    {
        (this.network, Layers) = (network, layers);
        int halved = 0;
        foreach (VggLayer layer in known)
        {
            halvings.Add(layer.Name, halved);
            halved += layer.IsPooled ? 1 : 0;
        }
    }

    /// <summary>The activations that are compared, with their weights.</summary>
    public LossLayers Layers { get; }

    /// <summary>Loads VGG-19 into ONNX Runtime on the processor.</summary>
    /// <param name="path">The path of VGG-19's weights: torchvision's own vgg19-*.pth, or safetensors in its names, F32 or F16.</param>
    /// <param name="layers">The activations that are compared.</param>
    /// <exception cref="ModelException">The file holds no such weights, or is cut short.</exception>
    public static PerceptualLoss Load(string path, LossLayers layers)
    {
        if (layers.Content.Keys.Concat(layers.Style.Keys).Except(VggWeights.KnownLayers).FirstOrDefault() is { } unknown)
        {
            throw new ModelException($"the model's losses name {unknown}, which is no layer of VGG-19; there are {string.Join(", ", VggWeights.KnownLayers)}");
        }

        VggWeights weights = VggWeights.Load(path);
        return new PerceptualLoss(OnnxModel.Load(VggGraph.Build(weights, layers), path), layers, weights.Layers);
    }

    /// <summary>Looks at a picture.</summary>
    /// <param name="picture">
    /// An RGB frame, at least <see cref="SmallestSide"/> pixels a side; it stays the caller's. The number of pixels decides the time.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The picture is too small.</exception>
    public PictureFeatures Look(HostFrame picture)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(picture.Size.Width, picture.Size.Height), SmallestSide, nameof(picture));
        (int width, int height) = (picture.Size.Width, picture.Size.Height);
        string[] outputs = [.. Layers.Content.Keys, .. Layers.Style.Keys.Select(VggGraph.GramOf)];
        float[][] results = network.Run(VggGraph.Picture, Planes(picture), [1, 3, height, width], outputs);
        var content = new Dictionary<string, float[]>();
        var grams = new Dictionary<string, float[]>();
        foreach (string layer in Layers.Content.Keys)
        {
            content[layer] = results[content.Count];
        }

        foreach (string layer in Layers.Style.Keys)
        {
            float[] gram = results[content.Count + grams.Count];
            float positions = (float)(height >> halvings[layer]) * (width >> halvings[layer]);
            for (int i = 0; i < gram.Length; i++)
            {
                gram[i] /= positions;
            }

            grams[layer] = gram;
        }

        return new PictureFeatures(content, grams);
    }

    /// <summary>Measures how much of the original's content is lost: 0 where nothing is.</summary>
    /// <param name="original">The features of a picture of the same size.</param>
    /// <param name="stylized">The features of the stylized picture.</param>
    public double Content(PictureFeatures original, PictureFeatures stylized) => Mean(Layers.Content, stylized.Content, original.Content);

    /// <summary>Measures how far the picture is from the painting's style: 0 where it has the same Gram matrices.</summary>
    /// <param name="painting">The features of a painting of any size.</param>
    /// <param name="stylized">The features of the stylized picture.</param>
    public double Style(PictureFeatures painting, PictureFeatures stylized) => Mean(Layers.Style, stylized.Grams, painting.Grams);

    /// <summary>Frees the network.</summary>
    public void Dispose() => network.Dispose();

    static double Mean(IReadOnlyDictionary<string, double> weights, IReadOnlyDictionary<string, float[]> values, IReadOnlyDictionary<string, float[]> targets) =>
        weights.Sum(pair => pair.Value * Relative(values[pair.Key], targets[pair.Key])) / weights.Values.Sum();

    static double Relative(float[] values, float[] targets)
    {
        double difference = 0, square = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            double gap = values[i] - targets[i];
            difference += gap * gap;
            square += (double)targets[i] * targets[i];
        }

        return difference / targets.Length / Math.Max(square / targets.Length, Least);
    }

    static float[] Planes(HostFrame picture)
    {
        int width = picture.Size.Width, height = picture.Size.Height, plane = width * height;
        var values = new float[3 * plane];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = picture.Row(y);
            for (int x = 0; x < width; x++)
            {
                for (int channel = 0; channel < 3; channel++)
                {
                    values[channel * plane + y * width + x] = row[3 * x + channel] / 255f;
                }
            }
        }

        return values;
    }
}
