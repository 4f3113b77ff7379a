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
    public async Task Bundle_is_there_at_every_moment_while_it_is_replaced()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Windows can't exchange two folders.");
        Write(seed: 4).Dispose();
        bool isDone = false;
        int missing = 0, looks = 0;
        var watch = new Thread(() =>
        {
            while (!Volatile.Read(ref isDone))
            {
                looks++;
                missing += File.Exists(Path.Combine(folder, ModelDescription.FileName)) ? 0 : 1;
            }
        });
        watch.Start();
        for (int seed = 5; seed < 15; seed++)
        {
            Write(seed).Dispose();
        }

        Volatile.Write(ref isDone, true);
        watch.Join();
        Assert.Equal(0, missing);
        Assert.True(looks > 0);
        await using OnnxStylizer stylizer = OnnxStylizer.Create(ModelBundle.Load(folder));
    }

    [Fact]
    public void Old_bundle_that_a_kill_left_aside_is_back_under_its_name_whatever_becomes_of_the_next_one()
    {
        Write(seed: 4).Dispose();
        byte[] styles = File.ReadAllBytes(Path.Combine(folder, ModelDescription.StylesFile));
        Directory.Move(folder, folder + FolderReplacement.OldSuffix);
        Directory.CreateDirectory(folder + ".part");

        Assert.ThrowsAny<MediaException>(() => Write(seed: 5, "no/slug"));

        Assert.Equal(styles, File.ReadAllBytes(Path.Combine(folder, ModelDescription.StylesFile)));
        Assert.Equal([folder], Directory.GetDirectories(Path.GetDirectoryName(folder)!));

        // Killed a moment later, both are there.
        Write(seed: 5).Dispose();
        Directory.CreateDirectory(folder + FolderReplacement.OldSuffix);
        Write(seed: 6).Dispose();
        Assert.Equal([folder], Directory.GetDirectories(Path.GetDirectoryName(folder)!));
    }

    [Fact]
    public void Where_folders_cannot_be_exchanged_the_old_one_steps_aside_and_comes_back_if_the_new_one_cannot_take_its_place()
    {
        string old = Directory.CreateDirectory(folder).FullName, finished = Directory.CreateDirectory(folder + ".part").FullName;
        File.WriteAllText(Path.Combine(old, "a"), "old");
        File.WriteAllText(Path.Combine(finished, "a"), "new");

        Assert.ThrowsAny<IOException>(() => FolderReplacement.ReplaceInSteps(folder, folder + ".missing"));
        Assert.Equal("old", File.ReadAllText(Path.Combine(folder, "a")));

        FolderReplacement.ReplaceInSteps(folder, finished);
        Assert.Equal("new", File.ReadAllText(Path.Combine(folder, "a")));
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

    TransformNetwork Write(long seed, string painted = "red-stripes")
    {
        var network = new TransformNetwork(new ClassicArchitecture(4, 1), 2, seed);
        using (no_grad())
        {
            using var generator = new Generator((ulong)seed);
            using Tensor noise = rand(network.Embeddings.shape, generator: generator);
            network.Embeddings.add_(noise);
        }

        using HostFrame picture = TrainingFixture.Draw(new FrameSize(64, 48), 1);
        BundleWriter.Write(folder, "Tiny", network, [Slugs[0], painted], StyleCatalog.Empty, picture, new JsonObject(), new JsonObject());
        return network;
    }
}
