using LiveStyle.Bundles;

namespace LiveStyle.Training.Networks;

/// <summary>
/// The transform network of Dumoulin, Shlens, Kudlur, "A Learned Representation for Artistic Style" (ICLR 2017) in
/// the form of Liang, "Image style fusion and fast transfer" (2021): convolutions 9×9, 3×3 stride 2, 3×3 stride 2;
/// residual blocks; two bilinear upsampling steps with a 3×3 convolution each; a last 9×9 convolution and a sigmoid.
/// </summary>
/// <param name="Width">Feature maps of the first convolution; the paper's is 32 (then 64 and 128).</param>
/// <param name="ResidualBlocks">Blocks of two 3×3 convolutions at a quarter of the size; the paper's is 5.</param>
sealed record ClassicArchitecture(int Width = 32, int ResidualBlocks = 5)
{
    public const string Family = "classic";

    /// <summary>All normalizations in execution order; the embedding is laid out by it.</summary>
    public IReadOnlyList<NormalizationLayer> Normalizations { get; } =
    [
        new("encoder.0", Width),
        new("encoder.1", 2 * Width),
        new("encoder.2", 4 * Width),
        .. Enumerable.Range(0, 2 * ResidualBlocks).Select(i => new NormalizationLayer($"residual.{i / 2}.{i % 2}", 4 * Width)),
        new("decoder.0", 2 * Width),
        new("decoder.1", Width),
        new("decoder.2", 3),
    ];

    /// <summary>E: a γ and a β for each feature map.</summary>
    public int EmbeddingLength => 2 * Normalizations.Sum(layer => layer.Channels);

    /// <summary>Weights of a convolution, [out, in, k, k], by the name of the normalization that follows it.</summary>
    public long[] KernelShape(string name)
    {
        long width = Width;
        return name switch
        {
            "encoder.0" => [width, 3, 9, 9],
            "encoder.1" => [2 * width, width, 3, 3],
            "encoder.2" => [4 * width, 2 * width, 3, 3],
            "decoder.0" => [2 * width, 4 * width, 3, 3],
            "decoder.1" => [width, 2 * width, 3, 3],
            "decoder.2" => [3, width, 9, 9],
            _ => [4 * width, 4 * width, 3, 3],
        };
    }
}
