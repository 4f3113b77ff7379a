using System.Text.Json.Nodes;
using LiveStyle.Bundles;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Quality.Losses;
using LiveStyle.Training.Evaluation;
using LiveStyle.Training.Losses;
using LiveStyle.Training.Runs;
using Xunit;

namespace LiveStyle.Training.Tests.Evaluation;

public sealed class PerceptualLossTests : IDisposable
{
    readonly TrainingFixture world = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Losses_of_a_report_are_those_of_the_trainer(bool distilled)
    {
        TrainingFixture.SaveVgg(world.Vgg, distilled);
        Painting painting = Painting.Find(world.Paintings, ["red-stripes"])[1];
        using var trainers = new PictureLosses(world.Vgg, new LossOptions(), [painting], _ => 70);
        using PerceptualLoss ours = PerceptualLoss.Load(world.Vgg, new LossLayers());
        using HostFrame original = TrainingFixture.Draw(new FrameSize(61, 47), 3), stylized = TrainingFixture.Draw(original.Size, 9);
        using HostFrame painted = StillImage.Load(painting.Path!);

        PictureFeatures seen = ours.Look(stylized);
        double content = ours.Content(ours.Look(original), seen), style = ours.Style(ours.Look(painted), seen);

        LossTerms expected = trainers.Of(original, stylized, "red-stripes");
        Assert.Equal(expected.Content, content, 1e-3 * expected.Content);
        Assert.Equal(expected.Style, style, 1e-3 * expected.Style);
        Assert.True(expected is { Content: > 1e-3, Style: > 1e-3 });
    }

    [Fact]
    public void Layers_and_weights_are_those_of_the_last_stage_of_the_models_training()
    {
        var training = (JsonObject)JsonNode.Parse("""{"stages":[{"losses":{"contentLayers":{"relu4_2":1}}},{"losses":{"contentLayers":{"relu3_1":0.5},"styleLayers":{"relu1_1":2,"relu5_1":0.25}}}]}""")!;
        var options = new LossOptions
        {
            ContentLayers = new Dictionary<string, double> { ["relu3_1"] = 0.5 },
            StyleLayers = new Dictionary<string, double> { ["relu1_1"] = 2, ["relu5_1"] = 0.25 },
        };
        Painting painting = Painting.Find(world.Paintings, ["red-stripes"])[1];
        using var trainers = new PictureLosses(world.Vgg, options, [painting], _ => 70);
        using PerceptualLoss ours = PerceptualLoss.Load(world.Vgg, LossLayers.Read(training));
        using HostFrame original = TrainingFixture.Draw(new FrameSize(48, 64), 3), stylized = TrainingFixture.Draw(original.Size, 9);
        using HostFrame painted = StillImage.Load(painting.Path!);

        PictureFeatures seen = ours.Look(stylized);

        LossTerms expected = trainers.Of(original, stylized, "red-stripes");
        Assert.Equal(expected.Content, ours.Content(ours.Look(original), seen), 1e-3 * expected.Content);
        Assert.Equal(expected.Style, ours.Style(ours.Look(painted), seen), 1e-3 * expected.Style);
    }

    [Fact]
    public void Picture_that_is_the_original_has_no_content_loss_and_one_that_is_the_painting_no_style_loss()
    {
        using PerceptualLoss loss = PerceptualLoss.Load(world.Vgg, new LossLayers());
        using HostFrame original = TrainingFixture.Draw(new FrameSize(40, 30), 1), painting = TrainingFixture.Draw(new FrameSize(50, 60), 2);

        Assert.Equal(0, loss.Content(loss.Look(original), loss.Look(original)), 1e-9);
        Assert.Equal(0, loss.Style(loss.Look(painting), loss.Look(painting)), 1e-9);
        Assert.True(loss.Style(loss.Look(painting), loss.Look(original)) > 1e-4);
    }

    [Fact]
    public void Weights_of_another_network_are_refused_with_the_cure()
    {
        SafetensorsFile.Save(world.Vgg, [("features.0.weight", [4, 2, 3, 3], new float[72])]);
        Assert.Contains("VGG-19", Assert.Throws<ModelException>(() => PerceptualLoss.Load(world.Vgg, new LossLayers())).Message);
        var deep = new LossLayers { Content = new Dictionary<string, double> { ["relu9_9"] = 1 } };
        Assert.Contains("relu9_9", Assert.Throws<ModelException>(() => PerceptualLoss.Load(world.Vgg, deep)).Message);
    }

    public void Dispose() => world.Dispose();
}
