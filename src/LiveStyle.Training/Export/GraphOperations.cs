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
        return graph.Node(name, "InstanceNormalization", [convolved, name + ".gamma", name + ".beta"],
            Attribute("epsilon", (float)TransformNetwork.Epsilon));
    }

    public string Relu(string map) => graph.Node(map + ".relu", "Relu", [map]);

    public string Add(string left, string right) => graph.Node(right + ".sum", "Add", [left, right]);

    public string Concatenate(string first, string second) =>
        graph.Node(first + ".concatenated", "Concat", [first, second], Attribute("axis", 1L));

    public string Upsample(string map, string like)
    {
        string outer = graph.Node(map + ".outer", "Shape", [map], Attribute("start", 0L), Attribute("end", 2L));
        string inner = graph.Node(map + ".inner", "Shape", [like], Attribute("start", 2L));
        string size = graph.Node(map + ".size", "Concat", [outer, inner], Attribute("axis", 0L));
        return graph.Node(map + ".upsampled", "Resize", [map, "", "", size],
            Attribute("mode", "linear"), Attribute("coordinate_transformation_mode", "half_pixel"));
    }

    /// <summary>As Reshape and Transpose: ONNX's SpaceToDepth orders its channels by block position first, which the kernels don't expect.</summary>
    public string SpaceToDepth(string map, int block)
    {
        // [1,C,h,w] → [C,h/b,b,w/b,b] → [C,b,b,h/b,w/b] → [1,C·b²,h/b,w/b]
        string shape = graph.Node(map + ".shape", "Shape", [map]);
        string channels = Extent(map, shape, 1);
        string height = Extent(map, shape, 2);
        string width = Extent(map, shape, 3);
        string side = graph.Constant(map + ".block", [block]);
        string rows = graph.Node(map + ".rows", "Div", [height, side]);
        string columns = graph.Node(map + ".columns", "Div", [width, side]);
        string split = graph.Node(map + ".split", "Concat", [channels, rows, side, columns, side], Attribute("axis", 0L));
        string joined = graph.Node(map + ".joined", "Concat", [graph.Constant(map + ".one", [1]), graph.Constant(map + ".rest", [-1]), rows, columns], Attribute("axis", 0L));
        string blocks = graph.Node(map + ".blocks", "Reshape", [map, split]);
        string gathered = graph.Node(map + ".gathered", "Transpose", [blocks], Attribute("perm", [0, 2, 4, 1, 3]));
        return graph.Node(map + ".unshuffled", "Reshape", [gathered, joined]);
    }

    public string DepthToSpace(string map, int block) =>
        graph.Node(map + ".shuffled", "DepthToSpace", [map], Attribute("blocksize", (long)block), Attribute("mode", "CRD"));

    public string Smooth(string map, Neighbors towards) => graph.Node(map + ".smoothed", "AveragePool", [map],
        Attribute("kernel_shape", [2, 2]), Attribute("strides", [1, 1]), Attribute("count_include_pad", 0L),
        Attribute("pads", towards is Neighbors.Before ? [1, 1, 0, 0] : [0, 0, 1, 1]));

    string Extent(string map, string shape, long axis) =>
        graph.Node($"{map}.extent.{axis}", "Gather", [shape, graph.Constant($"{map}.axis.{axis}", [axis])], Attribute("axis", 0L));
}
