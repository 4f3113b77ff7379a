using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LiveStyle.Training.Networks;

/// <summary>A transform network's operations on tensors, for one embedding a picture.</summary>
/// <param name="network">Its kernels and precision.</param>
/// <param name="embedding">float32 [N,E].</param>
sealed class TensorOperations(TransformNetwork network, Tensor embedding) : INetworkOperations<Tensor>
{
    /// <summary>Maps of a layer that counts as large.</summary>
    const int SmallestLarge = 64;

    static readonly Scalar One = 1;

    readonly ScalarType large = network.Precision.Type();
    long offset;

    public Tensor Convolve(Tensor map, ConvolutionLayer layer)
    {
        Parameter kernel = network.Kernel(layer.Name);

        // What sees or makes the picture itself stays exact, and small layers gain little.
        ScalarType type = layer.Side > 3 || Math.Max(layer.Inputs, layer.Outputs) < SmallestLarge ? ScalarType.Float32 : large;
        long border = layer.Border;
        Tensor mirrored = nn.functional.pad(map.to_type(type), (border, border, border, border), PaddingModes.Reflect);
        Tensor convolved = BlockedConvolution.Apply(mirrored, kernel.to_type(type), stride: layer.Stride).to_type(ScalarType.Float32);
        Tensor scale = embedding.narrow(1, offset, layer.Channels).unsqueeze(-1).unsqueeze(-1);
        Tensor shift = embedding.narrow(1, offset + layer.Channels, layer.Channels).unsqueeze(-1).unsqueeze(-1);
        offset += 2 * layer.Channels;
        if (layer.BlockSide == 1)
        {
            return addcmul(shift, nn.functional.instance_norm(convolved, eps: TransformNetwork.Epsilon), scale, One);
        }

        // A block's pixels lie one below the other: so many times higher, it is the map that they make.
        long[] blocks = convolved.shape;
        Tensor smoothed = Smooth(convolved, layer.Channels).reshape(blocks[0], layer.Channels, -1, blocks[3]);
        return addcmul(shift, nn.functional.instance_norm(smoothed, eps: TransformNetwork.Epsilon), scale, One).reshape(blocks);
    }

    static Tensor Smooth(Tensor blocks, int maps)
    {
        Tensor kernel = tensor(BlockSmoothing.Kernel(maps), [blocks.shape[1], blocks.shape[1], BlockSmoothing.Side, BlockSmoothing.Side]);
        return BlockedConvolution.Apply(nn.functional.pad(blocks, (0, 1, 0, 1), PaddingModes.Replicate), kernel);
    }

    /// <summary>In place: a map is normalized before, and its own gradient needs no copy.</summary>
    public Tensor Relu(Tensor map) => map.relu_();

    public Tensor Add(Tensor left, Tensor right) => left + right;

    public Tensor Upsample(Tensor map, Tensor like) => nn.functional.interpolate(
        map, size: [like.shape[2], like.shape[3]], mode: InterpolationMode.Bilinear, align_corners: false);
}
