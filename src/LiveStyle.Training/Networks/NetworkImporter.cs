using LiveStyle.Bundles;
using LiveStyle.OnnxFormat;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LiveStyle.Training.Networks;

/// <summary>
/// Reads a model bundle back into TorchSharp: kernels from network.onnx's own initializers, rows from
/// styles.safetensors. So a bundle is all that is needed to add styles to it, or to train it further.
/// </summary>
static class NetworkImporter
{
    /// <summary>The bundle's network, with its styles in the order of model.json.</summary>
    /// <exception cref="ModelException">The folder is no bundle, or its files contradict one another.</exception>
    public static (TransformNetwork Network, ModelDescription Description) Load(string folder)
    {
        ModelDescription description = ModelDescription.Load(Path.Combine(folder, ModelDescription.FileName));
        string networkPath = Path.Combine(folder, ModelDescription.NetworkFile);
        string rowsPath = Path.Combine(folder, ModelDescription.StylesFile);
        Dictionary<string, TensorProto> weights = ReadInitializers(networkPath);
        SafetensorsFile rows = SafetensorsFile.Load(rowsPath);
        TransformArchitecture architecture = TransformArchitecture.Create(description.Architecture.Family, description.Architecture.Width, description.Architecture.ResidualBlocks);
        if (description.EmbeddingLength != architecture.EmbeddingLength)
        {
            throw new ModelException($"{folder}: its styles have {description.EmbeddingLength} values, where a network of {architecture} takes {architecture.EmbeddingLength}; export the bundle again");
        }

        var network = new TransformNetwork(architecture, description.Styles.Count);
        using IDisposable noGradient = no_grad();
        foreach (ConvolutionLayer layer in architecture.Layers)
        {
            Parameter kernel = network.Kernel(layer.Name);
            if (!weights.TryGetValue(layer.Name + ".kernel", out TensorProto? stored) || !stored.Dims.SequenceEqual(kernel.shape))
            {
                network.Dispose();
                throw new ModelException($"{networkPath}: its {layer.Name}.kernel is not [{string.Join(',', kernel.shape)}]; export the bundle again");
            }

            stored.RawData.Span.CopyTo(kernel.bytes);
        }

        for (int i = 0; i < description.Styles.Count; i++)
        {
            using Tensor row = tensor(rows.Read(description.Styles[i].Slug));
            network.Embeddings[i].copy_(row);
        }

        return (network, description);
    }

    static Dictionary<string, TensorProto> ReadInitializers(string path)
    {
        try
        {
            return ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)).Graph.Initializer.ToDictionary(tensor => tensor.Name);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or Google.Protobuf.InvalidProtocolBufferException or NullReferenceException)
        {
            throw new ModelException($"{path}: can't be read as ONNX ({problem.Message.ReplaceLineEndings(" ")}); fetch the bundle again", problem);
        }
    }
}
