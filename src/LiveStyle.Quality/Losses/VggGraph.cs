using LiveStyle.Quality.Weights;

namespace LiveStyle.Quality.Losses;

/// <summary>
/// VGG-19 (Simonyan, Zisserman 2015) as an ONNX graph, as deep as some layers ask: from "picture", float32 [1,3,H,W] sRGB in
/// [0,1], to each activation [1,C,h,w] and each "NAME.gram" [C,C], the inner products of the maps over their positions.
/// </summary>
static class VggGraph
{
    public const string Picture = "picture";

    public static string GramOf(string layer) => layer + ".gram";

    /// <param name="weights">As deep as the layers ask, or deeper.</param>
    /// <param name="layers">What is wanted.</param>
    /// <returns>A whole ONNX file.</returns>
    /// <exception cref="ModelException">The weights do not reach a layer, or there is none of that name.</exception>
    public static byte[] Build(VggWeights weights, LossLayers layers)
    {
        var graph = new OnnxGraphWriter("vgg19");
        string map = Prepare(graph, weights);
        foreach (VggLayer layer in weights.UpTo([.. layers.Content.Keys, .. layers.Style.Keys]))
        {
            string convolved = graph.Node(layer.Name + ".convolution", "Conv",
                [weights.IsDistilled ? Mirror(graph, map, layer.Name) : map, .. Load(graph, layer, 3)],
                ("kernel_shape", new long[] { 3, 3 }), ("pads", weights.IsDistilled ? new long[4] : [1, 1, 1, 1]));
            map = graph.Node(layer.Name, "Relu", [convolved]);
            if (layers.Content.ContainsKey(layer.Name))
            {
                graph.Output(layer.Name, 4);
            }

            if (layers.Style.ContainsKey(layer.Name))
            {
                AddGram(graph, layer.Name, layer.Outputs);
            }

            if (layer.IsPooled)
            {
                map = graph.Node(layer.Name + ".pooled", "MaxPool", [map], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }));
            }
        }

        return graph.ToModel();
    }

    static string Prepare(OnnxGraphWriter graph, VggWeights weights)
    {
        string picture = graph.Input(Picture, 1, 3, -1, -1);
        if (weights.Preparation is { } preparation)
        {
            return graph.Node("prepared", "Conv", [picture, .. Load(graph, preparation, 1)], ("kernel_shape", new long[] { 1, 1 }));
        }

        string bytes = graph.Node("bytes", "Mul", [picture, graph.Weights("full", [], [255])]);
        return graph.Node("prepared", "Sub", [bytes, graph.Weights("mean", [1, 3, 1, 1], [.. weights.InputMean])]);
    }

    static string[] Load(OnnxGraphWriter graph, VggLayer layer, int side) =>
    [
        graph.Weights(layer.Name + ".kernel", [layer.Outputs, layer.Inputs, side, side], layer.Kernel.ToArray()),
        graph.Weights(layer.Name + ".bias", [layer.Outputs], layer.Bias.ToArray()),
    ];

    static string Mirror(OnnxGraphWriter graph, string map, string layer) =>
        graph.Node(layer + ".mirrored", "Pad", [map, graph.Numbers(layer + ".border", 0, 0, 1, 1, 0, 0, 1, 1)], ("mode", "reflect"));

    static void AddGram(OnnxGraphWriter graph, string layer, long channels)
    {
        string flat = graph.Node(layer + ".flat", "Reshape", [layer, graph.Numbers(layer + ".rows", channels, -1)]);
        string turned = graph.Node(layer + ".turned", "Transpose", [flat], ("perm", new long[] { 1, 0 }));
        graph.Output(graph.Node(GramOf(layer), "MatMul", [flat, turned]), 2);
    }
}
