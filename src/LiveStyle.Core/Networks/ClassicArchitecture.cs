namespace LiveStyle.Networks;

/// <summary>
/// The transform network of Dumoulin, Shlens, Kudlur, "A Learned Representation for Artistic Style" (ICLR 2017) in
/// the form of Liang, "Image style fusion and fast transfer" (2021): convolutions 9×9, 3×3 stride 2, 3×3 stride 2;
/// residual blocks; two bilinear upsampling steps with a 3×3 convolution each; a last 9×9 convolution and a sigmoid.
/// </summary>
/// <param name="Width">Feature maps of the first convolution; the paper's is 32 (then 64 and 128).</param>
/// <param name="ResidualBlocks">Blocks of two 3×3 convolutions at a quarter of the size; the paper's is 5.</param>
public sealed record ClassicArchitecture(int Width = 32, int ResidualBlocks = 5) : TransformArchitecture(Width, ResidualBlocks)
{
    /// <summary>The name of this family in model.json.</summary>
    public const string Name = "classic";

    /// <inheritdoc/>
    public override string Family => Name;

    /// <inheritdoc/>
    public override double WorkingBytesPerPixel => 28 * Width;

    /// <inheritdoc/>
    public override IReadOnlyList<ConvolutionLayer> Layers =>
    [
        new("encoder.0", 3, Width, 9),
        new("encoder.1", Width, 2 * Width, 3, Stride: 2),
        new("encoder.2", 2 * Width, 4 * Width, 3, Stride: 2),
        .. Enumerable.Range(0, 2 * ResidualBlocks).Select(i => new ConvolutionLayer($"residual.{i / 2}.{i % 2}", 4 * Width, 4 * Width, 3)),
        new("decoder.0", 4 * Width, 2 * Width, 3),
        new("decoder.1", 2 * Width, Width, 3),
        new("decoder.2", Width, 3, 9),
    ];

    /// <inheritdoc/>
    public override T Compose<T>(INetworkOperations<T> operations, T frame)
    {
        T Block(T map, string name) => operations.Relu(operations.Convolve(map, Layer(name)));

        T full = Block(frame, "encoder.0");
        T half = Block(full, "encoder.1");
        T body = Block(half, "encoder.2");
        for (int i = 0; i < ResidualBlocks; i++)
        {
            // No ReLU after the sum.
            T inner = Block(body, $"residual.{i}.0");
            body = operations.Add(body, operations.Convolve(inner, Layer($"residual.{i}.1")));
        }

        T up = Block(operations.Upsample(body, half), "decoder.0");
        up = Block(operations.Upsample(up, full), "decoder.1");
        return operations.Convolve(up, Layer("decoder.2"));
    }
}
