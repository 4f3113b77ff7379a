using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveStyle.Quality.Losses;

/// <summary>The VGG activations that losses are measured at, with weights, as a model was trained on them.</summary>
public sealed record LossLayers
{
    /// <summary>The activations whose values a stylized picture keeps, with their weights, by VGG-19's names.</summary>
    public IReadOnlyDictionary<string, double> Content { get; init; } = new Dictionary<string, double> { ["relu2_2"] = 1 };

    /// <summary>The activations whose Gram matrices it takes from the painting, with their weights, by VGG-19's names.</summary>
    public IReadOnlyDictionary<string, double> Style { get; init; } = new Dictionary<string, double>
    {
        ["relu1_1"] = 1, ["relu2_2"] = 1, ["relu3_1"] = 1, ["relu4_1"] = 1,
    };

    /// <summary>
    /// Reads the layers of the last stage of a model's training, so that numbers compare with the trainer's; where it tells none, they are
    /// the usual ones.
    /// </summary>
    /// <param name="training">The training in the model's description, where trainers write what they like.</param>
    public static LossLayers Read(JsonObject training)
    {
        JsonNode? losses = ((training["stages"] as JsonArray)?.LastOrDefault() as JsonObject)?["losses"];
        var usual = new LossLayers();
        return new LossLayers
        {
            Content = Weights(losses, "contentLayers") ?? usual.Content,
            Style = Weights(losses, "styleLayers") ?? usual.Style,
        };
    }

    static Dictionary<string, double>? Weights(JsonNode? losses, string name)
    {
        try
        {
            Dictionary<string, double>? weights = (losses as JsonObject)?[name].Deserialize<Dictionary<string, double>>();
            return weights is { Count: > 0 } ? weights : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
