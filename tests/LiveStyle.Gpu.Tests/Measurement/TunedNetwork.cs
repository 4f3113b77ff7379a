using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Network;
using LiveStyle.Networks;

namespace LiveStyle.Gpu.Tests.Measurement;

/// <summary>Two layers, of two forms: enough for tiles to differ, and compiled soon.</summary>
sealed record TunedArchitecture() : TransformArchitecture(8, 0)
{
    public override string Family => "tuned";

    public override double WorkingBytesPerPixel => 0;

    public override IReadOnlyList<ConvolutionLayer> Layers => [new("first", 3, 12, 3), new("last", 12, 3, 3)];

    public override T Compose<T>(INetworkOperations<T> operations, T frame) =>
        operations.Convolve(operations.Relu(operations.Convolve(frame, Layer("first"))), Layer("last"));

    /// <summary>With random kernels, the same ones every time.</summary>
    public GpuNetwork Create(GpuDevice device, GpuNetworkOptions options)
    {
        var random = new Random(1);
        return new GpuNetwork(device, this, Layers.ToDictionary(layer => layer.Name, layer => Kernel(layer, random)), hasPassThrough: true, options);
    }

    static float[] Kernel(ConvolutionLayer layer, Random random) =>
        [.. Enumerable.Range(0, (int)layer.KernelShape.Aggregate(1L, (product, extent) => product * extent)).Select(_ => random.NextSingle() - 0.5f)];
}
