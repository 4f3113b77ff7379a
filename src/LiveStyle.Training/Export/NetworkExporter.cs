using System.Globalization;
using LiveStyle.OnnxFormat;
using LiveStyle.Training.Networks;
using static LiveStyle.Training.Export.OnnxGraph;

namespace LiveStyle.Training.Export;

/// <summary>
/// Writes a transform network as an ONNX graph of standard operators: frame (uint8 [1,H,W,3]) and embedding
/// (float32 [1,E]) in, stylized (uint8 [1,H,W,3]) out, for any H, W ≥ 16.
/// </summary>
static class NetworkExporter
{
    /// <summary>The last opset that DirectML runs whole is 17.</summary>
    public const int Opset = 17;

    const int IrVersion = 8;

    public static ModelProto Export(TransformNetwork network, string name)
    {
        TransformArchitecture architecture = network.Architecture;
        var graph = new OnnxGraph(name);
        string frame = graph.Input("frame", OnnxType.UInt8, "RGB8, sRGB, full range, origin top-left; height and width at least 16", 1, "height", "width", 3);
        string embedding = graph.Input("embedding", OnnxType.Float32, "gamma then beta of each normalization, in execution order; then the pass-through", 1, architecture.EmbeddingLength);

        SplitEmbedding(graph, embedding, architecture);
        var layout = new FrameLayout(graph, architecture);
        string values = graph.Node("frame.values", "Cast", [layout.ToPlanes(frame)], Attribute("to", (long)OnnxType.Float32));
        string unit = graph.Node("frame.unit", "Mul", [values, graph.Constant("frame.scale", 1f / 255)]);
        string map = architecture.Compose(new GraphOperations(graph, network), unit);
        layout.ToPixels(Picture(graph, map, values), frame);
        graph.Output("stylized", OnnxType.UInt8, "RGB8, sRGB, full range; the frame's own size", 1, "height", "width", 3);

        return graph.ToModel(Opset, IrVersion, "LiveStyle transform network: one network for all styles, a style is an embedding", new Dictionary<string, string>
        {
            ["family"] = architecture.Family,
            ["width"] = architecture.Width.ToString(CultureInfo.InvariantCulture),
            ["residualBlocks"] = architecture.ResidualBlocks.ToString(CultureInfo.InvariantCulture),
        });
    }

    /// <summary>One Split names every γ and β: "encoder.0.gamma", "encoder.0.beta", …, "passThrough".</summary>
    static void SplitEmbedding(OnnxGraph graph, string embedding, TransformArchitecture architecture)
    {
        string flat = graph.Node("embedding.flat", "Reshape", [embedding, graph.Constant("embedding.shape", [architecture.EmbeddingLength])]);
        long[] lengths = [.. architecture.Layers.SelectMany(layer => new long[] { layer.Channels, layer.Channels }), 1];
        string[] names = [.. architecture.Layers.SelectMany(layer => new[] { layer.Name + ".gamma", layer.Name + ".beta" }), "passThrough"];
        graph.Node("embedding.split", "Split", [flat, graph.Constant("embedding.lengths", lengths)], names, [Attribute("axis", 0L)]);
    }

    /// <summary>Sigmoid, pass-through, and bytes: (1 − g)·255·σ(map) + g·frame, clipped and rounded.</summary>
    static string Picture(OnnxGraph graph, string map, string values)
    {
        string share = graph.Node("painted.share", "Sub", [graph.Constant("one", 1f), "passThrough"]);
        string gain = graph.Node("painted.gain", "Mul", [share, graph.Constant("levels", 255f)]);
        string painted = graph.Node("painted", "Mul", [graph.Node("painted.unit", "Sigmoid", [map]), gain]);
        string passed = graph.Node("passed", "Mul", [values, "passThrough"]);
        string mixed = graph.Node("mixed", "Add", [painted, passed]);
        string clipped = graph.Node("mixed.clipped", "Clip", [mixed, graph.Constant("black", 0f), graph.Constant("white", 255f)]);
        string rounded = graph.Node("mixed.rounded", "Round", [clipped]);
        return graph.Node("stylized.planes", "Cast", [rounded], Attribute("to", (long)OnnxType.UInt8));
    }
}
