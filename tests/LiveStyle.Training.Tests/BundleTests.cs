using System.Text.Json.Nodes;
using LiveStyle.Bundles;
using LiveStyle.Frames;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Onnx;
using LiveStyle.Training.Export;
using LiveStyle.Training.Networks;
using Xunit;
using static TorchSharp.torch;

namespace LiveStyle.Training.Tests;

/// <summary>The one contract between training and runtime: what the exporter writes, the stylizer loads and runs.</summary>
public sealed class BundleTests : IDisposable
{
    static readonly string[] Slugs = ["original", "red-stripes"];

    readonly string folder = Path.Combine(Directory.CreateTempSubdirectory("livestyle-bundle-").FullName, "tiny");

    [Fact]
    public async Task Bundle_that_the_trainer_writes_stylizes_as_the_trainer_does()
    {
        using TransformNetwork network = Write(seed: 4);
        ModelBundle bundle = ModelBundle.Load(folder);
        Assert.Equal(Slugs, Enumerable.Range(0, 2).Select(i => bundle.Styles.Names[i]));
        await using OnnxStylizer stylizer = OnnxStylizer.Create(bundle);
        using HostFrame frame = TrainingFixture.Draw(new FrameSize(45, 33), 2);
        using HostFrame target = HostFrame.Allocate(frame.Size), expected = BundleWriter.Stylize(network, frame, 1);
        stylizer.Stylize(frame, target, bundle.Styles.Embed(new Blend("red-stripes")), TestContext.Current.CancellationToken);
        for (int i = 0; i < target.Pixels.Length; i++)
        {
            Assert.InRange(Math.Abs(target.Pixels[i] - expected.Pixels[i]), 0, 1);
        }
    }

    [Fact]
    public void Bundle_is_replaced_as_a_whole_and_nothing_of_the_old_one_stays()
    {
        Write(seed: 4).Dispose();
        string stray = Path.Combine(folder, "previews", "gone.jpg");
        File.WriteAllText(stray, "");
        Write(seed: 5).Dispose();
        Assert.False(File.Exists(stray));
        ModelDescription description = ModelBundle.Load(folder).Description;
        Assert.Equal(
            description.Files.Keys.Append("model.json").Order(StringComparer.Ordinal),
            Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal));
        Assert.Equal([folder], Directory.GetDirectories(Path.GetDirectoryName(folder)!));
    }

    [Fact]
    public void Folder_that_is_no_bundle_is_not_replaced()
    {
        Directory.CreateDirectory(folder);
        string precious = Path.Combine(folder, "thesis.txt");
        File.WriteAllText(precious, "years of work");
        Assert.Contains("--out", Assert.Throws<ModelException>(() => Write(seed: 4)).Message);
        Assert.True(File.Exists(precious));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    TransformNetwork Write(long seed)
    {
        var network = new TransformNetwork(new ClassicArchitecture(4, 1), 2, seed);
        using (no_grad())
        {
            using Tensor noise = rand_like(network.Embeddings);
            network.Embeddings.add_(noise);
        }

        using HostFrame picture = TrainingFixture.Draw(new FrameSize(64, 48), 1);
        BundleWriter.Write(folder, "Tiny", network, Slugs, StyleCatalog.Empty, picture, new JsonObject(), new JsonObject());
        return network;
    }
}
