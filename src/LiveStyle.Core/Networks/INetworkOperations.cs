namespace LiveStyle.Networks;

/// <summary>
/// What a transform network is made of. An architecture is composed once over these operations; TorchSharp's tensors,
/// the exporter's ONNX graph and the compute shaders' plan are answers to it, so that what is trained, shipped and run can't differ.
/// </summary>
/// <typeparam name="T">A map, [N,C,h,w]: a tensor, the name of a graph's value, or a step of a plan.</typeparam>
public interface INetworkOperations<T>
{
    /// <summary>
    /// Mirrored border, convolution, smoothing where the layer writes blocks (<see cref="BlockSmoothing"/>), conditional
    /// instance normalization. Layers are convolved in the architecture's order.
    /// </summary>
    T Convolve(T map, ConvolutionLayer layer);

    T Relu(T map);

    T Add(T left, T right);

    /// <summary>Bilinear, to the height and width of <paramref name="like"/>: exact for odd sizes too.</summary>
    T Upsample(T map, T like);
}
