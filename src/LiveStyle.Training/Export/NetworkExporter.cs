using LiveStyle.Bundles;
using LiveStyle.Training.Export.Onnx;
using LiveStyle.Training.Networks;
using static LiveStyle.Training.Export.OnnxGraph;
using static TorchSharp.torch;

namespace LiveStyle.Training.Export;

/// <summary>
/// Writes the transform network as an ONNX graph of standard operators: frame (uint8 [1,H,W,3]) and embedding
/// (float32 [1,E]) in, stylized (uint8 [1,H,W,3]) out, for any H, W ≥ 16.
/// </summary>
static class NetworkExporter
{
    /// <summary>The last opset that DirectML runs whole is 17.</summary>
    public const int Opset = 17;

    const int IrVersion = 8;

    public static ModelProto Export(TransformNetwork network, string name)
    {
        ClassicArchitecture architecture = network.Architecture;
        var graph = new OnnxGraph(name);
        string frame = graph.Input("frame", OnnxType.UInt8, "RGB8, sRGB, full range, origin top-left; height and width at least 16", 1, "height", "width", 3);
        string embedding = graph.Input("embedding", OnnxType.Float32, "gamma then beta of each normalization, in execution order", 1, architecture.EmbeddingLength);

        SplitEmbedding(graph, embedding, architecture);
        string planes = graph.Node("frame.planes", "Transpose", [frame], Attribute("perm", [0, 3, 1, 2]));
        string values = graph.Node("frame.values", "Cast", [planes], Attribute("to", (long)OnnxType.Float32));
        string unit = graph.Node("frame.unit", "Mul", [values, graph.Constant("frame.scale", 1f / 255)]);

        string full = Relu(graph, Block(graph, network, unit, "encoder.0"));
        string half = Relu(graph, Block(graph, network, full, "encoder.1", stride: 2));
        string body = Relu(graph, Block(graph, network, half, "encoder.2", stride: 2));
        for (int i = 0; i < architecture.ResidualBlocks; i++)
        {
            string inner = Relu(graph, Block(graph, network, body, $"residual.{i}.0"));
            body = graph.Node($"residual.{i}.sum", "Add", [body, Block(graph, network, inner, $"residual.{i}.1")]);
        }

        string up = Relu(graph, Block(graph, network, Upsample(graph, body, half, "decoder.0"), "decoder.0"));
        up = Relu(graph, Block(graph, network, Upsample(graph, up, full, "decoder.1"), "decoder.1"));
        string picture = graph.Node("stylized.unit", "Sigmoid", [Block(graph, network, up, "decoder.2")]);

        string scaled = graph.Node("stylized.values", "Mul", [picture, graph.Constant("stylized.scale", 255f)]);
        string rounded = graph.Node("stylized.rounded", "Round", [scaled]);
        string bytes = graph.Node("stylized.planes", "Cast", [rounded], Attribute("to", (long)OnnxType.UInt8));
        graph.Node("stylized", "Transpose", [bytes], Attribute("perm", [0, 2, 3, 1]));
        graph.Output("stylized", OnnxType.UInt8, "RGB8, sRGB, full range; the frame's own size", 1, "height", "width", 3);

        return graph.ToModel(Opset, IrVersion, "LiveStyle transform network: one network for all styles, a style is an embedding", new Dictionary<string, string>
        {
            ["family"] = ClassicArchitecture.Family,
            ["width"] = architecture.Width.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["residualBlocks"] = architecture.ResidualBlocks.ToString(System.Globalization.CultureInfo.InvariantCulture),
        });
    }

    /// <summary>One Split names every γ and β: "encoder.0.gamma", "encoder.0.beta", …</summary>
    static void SplitEmbedding(OnnxGraph graph, string embedding, ClassicArchitecture architecture)
    {
        string flat = graph.Node("embedding.flat", "Reshape", [embedding, graph.Constant("embedding.shape", [architecture.EmbeddingLength])]);
        long[] lengths = [.. architecture.Normalizations.SelectMany(layer => new long[] { layer.Channels, layer.Channels })];
        string[] names = [.. architecture.Normalizations.SelectMany(layer => new[] { layer.Name + ".gamma", layer.Name + ".beta" })];
        graph.Node("embedding.split", "Split", [flat, graph.Constant("embedding.lengths", lengths)], names, [Attribute("axis", 0L)]);
    }

    /// <summary>Mirrored border, convolution, conditional instance normalization.</summary>
    static string Block(OnnxGraph graph, TransformNetwork network, string input, string name, int stride = 1)
    {
        using Tensor kernel = network.Kernel(name).detach().contiguous();
        long[] shape = kernel.shape;
        long side = shape[2], border = side / 2;
        string mirrored = graph.Node(name + ".mirrored", "Pad",
            [input, graph.Constant(name + ".border", [0, 0, border, border, 0, 0, border, border])], Attribute("mode", "reflect"));
        string weights = graph.Weights(name + ".kernel", shape, kernel.data<float>().ToArray());
        string map = graph.Node(name + ".convolution", "Conv", [mirrored, weights],
            Attribute("kernel_shape", [side, side]), Attribute("strides", [stride, stride]), Attribute("pads", [0, 0, 0, 0]));
        return graph.Node(name, "InstanceNormalization", [map, name + ".gamma", name + ".beta"],
            Attribute("epsilon", (float)TransformNetwork.Epsilon));
    }

    static string Relu(OnnxGraph graph, string input) => graph.Node(input + ".relu", "Relu", [input]);

    /// <summary>Bilinear, to the size of <paramref name="target"/>: exact for odd sizes too.</summary>
    static string Upsample(OnnxGraph graph, string input, string target, string name)
    {
        string outer = graph.Node(name + ".outer", "Shape", [input], Attribute("start", 0L), Attribute("end", 2L));
        string inner = graph.Node(name + ".inner", "Shape", [target], Attribute("start", 2L));
        string size = graph.Node(name + ".size", "Concat", [outer, inner], Attribute("axis", 0L));
        return graph.Node(name + ".upsampled", "Resize", [input, "", "", size],
            Attribute("mode", "linear"), Attribute("coordinate_transformation_mode", "half_pixel"));
    }
}
