using LiveStyle.Networks;

namespace LiveStyle.Gpu.Tests.Network;

/// <summary>What the real networks don't have, and the planner takes: odd channels, 4×4 kernels on odd sizes, sums in every order.</summary>
sealed record OddArchitecture() : TransformArchitecture(5, 0)
{
    public override string Family => "odd";

    public override double WorkingBytesPerPixel => 0;

    public override IReadOnlyList<ConvolutionLayer> Layers =>
    [
        new("first", 3, 5, 3),
        new("half", 5, 12, 4, Stride: 2),
        new("inner", 12, 5, 3),
        new("small", 5, 5, 3, Stride: 2),
        new("again", 5, 5, 3),
        new("mixed", 5, 5, 3),
        new("last", 5, 3, 1),
    ];

    public override T Compose<T>(INetworkOperations<T> operations, T frame)
    {
        T first = operations.Convolve(frame, Layer("first"));
        T half = operations.Convolve(operations.Relu(first), Layer("half"));
        T inner = operations.Relu(operations.Convolve(half, Layer("inner")));

        // Upsampled first, plain second; read at another stride before it is kept.
        T sum = operations.Add(operations.Upsample(inner, first), first);
        T small = operations.Convolve(sum, Layer("small"));
        T again = operations.Convolve(sum, Layer("again"));
        T mixed = operations.Convolve(operations.Add(sum, again), Layer("mixed"));
        return operations.Convolve(operations.Add(mixed, operations.Upsample(small, mixed)), Layer("last"));
    }
}

/// <summary>One convolution, nothing else.</summary>
sealed record SingleArchitecture(int Side) : TransformArchitecture(3, 0)
{
    public override string Family => "single";

    public override double WorkingBytesPerPixel => 0;

    public override IReadOnlyList<ConvolutionLayer> Layers => [new("only", 3, 3, Side)];

    public override T Compose<T>(INetworkOperations<T> operations, T frame) => operations.Convolve(frame, Layer("only"));
}

/// <summary>Eight maps in between: two groups, which can be cut or not.</summary>
sealed record WideArchitecture() : TransformArchitecture(8, 0)
{
    public override string Family => "wide";

    public override double WorkingBytesPerPixel => 0;

    public override IReadOnlyList<ConvolutionLayer> Layers => [new("first", 3, 8, 3), new("last", 8, 3, 3)];

    public override T Compose<T>(INetworkOperations<T> operations, T frame) =>
        operations.Convolve(operations.Relu(operations.Convolve(frame, Layer("first"))), Layer("last"));
}
