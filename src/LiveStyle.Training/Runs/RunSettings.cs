using System.Text.Json;
using System.Text.Json.Nodes;
using LiveStyle.Files;
using LiveStyle.Training.Networks;

namespace LiveStyle.Training.Runs;

/// <summary>settings.json of a run: each stage's options, oldest first, for the bundle's provenance.</summary>
static class RunSettings
{
    /// <summary>The step at which the stage began.</summary>
    const string From = "from";

    static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Adds the options, unless the last stage had the same.</summary>
    public static void Save(TrainingOptions options, IReadOnlyList<Painting> styles, long from, string path)
    {
        JsonArray stages = Load(path);
        JsonObject stage = Describe(options, styles);
        Repeatability.Describe(options, stage);
        if (stages.Count > 0)
        {
            JsonObject last = stages[^1]!.DeepClone().AsObject();
            last.Remove(From);
            if (JsonNode.DeepEquals(last, stage))
            {
                return;
            }
        }

        stage.Insert(0, From, from);
        stages.Add(stage);
        AtomicFile.WriteText(path, stages.ToJsonString(Format));
    }

    /// <exception cref="LiveStyleException">The file is damaged.</exception>
    public static JsonArray Load(string path)
    {
        try
        {
            return File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))!.AsArray() : [];
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new LiveStyleException($"{path}: damaged; delete it, and the settings are noted anew", problem);
        }
    }

    /// <summary>What mattered to the result; no folders of the machine.</summary>
    static JsonObject Describe(TrainingOptions options, IReadOnlyList<Painting> styles) => new()
    {
        ["to"] = options.Steps,
        ["family"] = options.Architecture.Family,
        ["width"] = options.Architecture.Width,
        ["residualBlocks"] = options.Architecture.ResidualBlocks,
        ["startFrom"] = options.StartFrom is { } bundle ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(bundle))) : null,
        ["styles"] = string.Join(' ', styles.Select(style => style.Slug)),
        ["crop"] = options.CropSide,
        ["batch"] = options.Batch,
        ["learningRate"] = options.LearningRate,
        ["embeddingLearningRateFactor"] = options.EmbeddingLearningRateFactor,
        ["gradientLimit"] = options.GradientLimit,
        ["seed"] = options.Seed,
        ["photoSide"] = options.PhotoSide,
        ["paintingSide"] = options.PaintingSide,
        ["ownPaintingSides"] = new JsonObject([.. styles.Where(style => style.Side is not null).Select(style => KeyValuePair.Create(style.Slug, (JsonNode?)style.Side))]),
        ["precision"] = options.Precision.Resolve().ToString(),
        ["vgg"] = Path.GetFileNameWithoutExtension(options.Vgg),
        ["losses"] = JsonSerializer.SerializeToNode(options.Losses, Format),
    };
}
