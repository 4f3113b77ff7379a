namespace LiveStyle.Networks;

/// <summary>
/// What a transform network is made of. An architecture is composed once over these operations; TorchSharp's tensors,
/// the exporter's ONNX graph and the compute shaders' plan are answers to it, so that what is trained, shipped and run can't differ.
/// </summary>
/// <typeparam name="T">A map, [N,C,h,w]: a tensor, the name of a graph's value, or a step of a plan.</typeparam>
public interface INetworkOperations<T>
{
    /// <summary>
    /// Mirrors the border, convolves, smooths where the layer writes blocks (<see cref="BlockSmoothing"/>), and normalizes by the style.
    /// Layers are convolved in the architecture's order.
    /// </summary>
    /// <param name="map">The map that is read: [N,inputs,h,w].</param>
    /// <param name="layer">The layer whose weights are used.</param>
    T Convolve(T map, ConvolutionLayer layer);

    /// <summary>Replaces what is negative by 0.</summary>
    T Relu(T map);

    /// <summary>Adds two maps of one shape, value by value.</summary>
    T Add(T left, T right);

    /// <summary>Enlarges a map, bilinearly, to the height and width of <paramref name="like"/>: exact for odd sizes too.</summary>
    /// <param name="map">The map that is enlarged.</param>
    /// <param name="like">A map of the height and width that are wanted.</param>
    T Upsample(T map, T like);
}
