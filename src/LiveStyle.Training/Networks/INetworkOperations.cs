namespace LiveStyle.Training.Networks;

/// <summary>
/// What a transform network is made of. An architecture is composed once over these operations; TorchSharp's tensors
/// and the exporter's ONNX graph are two answers to it, so that what is trained and what is shipped can't differ.
/// </summary>
/// <typeparam name="T">A map, [N,C,h,w]: a tensor, or the name of a graph's value.</typeparam>
interface INetworkOperations<T>
{
    /// <summary>Mirrored border, convolution, conditional instance normalization. Layers are convolved in the architecture's order.</summary>
    T Convolve(T map, ConvolutionLayer layer);

    T Relu(T map);

    T Add(T left, T right);

    /// <summary>Along the channels.</summary>
    T Concatenate(T first, T second);

    /// <summary>Bilinear, to the height and width of <paramref name="like"/>: exact for odd sizes too.</summary>
    T Upsample(T map, T like);

    /// <summary>[N,C,h,w] → [N,C·b²,h/b,w/b]: channel c·b² + b·row + column holds that pixel of each block.</summary>
    T SpaceToDepth(T map, int block);

    /// <summary>[N,C·b²,h,w] → [N,C,h·b,w·b], the inverse of <see cref="SpaceToDepth"/>.</summary>
    T DepthToSpace(T map, int block);

    /// <summary>
    /// The mean of each 2×2 pixels, one a pixel; the last row and column, or the first, stand for what lies outside. After a
    /// <see cref="DepthToSpace"/> by 2 it removes the checkerboard exactly: constant channels give a constant map
    /// (Sugawara, Shiota, Kiya, "Super-resolution using CNNs without any checkerboard artifacts", 2018).
    /// </summary>
    /// <param name="map">At least 2×2.</param>
    /// <param name="towards">Whether a pixel is averaged with those before it or those after it; a pair of opposite ones moves nothing.</param>
    T Smooth(T map, Neighbors towards);
}

/// <summary>The side of a pixel on which its neighbors lie.</summary>
enum Neighbors
{
    /// <summary>Above and to the left.</summary>
    Before,

    /// <summary>Below and to the right.</summary>
    After,
}
