using LiveStyle.Bundles;
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
    public const double Epsilon = 1e-5;

    readonly Dictionary<string, Parameter> kernels = [];
    readonly Parameter embeddings;

    /// <param name="architecture">Widths and depth.</param>
    /// <param name="styles">Rows of the embedding table.</param>
    /// <param name="seed">Of the initial kernels: the same seed gives the same network.</param>
    public TransformNetwork(ClassicArchitecture architecture, int styles, long seed = 1)
        : base(nameof(TransformNetwork))
    {
        Architecture = architecture;
        using var generator = new Generator((ulong)seed);
        foreach (NormalizationLayer layer in architecture.Normalizations)
        {
            long[] shape = architecture.KernelShape(layer.Name);
            double deviation = Math.Sqrt(2.0 / (shape[1] * shape[2] * shape[3]));
            var kernel = nn.Parameter(randn(shape, generator: generator) * deviation);
            kernels[layer.Name] = kernel;
            register_parameter("kernel." + layer.Name, kernel);
        }

        embeddings = nn.Parameter(NeutralEmbedding(architecture).repeat(styles, 1));
        register_parameter("embeddings", embeddings);
    }

    public ClassicArchitecture Architecture { get; }

    /// <summary>Of all convolutions but the first and the last, which see the picture itself. Weights stay float32.</summary>
    public ConvolutionPrecision Precision { get; set; } = ConvolutionPrecision.Float32;

    /// <summary>float32 [S,E]: γ then β of each normalization, in execution order.</summary>
    public Parameter Embeddings => embeddings;

    public Parameter Kernel(string name) => kernels[name];

    /// <param name="pictures">float32 [N,3,H,W], sRGB in [0,1]; H, W ≥ 16.</param>
    /// <param name="embedding">float32 [N,E], a row a picture.</param>
    /// <returns>float32 [N,3,H,W] in (0,1).</returns>
    public override Tensor forward(Tensor pictures, Tensor embedding)
    {
        int offset = 0;
        ScalarType large = Precision.Type();

        Tensor Block(Tensor x, string name, int stride = 1)
        {
            Parameter kernel = kernels[name];
            long border = kernel.shape[2] / 2;
            ScalarType type = kernel.shape[2] > 3 ? ScalarType.Float32 : large;
            Tensor mirrored = nn.functional.pad(x.to_type(type), (border, border, border, border), PaddingModes.Reflect);
            Tensor map = nn.functional.conv2d(mirrored, kernel.to_type(type), strides: [stride, stride]).to_type(ScalarType.Float32);
            long channels = kernel.shape[0];
            Tensor scale = embedding.narrow(1, offset, channels).unsqueeze(-1).unsqueeze(-1);
            Tensor shift = embedding.narrow(1, offset + channels, channels).unsqueeze(-1).unsqueeze(-1);
            offset += 2 * (int)channels;
            return addcmul(shift, nn.functional.instance_norm(map, eps: Epsilon), scale, 1);
        }

        Tensor full = Block(pictures, "encoder.0").relu_();
        Tensor half = Block(full, "encoder.1", stride: 2).relu_();
        Tensor body = Block(half, "encoder.2", stride: 2).relu_();
        for (int i = 0; i < Architecture.ResidualBlocks; i++)
        {
            Tensor inner = Block(body, $"residual.{i}.0").relu_();
            body = body + Block(inner, $"residual.{i}.1");
        }

        Tensor up = Block(Upsample(body, half), "decoder.0").relu_();
        up = Block(Upsample(up, full), "decoder.1").relu_();
        return Block(up, "decoder.2").sigmoid();
    }

    /// <summary>The embedding that only normalizes: every γ 1, every β 0.</summary>
    static Tensor NeutralEmbedding(ClassicArchitecture architecture)
    {
        var parts = new List<Tensor>();
        foreach (NormalizationLayer layer in architecture.Normalizations)
        {
            parts.Add(ones(1, layer.Channels));
            parts.Add(zeros(1, layer.Channels));
        }

        return cat(parts, 1);
    }

    /// <summary>Bilinear, to the encoder map's own size: so odd sizes come back exactly, without padding or cropping.</summary>
    static Tensor Upsample(Tensor x, Tensor target) => nn.functional.interpolate(
        x, size: [target.shape[2], target.shape[3]], mode: InterpolationMode.Bilinear, align_corners: false);
}
