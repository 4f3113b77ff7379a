using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Google.Protobuf;
using LiveStyle.Bundles;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Training.Networks;
using LiveStyle.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Training.Export;

/// <summary>Writes a model bundle: network.onnx, styles.safetensors, previews and model.json, which names the hash of each.</summary>
static class BundleWriter
{
    const string NetworkFile = "network.onnx";
    const string StylesFile = "styles.safetensors";
    const int PreviewQuality = 88;

    /// <summary>Peak memory of a run over its frame's pixels and the width; measured on ONNX Runtime's CPU provider (see DECISIONS.md).</summary>
    const double WorkingBytesPerPixelAndWidth = 28;

    const string PatentNotice =
        "Conditional instance normalization for style transfer is claimed by US patents 10,535,164, 11,776,167 and 12,340,442 (Google LLC). " +
        "The licence of this bundle grants no right under them; users in the US take counsel before commercial use.";

    /// <param name="folder">models/&lt;name&gt;; made if missing, its files replaced, model.json last.</param>
    /// <param name="network">Stays the caller's.</param>
    /// <param name="styles">Slugs in the order of the embedding table.</param>
    /// <param name="catalog">Their titles and sources.</param>
    /// <param name="picture">Drawn through every style as its preview.</param>
    /// <param name="training">Settings, for model.json.</param>
    /// <param name="measured">Figures, for model.json.</param>
    public static void Write(
        string folder, string title, TransformNetwork network, IReadOnlyList<string> styles, StyleCatalog catalog,
        HostFrame picture, JsonObject training, JsonObject measured)
    {
        Directory.CreateDirectory(Path.Combine(folder, "previews"));
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var files = new List<string> { NetworkFile, StylesFile };
        WriteWhole(Path.Combine(folder, NetworkFile), NetworkExporter.Export(network, name).ToByteArray());
        SafetensorsFile.Save(Path.Combine(folder, StylesFile), Rows(network, styles));
        for (int i = 0; i < styles.Count; i++)
        {
            string preview = $"previews/{styles[i]}.jpg";
            using HostFrame stylized = Stylize(network, picture, i);
            StillImage.Save(stylized, Path.Combine(folder, preview), PreviewQuality);
            files.Add(preview);
        }

        // The picture itself, so that any host can draw the styles anew beside it.
        const string Content = "previews/picture.jpg";
        StillImage.Save(picture, Path.Combine(folder, Content), PreviewQuality);
        files.Add(Content);

        new ModelDescription
        {
            Name = name,
            Title = title,
            Architecture = new NetworkArchitecture
            {
                Family = ClassicArchitecture.Family,
                Width = network.Architecture.Width,
                ResidualBlocks = network.Architecture.ResidualBlocks,
                Normalizations = network.Architecture.Normalizations,
            },
            EmbeddingLength = network.Architecture.EmbeddingLength,
            Styles = [.. styles.Select(catalog.Find)],
            Training = training,
            Measured = measured,
            Licence = "MIT",
            PatentNotice = PatentNotice,
            WorkingBytesPerPixel = WorkingBytesPerPixelAndWidth * network.Architecture.Width,
            Files = files.ToDictionary(file => file, file => Hash(Path.Combine(folder, file))),
        }.Save(Path.Combine(folder, ModelDescription.FileName));
    }

    /// <summary>A picture through the network in TorchSharp.</summary>
    public static HostFrame Stylize(TransformNetwork network, HostFrame picture, int style)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        return FrameTensor.ToFrame(network.forward(FrameTensor.From(picture), network.Embeddings.narrow(0, style, 1)));
    }

    static IEnumerable<(string, long[], ReadOnlyMemory<float>)> Rows(TransformNetwork network, IReadOnlyList<string> styles)
    {
        using Tensor table = network.Embeddings.detach().contiguous();
        float[] values = table.data<float>().ToArray();
        int length = network.Architecture.EmbeddingLength;
        return styles.Select((slug, i) => (slug, new long[] { length }, (ReadOnlyMemory<float>)values.AsMemory(i * length, length)));
    }

    static void WriteWhole(string path, byte[] bytes)
    {
        string aside = path + ".part";
        File.WriteAllBytes(aside, bytes);
        File.Move(aside, path, overwrite: true);
    }

    static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
