using LiveStyle.OnnxFormat;
using LiveStyle.Training.Networks;
using static LiveStyle.Training.Export.OnnxGraph;
using static TorchSharp.torch;

namespace LiveStyle.Training.Export;

/// <summary>A transform network's operations as ONNX nodes; a map is the name of its value.</summary>
/// <param name="graph">Has "NAME.gamma" and "NAME.beta" for every layer.</param>
/// <param name="network">Its kernels become initializers.</param>
sealed class GraphOperations(OnnxGraph graph, TransformNetwork network) : INetworkOperations<string>
{
    public string Convolve(string map, ConvolutionLayer layer)
    {
        using Tensor kernel = network.Kernel(layer.Name).detach().contiguous();
        string name = layer.Name;
        long side = layer.Side, border = layer.Border;
        string mirrored = graph.Node(name + ".mirrored", "Pad",
            [map, graph.Constant(name + ".border", [0, 0, border, border, 0, 0, border, border])], Attribute("mode", "reflect"));
        string weights = graph.Weights(name + ".kernel", kernel.shape, kernel.data<float>().ToArray());
        string convolved = graph.Node(name + ".convolution", "Conv", [mirrored, weights],
            Attribute("kernel_shape", [side, side]), Attribute("strides", [layer.Stride, layer.Stride]), Attribute("pads", [0, 0, 0, 0]));
        return layer.BlockSide == 1 ? Normalize(name, convolved, layer) : NormalizeBlocks(Smooth(convolved, layer), layer);
    }

    string Normalize(string node, string map, ConvolutionLayer layer) => graph.Node(
        node, "InstanceNormalization", [map, layer.Name + ".gamma", layer.Name + ".beta"], Attribute("epsilon", (float)TransformNetwork.Epsilon));

    string Smooth(string blocks, ConvolutionLayer layer)
    {
        long side = BlockSmoothing.Side;
        string extended = graph.Node(blocks + ".extended", "Pad", [blocks, graph.Constant(blocks + ".border", [0, 0, 0, 0, 0, 0, 1, 1])], Attribute("mode", "edge"));
        string kernel = graph.Weights(blocks + ".smoothing", [layer.Outputs, layer.Outputs, side, side], BlockSmoothing.Kernel(layer.Channels));
        return graph.Node(blocks + ".smoothed", "Conv", [extended, kernel], Attribute("kernel_shape", [side, side]));
    }

    /// <summary>A block's pixels lie one below the other: so many times higher, it is the map that they make.</summary>
    string NormalizeBlocks(string blocks, ConvolutionLayer layer)
    {
        string shape = graph.Node(blocks + ".shape", "Shape", [blocks]);
        string width = graph.Node(blocks + ".width", "Shape", [blocks], Attribute("start", 3L));
        string size = graph.Node(blocks + ".size", "Concat", [graph.Constant(blocks + ".maps", [1, layer.Channels, -1]), width], Attribute("axis", 0L));
        string map = Normalize(layer.Name + ".map", graph.Node(blocks + ".map", "Reshape", [blocks, size]), layer);
        return graph.Node(layer.Name, "Reshape", [map, shape]);
    }

    public string Relu(string map) => graph.Node(map + ".relu", "Relu", [map]);

    public string Add(string left, string right) => graph.Node(right + ".sum", "Add", [left, right]);

    public string Upsample(string map, string like)
    {
        string outer = graph.Node(map + ".outer", "Shape", [map], Attribute("start", 0L), Attribute("end", 2L));
        string inner = graph.Node(map + ".inner", "Shape", [like], Attribute("start", 2L));
        string size = graph.Node(map + ".size", "Concat", [outer, inner], Attribute("axis", 0L));
        return graph.Node(map + ".upsampled", "Resize", [map, "", "", size],
            Attribute("mode", "linear"), Attribute("coordinate_transformation_mode", "half_pixel"));
    }
}
