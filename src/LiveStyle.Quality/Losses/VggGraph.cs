using LiveStyle.Bundles;

namespace LiveStyle.Quality.Losses;

/// <summary>
/// VGG-19 (Simonyan, Zisserman 2015) as an ONNX graph, as deep as some layers ask: from "picture", float32 [1,3,H,W] sRGB in
/// [0,1], to each activation [1,C,h,w] and each "NAME.gram" [C,C], the inner products of the maps over their positions.
/// </summary>
/// <remarks>Two kinds of weights, told apart by the file, as the trainer reads them: the full network (0..255 minus the ImageNet mean,
/// zero padding), and the one distilled to a quarter of the width (a learned 1×1 convolution first, mirrored padding).</remarks>
static class VggGraph
{
    public const string Picture = "picture";

    /// <summary>torchvision's index of each convolution, its activation's name in the papers, and whether pixels are pooled after it.</summary>
    static readonly (int Index, string Name, bool IsPooled)[] Layers =
    [
        (0, "relu1_1", false), (2, "relu1_2", true), (5, "relu2_1", false), (7, "relu2_2", true),
        (10, "relu3_1", false), (12, "relu3_2", false), (14, "relu3_3", false), (16, "relu3_4", true),
        (19, "relu4_1", false), (21, "relu4_2", false), (23, "relu4_3", false), (25, "relu4_4", true), (28, "relu5_1", false),
    ];

    public static string GramOf(string layer) => layer + ".gram";

    /// <summary>How often the map of a layer has been halved.</summary>
    public static int Halvings(string layer) => Layers.TakeWhile(known => known.Name != layer).Count(known => known.IsPooled);

    /// <param name="file">Weights in torchvision's names.</param>
    /// <param name="path">How to name it in errors.</param>
    /// <param name="layers">What is wanted.</param>
    /// <returns>A whole ONNX file.</returns>
    /// <exception cref="ModelException">The file holds no such weights, or a layer is none of them.</exception>
    public static byte[] Build(SafetensorsFile file, string path, LossLayers layers)
    {
        HashSet<string> wanted = [.. layers.Content.Keys, .. layers.Style.Keys];
        if (wanted.FirstOrDefault(name => Layers.All(layer => layer.Name != name)) is { } unknown)
        {
            throw new ModelException($"the model's losses name {unknown}, which is no layer of VGG-19; there are {string.Join(", ", Layers.Select(layer => layer.Name))}");
        }

        bool isDistilled = file.Contains("preproc.weight");
        var graph = new OnnxGraphWriter("vgg19");
        string map = Prepare(graph, file, path, isDistilled);
        long channels = 3;
        foreach ((int index, string name, bool isPooled) in Layers[..(1 + Array.FindLastIndex(Layers, layer => wanted.Contains(layer.Name)))])
        {
            string kernel = $"features.{index}.weight", bias = $"features.{index}.bias";
            if (!file.Contains(kernel) || file.ShapeOf(kernel) is not [var outputs, var inputs, 3, 3] || inputs != channels)
            {
                throw NoWeights(path, $"{kernel} [out,{channels},3,3]");
            }

            string convolved = graph.Node(name + ".convolution", "Conv",
                [isDistilled ? Mirror(graph, map, name) : map, Load(graph, file, path, kernel, outputs, channels, 3, 3), Load(graph, file, path, bias, outputs)],
                ("kernel_shape", new long[] { 3, 3 }), ("pads", isDistilled ? new long[4] : [1, 1, 1, 1]));
            map = graph.Node(name, "Relu", [convolved]);
            channels = outputs;
            if (layers.Content.ContainsKey(name))
            {
                graph.Output(name, 4);
            }

            if (layers.Style.ContainsKey(name))
            {
                AddGram(graph, name, channels);
            }

            if (isPooled)
            {
                map = graph.Node(name + ".pooled", "MaxPool", [map], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }));
            }
        }

        return graph.ToModel();
    }

    static string Prepare(OnnxGraphWriter graph, SafetensorsFile file, string path, bool isDistilled)
    {
        string picture = graph.Input(Picture, 1, 3, -1, -1);
        if (isDistilled)
        {
            return graph.Node("prepared", "Conv",
                [picture, Load(graph, file, path, "preproc.weight", 3, 3, 1, 1), Load(graph, file, path, "preproc.bias", 3)], ("kernel_shape", new long[] { 1, 1 }));
        }

        string bytes = graph.Node("bytes", "Mul", [picture, graph.Weights("full", [], [255])]);
        return graph.Node("prepared", "Sub", [bytes, graph.Weights("mean", [1, 3, 1, 1], [123.68f, 116.779f, 103.939f])]);
    }

    static string Mirror(OnnxGraphWriter graph, string map, string layer) =>
        graph.Node(layer + ".mirrored", "Pad", [map, graph.Numbers(layer + ".border", 0, 0, 1, 1, 0, 0, 1, 1)], ("mode", "reflect"));

    static void AddGram(OnnxGraphWriter graph, string layer, long channels)
    {
        string flat = graph.Node(layer + ".flat", "Reshape", [layer, graph.Numbers(layer + ".rows", channels, -1)]);
        string turned = graph.Node(layer + ".turned", "Transpose", [flat], ("perm", new long[] { 1, 0 }));
        graph.Output(graph.Node(GramOf(layer), "MatMul", [flat, turned]), 2);
    }

    static string Load(OnnxGraphWriter graph, SafetensorsFile file, string path, string name, params long[] shape)
    {
        if (!file.Contains(name) || !file.ShapeOf(name).SequenceEqual(shape))
        {
            throw NoWeights(path, $"{name} [{string.Join(',', shape)}]");
        }

        float[] values = file.Read(name);
        return values.All(float.IsFinite)
            ? graph.Weights(name, shape, values)
            : throw new ModelException($"{path}: {name} holds values that are no numbers; fetch the weights again");
    }

    static ModelException NoWeights(string path, string missing) =>
        new($"{path}: holds no {missing}; give VGG-19 weights in torchvision's names as safetensors");
}
