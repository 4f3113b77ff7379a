namespace LiveStyle.Networks;

/// <summary>
/// Our network for real time on a CPU: it sees the frame as blocks of 2×2 pixels, so that nothing runs at full size;
/// residual blocks at a quarter; one bilinear step back to the blocks, where the encoder's own map is added for detail;
/// and a last convolution that writes blocks, smoothed so that they leave no checkerboard.
/// </summary>
/// <param name="Width">Feature maps at a quarter of the size, half as many at half; multiples of 32 fill ONNX Runtime's vectors.</param>
/// <param name="ResidualBlocks">Blocks of two 3×3 convolutions at a quarter of the size.</param>
public sealed record LiveArchitecture(int Width = 32, int ResidualBlocks = 3) : TransformArchitecture(Width, ResidualBlocks)
{
    /// <summary>The name of this family in model.json.</summary>
    public const string Name = "live";

    const int FramePlanes = 3 * BlockSmoothing.Side * BlockSmoothing.Side;

    /// <inheritdoc/>
    public override string Family => Name;

    /// <inheritdoc/>
    public override int SizeMultiple => 2 * BlockSmoothing.Side;

    /// <inheritdoc/>
    public override int BlockSide => BlockSmoothing.Side;

    /// <inheritdoc/>
    public override double WorkingBytesPerPixel => 3.2 * Width;

    /// <inheritdoc/>
    public override IReadOnlyList<ConvolutionLayer> Layers =>
    [
        new("encoder.0", FramePlanes, Width / 2, 3),
        new("encoder.1", Width / 2, Width, 4, Stride: 2),
        .. Enumerable.Range(0, 2 * ResidualBlocks).Select(i => new ConvolutionLayer($"residual.{i / 2}.{i % 2}", Width, Width, 3)),
        new("decoder.0", Width, Width / 2, 3),
        new("decoder.1", Width / 2, Width / 2, 3),
        new("decoder.2", Width / 2, FramePlanes, 3, BlockSide: BlockSmoothing.Side),
    ];

    /// <inheritdoc/>
    public override T Compose<T>(INetworkOperations<T> operations, T frame)
    {
        T Block(T map, string name) => operations.Relu(operations.Convolve(map, Layer(name)));

        T half = Block(frame, "encoder.0");
        T body = Block(half, "encoder.1");
        for (int i = 0; i < ResidualBlocks; i++)
        {
            T inner = Block(body, $"residual.{i}.0");
            body = operations.Add(body, operations.Convolve(inner, Layer($"residual.{i}.1")));
        }

        T up = operations.Upsample(operations.Convolve(body, Layer("decoder.0")), half);
        T detailed = Block(operations.Add(half, up), "decoder.1");
        return operations.Convolve(detailed, Layer("decoder.2"));
    }
}
