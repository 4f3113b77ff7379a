using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Google.Protobuf;
using LiveStyle.Bundles;
using LiveStyle.Files;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Styles;
using LiveStyle.Training.Networks;
using LiveStyle.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Training.Export;

/// <summary>Writes a model bundle: network.onnx, styles.safetensors, previews and model.json, which names the hash of each.</summary>
static class BundleWriter
{
    // Small, so that a style costs the bundle little more than its numbers.
    const int PreviewQuality = 80;
    const int PreviewWidth = 320;

    const string PatentNotice =
        "Conditional instance normalization for style transfer is claimed by US patents 10,535,164, 11,776,167 and 12,340,442 (Google LLC). " +
        "The licence of this bundle grants no right under them; users in the US take counsel before commercial use.";

    /// <param name="folder">models/&lt;name&gt;; replaced as a whole, once the new bundle is complete.</param>
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
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string aside = target + ".part";
        if (Directory.Exists(target) && !File.Exists(Path.Combine(target, ModelDescription.FileName)) && Directory.EnumerateFileSystemEntries(target).Any())
        {
            throw new ModelException($"{folder}: is there and is no model bundle; give another --out");
        }

        FolderReplacement.Recover(target);
        try
        {
            if (Directory.Exists(aside))
            {
                Directory.Delete(aside, recursive: true);
            }

            WriteInto(aside, Path.GetFileName(target), title, network, styles, catalog, picture, training, measured);
            FolderReplacement.Replace(target, aside);
        }
        catch
        {
            if (Directory.Exists(aside))
            {
                Directory.Delete(aside, recursive: true);
            }

            throw;
        }
    }

    static void WriteInto(
        string folder, string name, string title, TransformNetwork network, IReadOnlyList<string> styles, StyleCatalog catalog,
        HostFrame picture, JsonObject training, JsonObject measured)
    {
        Directory.CreateDirectory(Path.Combine(folder, "previews"));
        var files = new List<string> { ModelDescription.NetworkFile, ModelDescription.StylesFile };
        AtomicFile.Write(Path.Combine(folder, ModelDescription.NetworkFile), file => NetworkExporter.Export(network, name).WriteTo(file));
        SafetensorsFile.Save(Path.Combine(folder, ModelDescription.StylesFile), Rows(network, styles));
        for (int i = 0; i < styles.Count; i++)
        {
            string preview = $"previews/{styles[i]}.jpg";
            using HostFrame stylized = Stylize(network, picture, i);
            using HostFrame small = StillImage.Resize(stylized, new FrameSize(PreviewWidth, Math.Max(1, PreviewWidth * picture.Size.Height / picture.Size.Width)));
            StillImage.Save(small, Path.Combine(folder, preview), PreviewQuality);
            files.Add(preview);
        }

        // The picture itself, so that any host can draw the styles anew beside it.
        const string Content = "previews/picture.jpg";
        StillImage.Save(picture, Path.Combine(folder, Content), PreviewQuality);
        files.Add(Content);

        LastStage stage = LastStage.Read(training);
        new ModelDescription
        {
            Name = name,
            Title = title,
            Architecture = new NetworkArchitecture
            {
                Family = network.Architecture.Family,
                Width = network.Architecture.Width,
                ResidualBlocks = network.Architecture.ResidualBlocks,
                Normalizations = network.Architecture.Normalizations,
                PassThrough = true,
            },
            EmbeddingLength = network.Architecture.EmbeddingLength,
            Styles = [.. styles.Select(slug => catalog.Find(slug) with { PaintingSide = slug == StyleInfo.Original ? null : stage.PaintingSideOf(slug) })],
            Training = training,
            Measured = measured,
            Licence = "MIT",
            PatentNotice = PatentNotice,
            WorkingBytesPerPixel = network.Architecture.WorkingBytesPerPixel,
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

    static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
