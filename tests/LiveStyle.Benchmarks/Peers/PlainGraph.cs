using Google.Protobuf;
using LiveStyle.Frames;
using LiveStyle.Training.Export;
using static LiveStyle.Training.Export.OnnxGraph;

namespace LiveStyle.Benchmarks.Peers;

/// <summary>
/// A network for one style and one size of frames as a graph that plain importers take: float32 planes of 0 to 1 in and out, no shape that is
/// computed, no bytes.
/// </summary>
sealed class PlainGraph : INetworkOperations<string>
{
    public const string Input = "frame", Output = "painted";

    readonly OnnxGraph graph = new("plain");
    readonly Dictionary<string, FrameSize> sizes = [];
    readonly PeerScene scene;
    int offset;

    PlainGraph(PeerScene scene) => this.scene = scene;

    /// <summary>The graph as a file's bytes. Its input is float32 [1,3·b²,H/b,W/b], its output [1,3,H,W], of blocks of two pixels [1,3,4·H/b,W/b].</summary>
    public static byte[] Write(PeerScene scene)
    {
        var plain = new PlainGraph(scene);
        TransformArchitecture architecture = scene.Kernels.Architecture;
        int side = architecture.BlockSide;
        var seen = new FrameSize(scene.Source.Size.Width / side, scene.Source.Size.Height / side);
        plain.graph.Input(Input, OnnxType.Float32, "0 to 1", 1, 3 * side * side, seen.Height, seen.Width);
        plain.sizes[Input] = seen;
        plain.graph.Node(Output, "Sigmoid", [architecture.Compose(plain, Input)]);
        plain.graph.Output(Output, OnnxType.Float32, "0 to 1", 1, 3, seen.Height * side * side, seen.Width);
        return plain.graph.ToModel(NetworkExporter.Opset, irVersion: 8, "plain", []).ToByteArray();
    }

    public string Convolve(string map, ConvolutionLayer layer)
    {
        (string name, long border, FrameSize size) = (layer.Name, layer.Border, sizes[map]);
        string mirrored = graph.Node(name + ".mirrored", "Pad",
            [map, graph.Constant(name + ".border", [0, 0, border, border, 0, 0, border, border])], Attribute("mode", "reflect"));
        string kernel = graph.Weights(name + ".kernel", layer.KernelShape, scene.Kernels.Kernels[name]);
        string convolved = graph.Node(name + ".convolution", "Conv", [mirrored, kernel],
            Attribute("kernel_shape", [layer.Side, layer.Side]), Attribute("strides", [layer.Stride, layer.Stride]), Attribute("pads", [0, 0, 0, 0]));
        size = new FrameSize(Extent(size.Width, layer), Extent(size.Height, layer));
        string normalized = Normalize(name, layer.BlockSide == 1 ? convolved : Smooth(convolved, layer, size), layer);
        sizes[normalized] = size;
        return normalized;
    }

    public string Relu(string map) => Sized(graph.Node(map + ".relu", "Relu", [map]), map);

    public string Add(string left, string right) => Sized(graph.Node(right + ".sum", "Add", [left, right]), left);

    public string Upsample(string map, string like)
    {
        string scales = graph.Weights(map + ".scales", [4], [1, 1, sizes[like].Height / (float)sizes[map].Height, sizes[like].Width / (float)sizes[map].Width]);
        return Sized(graph.Node(map + ".upsampled", "Resize", [map, "", scales],
            Attribute("mode", "linear"), Attribute("coordinate_transformation_mode", "half_pixel")), like);
    }

    static int Extent(int extent, ConvolutionLayer layer) => (extent + 2 * layer.Border - layer.Side) / layer.Stride + 1;

    string Sized(string map, string like)
    {
        sizes[map] = sizes[like];
        return map;
    }

    /// <summary>The 2×2 pixels of a block lie below one another, as in the bundle's own graph. The last row and column come once more.</summary>
    string Smooth(string blocks, ConvolutionLayer layer, FrameSize size)
    {
        int side = BlockSmoothing.Side;
        string right = graph.Node(blocks + ".right", "Slice", [blocks, graph.Constant(blocks + ".x", [size.Width - 1]), graph.Constant(blocks + ".w", [size.Width]), graph.Constant(blocks + ".3", [3])]);
        string wider = graph.Node(blocks + ".wider", "Concat", [blocks, right], Attribute("axis", 3L));
        string below = graph.Node(blocks + ".below", "Slice", [wider, graph.Constant(blocks + ".y", [size.Height - 1]), graph.Constant(blocks + ".h", [size.Height]), graph.Constant(blocks + ".2", [2])]);
        string extended = graph.Node(blocks + ".extended", "Concat", [wider, below], Attribute("axis", 2L));
        string kernel = graph.Weights(blocks + ".smoothing", [layer.Outputs, layer.Outputs, side, side], BlockSmoothing.Kernel(layer.Channels));
        string smoothed = graph.Node(blocks + ".smoothed", "Conv", [extended, kernel], Attribute("kernel_shape", [side, side]));
        return graph.Node(blocks + ".map", "Reshape", [smoothed, graph.Constant(blocks + ".shape", [1, layer.Channels, size.Height * side * side, size.Width])]);
    }

    string Normalize(string node, string map, ConvolutionLayer layer)
    {
        string gamma = graph.Weights(node + ".gamma", [layer.Channels], scene.Embedding.AsSpan(offset, layer.Channels));
        string beta = graph.Weights(node + ".beta", [layer.Channels], scene.Embedding.AsSpan(offset + layer.Channels, layer.Channels));
        offset += 2 * layer.Channels;
        return graph.Node(node, "InstanceNormalization", [map, gamma, beta], Attribute("epsilon", (float)TransformArchitecture.Epsilon));
    }
}
