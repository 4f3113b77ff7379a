namespace LiveStyle.Training.Networks;

/// <summary>
/// Our network for real time on a CPU: residual blocks at a quarter of the size behind an overlapping stem, then a
/// head at half the size that sees the features beside the frame's own pixels. Each step up is a depth-to-space by 2
/// and a smoothing that removes its checkerboard.
/// </summary>
/// <param name="Width">Feature maps of stem and residual blocks; multiples of 16 fill ONNX Runtime's vectors.</param>
/// <param name="ResidualBlocks">Blocks of two 3×3 convolutions at a quarter of the size.</param>
sealed record LiveArchitecture(int Width = 32, int ResidualBlocks = 3) : TransformArchitecture(Width, ResidualBlocks)
{
    public const string Name = "live";

    /// <summary>Feature maps of the head at half the size, beside the frame's 12.</summary>
    const int HeadWidth = 16;
    const int FramePlanes = 3 * 2 * 2;

    public override string Family => Name;

    public override int SizeMultiple => 4;

    public override double WorkingBytesPerPixel => 4 * Width;

    public override IReadOnlyList<ConvolutionLayer> Layers =>
    [
        new("stem", 3, Width, 8, Stride: 4),
        .. Enumerable.Range(0, 2 * ResidualBlocks).Select(i => new ConvolutionLayer($"residual.{i / 2}.{i % 2}", Width, Width, 3)),
        new("head.0", Width, 4 * HeadWidth, 3),
        new("head.1", HeadWidth + FramePlanes, FramePlanes, 3),
    ];

    public override T Compose<T>(INetworkOperations<T> operations, T frame)
    {
        T Block(T map, string name) => operations.Relu(operations.Convolve(map, Layer(name)));

        T body = Block(frame, "stem");
        for (int i = 0; i < ResidualBlocks; i++)
        {
            T inner = Block(body, $"residual.{i}.0");
            body = operations.Add(body, operations.Convolve(inner, Layer($"residual.{i}.1")));
        }

        T half = operations.Smooth(operations.DepthToSpace(Block(body, "head.0"), 2), Neighbors.Before);
        T seen = operations.Concatenate(half, operations.SpaceToDepth(frame, 2));
        return operations.Smooth(operations.DepthToSpace(operations.Convolve(seen, Layer("head.1")), 2), Neighbors.After);
    }
}
