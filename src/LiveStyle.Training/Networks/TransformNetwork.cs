using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LiveStyle.Training.Networks;

/// <summary>
/// The shared network in TorchSharp. Its parameters are the kernels (shared by all styles; no biases, since each
/// convolution is normalized) and one table of embeddings, a row a style.
/// </summary>
sealed class TransformNetwork : nn.Module<Tensor, Tensor, Tensor>
{
    /// <summary>The ε of every normalization, in PyTorch and in the exported graph.</summary>
    public const double Epsilon = TransformArchitecture.Epsilon;

    readonly Dictionary<string, Parameter> kernels = [];
    readonly Parameter embeddings;

    /// <param name="architecture">Widths and depth.</param>
    /// <param name="styles">Rows of the embedding table.</param>
    /// <param name="seed">Of the initial kernels: the same seed gives the same network.</param>
    public TransformNetwork(TransformArchitecture architecture, int styles, long seed = 1)
        : base(nameof(TransformNetwork))
    {
        Architecture = architecture;
        using var generator = new Generator((ulong)seed);
        foreach (ConvolutionLayer layer in architecture.Layers)
        {
            double deviation = Math.Sqrt(2.0 / (layer.Inputs * layer.Side * layer.Side));
            var kernel = nn.Parameter(randn(layer.KernelShape, generator: generator) * deviation);
            kernels[layer.Name] = kernel;
            register_parameter("kernel." + layer.Name, kernel);
        }

        embeddings = nn.Parameter(NeutralEmbedding(architecture).repeat(styles, 1));
        register_parameter("embeddings", embeddings);
    }

    public TransformArchitecture Architecture { get; }

    /// <summary>Of all convolutions but the first and the last, which see the picture itself. Weights stay float32.</summary>
    public ConvolutionPrecision Precision { get; set; } = ConvolutionPrecision.Float32;

    /// <summary>float32 [S,E]: γ then β of each normalization, in execution order; then the pass-through.</summary>
    public Parameter Embeddings => embeddings;

    public Parameter Kernel(string name) => kernels[name];

    /// <summary>What a bundle's user gets: the painted picture, or with a pass-through of 1 the picture itself.</summary>
    /// <param name="pictures">float32 [N,3,H,W], sRGB in [0,1]; H, W ≥ 16.</param>
    /// <param name="embedding">float32 [N,E], a row a picture.</param>
    /// <returns>float32 [N,3,H,W]; outside [0,1] only where the pass-through is.</returns>
    public override Tensor forward(Tensor pictures, Tensor embedding)
    {
        Tensor painted = Paint(pictures, embedding);
        Tensor passThrough = embedding.narrow(1, Architecture.PassThrough, 1).unsqueeze(-1).unsqueeze(-1);
        return painted + passThrough * (pictures - painted);
    }

    /// <summary>What is trained: the network whatever the pass-through.</summary>
    /// <param name="pictures">float32 [N,3,H,W], sRGB in [0,1]; H, W ≥ 16.</param>
    /// <param name="embedding">float32 [N,E], a row a picture.</param>
    /// <returns>float32 [N,3,H,W] in (0,1).</returns>
    public Tensor Paint(Tensor pictures, Tensor embedding)
    {
        long height = pictures.shape[2], width = pictures.shape[3];
        long below = Missing(height), beside = Missing(width);
        Tensor extended = below + beside == 0 ? pictures : nn.functional.pad(pictures, (0, beside, 0, below), PaddingModes.Reflect);
        Tensor blocks = Architecture.BlockSide == 1 ? extended : nn.functional.pixel_unshuffle(extended, Architecture.BlockSide);
        Tensor map = Architecture.Compose(new TensorOperations(this, embedding), blocks);
        Tensor painted = (Architecture.BlockSide == 1 ? map : nn.functional.pixel_shuffle(map, Architecture.BlockSide)).sigmoid();
        return below + beside == 0 ? painted : painted.narrow(2, 0, height).narrow(3, 0, width);
    }

    /// <summary>Pixels up to the next multiple that the architecture takes.</summary>
    long Missing(long extent) => (Architecture.SizeMultiple - extent % Architecture.SizeMultiple) % Architecture.SizeMultiple;

    /// <summary>The embedding that only normalizes: every γ 1, every β 0, nothing passed through.</summary>
    static Tensor NeutralEmbedding(TransformArchitecture architecture)
    {
        var parts = new List<Tensor>();
        foreach (ConvolutionLayer layer in architecture.Layers)
        {
            parts.Add(ones(1, layer.Channels));
            parts.Add(zeros(1, layer.Channels));
        }

        return cat([.. parts, zeros(1, 1)], 1);
    }
}
