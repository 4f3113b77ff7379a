using LiveStyle.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Training.Comparison.Borders;

/// <summary>A map, and where its first position lies, counted from the picture's own first.</summary>
/// <param name="Values">float32 [N,C,h,w].</param>
/// <param name="Top">0 or less: rows of margin above.</param>
/// <param name="Left">0 or less: columns of margin on the left.</param>
readonly record struct PlacedMap(Tensor Values, int Top, int Left)
{
    public long Bottom => Top + Values.shape[2];

    public long Right => Left + Values.shape[3];

    /// <summary>What lies within; no copy.</summary>
    public PlacedMap Cut(int top, long bottom, int left, long right) =>
        new(Values.narrow(2, top - Top, bottom - top).narrow(3, left - Left, right - left), top, left);
}

/// <summary>A trained network's operations with VALID convolutions: no border is added anywhere, maps shrink instead.</summary>
/// <param name="network">Its kernels.</param>
/// <param name="embedding">float32 [N,E].</param>
sealed class ValidOperations(TransformNetwork network, Tensor embedding) : INetworkOperations<PlacedMap>
{
    long offset;

    public PlacedMap Convolve(PlacedMap map, ConvolutionLayer layer)
    {
        Tensor convolved = BlockedConvolution.Apply(map.Values, network.Kernel(layer.Name), stride: layer.Stride);
        if (layer.BlockSide > 1)
        {
            using Tensor kernel = tensor(BlockSmoothing.Kernel(layer.Channels), [layer.Outputs, layer.Outputs, BlockSmoothing.Side, BlockSmoothing.Side]);
            convolved = BlockedConvolution.Apply(convolved, kernel);
        }

        // A block's pixels lie one below the other: so many times higher, it is the map that they make.
        long[] shape = convolved.shape;
        Tensor flat = convolved.reshape(shape[0], layer.Channels, -1, shape[3]);
        Tensor scale = embedding.narrow(1, offset, layer.Channels).unsqueeze(-1).unsqueeze(-1);
        Tensor shift = embedding.narrow(1, offset + layer.Channels, layer.Channels).unsqueeze(-1).unsqueeze(-1);
        offset += 2 * layer.Channels;
        Tensor normalized = addcmul(shift, nn.functional.instance_norm(flat, eps: TransformNetwork.Epsilon), scale, 1).reshape(shape);
        return new PlacedMap(normalized, (map.Top + layer.Border) / layer.Stride, (map.Left + layer.Border) / layer.Stride);
    }

    public PlacedMap Relu(PlacedMap map) => map with { Values = map.Values.relu() };

    public PlacedMap Add(PlacedMap left, PlacedMap right)
    {
        int top = Math.Max(left.Top, right.Top), first = Math.Max(left.Left, right.Left);
        long bottom = Math.Min(left.Bottom, right.Bottom), last = Math.Min(left.Right, right.Right);
        return new PlacedMap(left.Cut(top, bottom, first, last).Values + right.Cut(top, bottom, first, last).Values, top, first);
    }

    public PlacedMap Upsample(PlacedMap map, PlacedMap like)
    {
        Tensor twice = nn.functional.interpolate(
            map.Values, size: [2 * map.Values.shape[2], 2 * map.Values.shape[3]], mode: InterpolationMode.Bilinear, align_corners: false);
        var whole = new PlacedMap(twice, 2 * map.Top, 2 * map.Left);
        return whole.Cut(whole.Top + 1, whole.Bottom - 1, whole.Left + 1, whole.Right - 1);
    }
}
