using System.Text.Json.Nodes;
using LiveStyle.Frames;
using LiveStyle.Training.Evaluation;
using LiveStyle.Training.Export;
using LiveStyle.Training.Networks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LiveStyle.Training.Tests.Evaluation;

/// <summary>Every measure, on a small untrained bundle and the project's own clip.</summary>
public sealed class EvaluationTests : IDisposable
{
    readonly TrainingFixture world = new();
    readonly string bundle;

    public EvaluationTests()
    {
        bundle = Path.Combine(world.Folder, "models", "tiny");
        using var network = new TransformNetwork(new LiveArchitecture(8, 1), 3, seed: 4);
        using (no_grad())
        {
            using Tensor noise = randn(network.Embeddings.shape, generator: new Generator(6)) * 0.4;
            noise.narrow(1, network.Architecture.PassThrough, 1).zero_();
            network.Embeddings.add_(noise);
            network.Embeddings[0, network.Architecture.PassThrough] = 1;
        }

        using HostFrame picture = TrainingFixture.Draw(new FrameSize(64, 48), 1);
        BundleWriter.Write(bundle, "Tiny", network, ["original", "blue-dots", "red-stripes"], StyleCatalog.Empty, picture, new JsonObject(), new JsonObject());
    }

    [Fact]
    public async Task Every_measure_finds_figures_and_the_original_is_exact_at_strength_0()
    {
        var findings = new Dictionary<string, Finding>();
        await using (var evaluation = new BundleEvaluation(Options()))
        {
            foreach (IMeasure measure in evaluation.Measures)
            {
                double last = 0;
                findings[measure.Name] = await measure.MeasureAsync(evaluation.Bundle, share => last = share, TestContext.Current.CancellationToken);
                Assert.Equal(1, last, 6);
                Assert.All(findings[measure.Name].Figures, figure => Assert.True(double.IsFinite(figure.Value), figure.Name));
            }
        }

        Assert.Equal(["losses", "strength", "blends", "grid", "steadiness", "speed", "legibility"], findings.Keys);
        Assert.Equal(100, Value(findings["strength"], "PSNR"));
        Assert.InRange(Value(findings["steadiness"], "warping error of the unstyled clip"), 1e-3, 100);
        Assert.Equal(0, Value(findings["grid"], "worst"), 1);

        // What was optimized once is not optimized again.
        Assert.Equal(3, Directory.GetFiles(Options().Cache, "*.png").Length);
    }

    [Fact]
    public async Task A_bundle_that_gives_photographs_back_is_as_good_as_an_optimization_that_has_taken_no_step()
    {
        string still = Path.Combine(world.Folder, "models", "still");
        using (var network = new TransformNetwork(new LiveArchitecture(8, 1), 3, seed: 4))
        using (HostFrame picture = TrainingFixture.Draw(new FrameSize(64, 48), 1))
        {
            using (no_grad())
            {
                network.Embeddings.select(1, network.Architecture.PassThrough).fill_(1);
            }

            BundleWriter.Write(still, "Still", network, ["original", "blue-dots", "red-stripes"], StyleCatalog.Empty, picture, new JsonObject(), new JsonObject());
        }

        // The first evaluation is of the photograph itself.
        await using var evaluation = new BundleEvaluation(Options() with { Model = still, OptimizationSteps = 1, Only = ["losses"] });
        Finding losses = await Assert.Single(evaluation.Measures).MeasureAsync(evaluation.Bundle, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal(1, Value(losses, "objective over optimization's, mean"), 1e-9);
        Assert.Equal(1, Value(losses, "objective over optimization's, worst style"), 1e-9);
    }

    [Fact]
    public async Task A_measure_that_lacks_what_it_needs_says_what()
    {
        EvaluationOptions options = Options() with { Photos = null, Only = ["losses"] };
        LiveStyleException problem = Assert.Throws<LiveStyleException>(() => new BundleEvaluation(options));
        Assert.Contains("--photos", problem.Message);
        await using var evaluation = new BundleEvaluation(options with { Only = ["speed"] });
        Assert.Equal("speed", Assert.Single(evaluation.Measures).Name);
    }

    [Fact]
    public async Task Real_clips_are_measured_by_themselves_and_steadied()
    {
        string clips = Directory.CreateDirectory(Path.Combine(world.Folder, "clips")).FullName;
        EvaluationOptions options = Options() with { Clips = clips, ClipFrames = 10, Only = ["films"] };
        await using var evaluation = new BundleEvaluation(options);
        IMeasure films = Assert.Single(evaluation.Measures);
        LiveStyleException empty = await Assert.ThrowsAsync<LiveStyleException>(
            () => films.MeasureAsync(evaluation.Bundle, _ => { }, TestContext.Current.CancellationToken));
        Assert.Contains("holds no clip", empty.Message);

        File.Copy(Repository.PathOf("media/sample.mp4"), Path.Combine(clips, "sample.mp4"));
        Finding found = await films.MeasureAsync(evaluation.Bundle, _ => { }, TestContext.Current.CancellationToken);

        Assert.InRange(Value(found, "sample.mp4: steadied"), 0.01, Value(found, "sample.mp4: by itself"));
        Assert.InRange(Value(found, "sharpness"), 0.5, 1.05);
        Assert.InRange(Value(found, "style loss"), 0.1, 10);
        Assert.Equal(Value(found, "sample.mp4: steadied"), Value(found, "median"));
        Assert.Equal(
            "there is no folder nowhere; name the one that holds the clips",
            Assert.Throws<LiveStyleException>(() => new BundleEvaluation(options with { Clips = "nowhere" })).Message);
        Assert.Contains("--clip-style no-such", Assert.Throws<LiveStyleException>(() => new BundleEvaluation(options with { ClipStyle = "no-such" })).Message);
    }

    public void Dispose() => world.Dispose();

    static double Value(Finding finding, string name) => finding.Figures.Single(figure => figure.Name.Contains(name)).Value;

    EvaluationOptions Options() => new()
    {
        Model = bundle,
        Vgg = world.Vgg,
        Paintings = world.Paintings,
        Photos = world.Photos,
        Picture = Repository.PathOf("media/sample.jpg"),
        Clip = Repository.PathOf("media/sample.mp4"),
        Motion = Repository.PathOf("media/sample.motion.json"),
        Pairs = 1,
        Side = 48,
        OptimizationSteps = 2,
        Cache = Path.Combine(world.Folder, "optimized"),
    };
}
