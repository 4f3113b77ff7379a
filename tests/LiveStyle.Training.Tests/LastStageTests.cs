using System.Text.Json.Nodes;
using LiveStyle.Training.Losses;
using LiveStyle.Training.Runs;
using Xunit;

namespace LiveStyle.Training.Tests;

public sealed class LastStageTests
{
    [Fact]
    public void Last_stage_that_a_run_notes_comes_back()
    {
        using var world = new TrainingFixture();
        string path = Path.Combine(world.Folder, "settings.json");
        var losses = new LossOptions { StyleWeight = 7, ContentLayers = new Dictionary<string, double> { ["relu3_1"] = 0.5 } };
        RunSettings.Save(world.Options("run", 10), [Painting.Original, new Painting("fine", null, 96)], 0, path);
        RunSettings.Save(world.Options("run", 20) with { PaintingSide = 96, Losses = losses }, [Painting.Original, new Painting("fine", null, 72)], 10, path);

        LastStage stage = LastStage.Read(new JsonObject { ["stages"] = RunSettings.Load(path) });

        Assert.Equal(96, stage.PaintingSide);
        Assert.Equal(72, stage.PaintingSideOf("fine"));
        Assert.Equal(96, stage.PaintingSideOf("other"));
        Assert.Equal(7, stage.Losses.StyleWeight);
        Assert.Equal(0.5, Assert.Single(stage.Losses.ContentLayers).Value);
        Assert.Equal(new LossOptions().StyleLayers.Keys, stage.Losses.StyleLayers.Keys);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "stages": [] }""")]
    [InlineData("""{ "stages": "none" }""")]
    [InlineData("""{ "stages": [3] }""")]
    [InlineData("""{ "stages": [{ "paintingSide": "wide", "losses": 3 }] }""")]
    [InlineData("""{ "stages": [{ "paintingSide": -1, "losses": null }] }""")]
    public void What_another_trainer_wrote_leaves_the_usual_settings(string training)
    {
        LastStage stage = LastStage.Read(JsonNode.Parse(training)!.AsObject());

        Assert.Null(stage.PaintingSide);
        Assert.Equal(new LossOptions().StyleWeight, stage.Losses.StyleWeight);
    }
}
