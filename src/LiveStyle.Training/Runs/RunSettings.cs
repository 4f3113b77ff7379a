using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveStyle.Training.Runs;

/// <summary>settings.json of a run: each stage's options, oldest first, for the bundle's provenance.</summary>
static class RunSettings
{
    static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Adds the options, unless the last stage had the same.</summary>
    public static void Save(TrainingOptions options, string path)
    {
        JsonArray stages = Load(path);
        JsonObject stage = Describe(options);
        if (stages.Count == 0 || !JsonNode.DeepEquals(stages[^1], stage))
        {
            stages.Add(stage);
            File.WriteAllText(path, stages.ToJsonString(Format));
        }
    }

    public static JsonArray Load(string path) =>
        File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))!.AsArray() : [];

    /// <summary>What mattered to the result; no folders of the machine.</summary>
    static JsonObject Describe(TrainingOptions options) => new()
    {
        ["steps"] = options.Steps,
        ["crop"] = options.CropSide,
        ["batch"] = options.Batch,
        ["learningRate"] = options.LearningRate,
        ["embeddingLearningRateFactor"] = options.EmbeddingLearningRateFactor,
        ["gradientLimit"] = options.GradientLimit,
        ["seed"] = options.Seed,
        ["photoSide"] = options.PhotoSide,
        ["paintingSide"] = options.PaintingSide,
        ["vgg"] = Path.GetFileNameWithoutExtension(options.Vgg),
        ["losses"] = JsonSerializer.SerializeToNode(options.Losses, Format),
    };
}
