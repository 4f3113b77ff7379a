using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LiveStyle.Training.Networks;

/// <summary>A transform network's operations on tensors, for one embedding a picture.</summary>
/// <param name="network">Its kernels and precision.</param>
/// <param name="embedding">float32 [N,E].</param>
sealed class TensorOperations(TransformNetwork network, Tensor embedding) : INetworkOperations<Tensor>
{
    readonly ScalarType large = network.Precision.Type();
    long offset;

    public Tensor Convolve(Tensor map, ConvolutionLayer layer)
    {
        Parameter kernel = network.Kernel(layer.Name);

        // What sees or makes the picture itself stays exact.
        ScalarType type = layer.Side > 3 || layer.Outputs < 16 ? ScalarType.Float32 : large;
        long border = layer.Border;
        Tensor mirrored = nn.functional.pad(map.to_type(type), (border, border, border, border), PaddingModes.Reflect);
        Tensor convolved = nn.functional.conv2d(mirrored, kernel.to_type(type), strides: [layer.Stride, layer.Stride]).to_type(ScalarType.Float32);
        Tensor scale = embedding.narrow(1, offset, layer.Outputs).unsqueeze(-1).unsqueeze(-1);
        Tensor shift = embedding.narrow(1, offset + layer.Outputs, layer.Outputs).unsqueeze(-1).unsqueeze(-1);
        offset += 2 * layer.Outputs;
        return addcmul(shift, nn.functional.instance_norm(convolved, eps: TransformNetwork.Epsilon), scale, 1);
    }

    /// <summary>In place: a map is normalized before, and its own gradient needs no copy.</summary>
    public Tensor Relu(Tensor map) => map.relu_();

    public Tensor Add(Tensor left, Tensor right) => left + right;

    public Tensor Concatenate(Tensor first, Tensor second) => cat([first, second], 1);

    public Tensor Upsample(Tensor map, Tensor like) => nn.functional.interpolate(
        map, size: [like.shape[2], like.shape[3]], mode: InterpolationMode.Bilinear, align_corners: false);

    public Tensor SpaceToDepth(Tensor map, int block) => nn.functional.pixel_unshuffle(map, block);

    public Tensor DepthToSpace(Tensor map, int block) => nn.functional.pixel_shuffle(map, block);

    public Tensor Smooth(Tensor map, Neighbors towards)
    {
        (long, long, long, long) border = towards is Neighbors.Before ? (1, 0, 1, 0) : (0, 1, 0, 1);
        return nn.functional.avg_pool2d(nn.functional.pad(map, border, PaddingModes.Replicate), 2, stride: 1);
    }
}
