using System.Text.Json.Nodes;
using LiveStyle.Frames;
using LiveStyle.Styles;
using LiveStyle.Training.Export;
using LiveStyle.Training.Networks;
using static TorchSharp.torch;

namespace LiveStyle.Training.Tests.Additions;

/// <summary>A bundle of a small untrained network whose styles differ, in a training world's folder.</summary>
static class SmallBundle
{
    public static readonly string[] Slugs = ["original", "hazy", "loud"];

    /// <returns>The bundle's folder.</returns>
    public static string Write(TrainingFixture world)
    {
        string folder = Path.Combine(world.Folder, "models", "small");
        var architecture = new ClassicArchitecture(4, 1);
        using var network = new TransformNetwork(architecture, Slugs.Length, seed: 3);
        using (no_grad())
        {
            using var generator = new Generator(7);
            using Tensor noise = randn(network.Embeddings.shape, generator: generator);
            network.Embeddings.add_(noise * 0.3);
            network.Embeddings.select(1, architecture.PassThrough).fill_(0);
            network.Embeddings[0, architecture.PassThrough] = 1;
        }

        using HostFrame picture = TrainingFixture.Draw(new FrameSize(64, 48), 1);
        var stage = new JsonObject
        {
            ["paintingSide"] = 72,
            ["losses"] = JsonNode.Parse("""{ "styleWeight": 2, "totalVariationWeight": 0.1 }"""),
        };
        BundleWriter.Write(folder, "Small", network, Slugs, StyleCatalog.Empty, picture, new JsonObject { ["stages"] = new JsonArray(stage) }, new JsonObject());
        return folder;
    }

    public static StyleInfo Style { get; } = new() { Slug = "my-stripes", Title = "My Stripes", PaintingSide = 64 };
}
