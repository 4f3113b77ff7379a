namespace LiveStyle.Training.Networks;

/// <summary>
/// What a transform network is made of. An architecture is composed once over these operations; TorchSharp's tensors
/// and the exporter's ONNX graph are two answers to it, so that what is trained and what is shipped can't differ.
/// </summary>
/// <typeparam name="T">A map, [N,C,h,w]: a tensor, or the name of a graph's value.</typeparam>
interface INetworkOperations<T>
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
