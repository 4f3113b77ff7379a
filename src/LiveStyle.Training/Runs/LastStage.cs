using System.Text.Json;
using System.Text.Json.Nodes;
using LiveStyle.Training.Losses;

namespace LiveStyle.Training.Runs;

/// <summary>What a bundle's model.json tells of the last stage of its training: see <see cref="RunSettings"/>.</summary>
/// <param name="Losses">The usual ones where it tells none.</param>
/// <param name="PaintingSide">Short side of the paintings, in pixels; null where it tells none.</param>
sealed record LastStage(LossOptions Losses, int? PaintingSide)
{
    /// <param name="training">The description's training settings; trainers write there what they like.</param>
    public static LastStage Read(JsonObject training)
    {
        var stage = (training["stages"] as JsonArray)?.LastOrDefault() as JsonObject;
        return new LastStage(
            TryRead<LossOptions>(stage?["losses"]) ?? new LossOptions(),
            TryRead<int?>(stage?["paintingSide"]) is { } side and > 0 ? side : null);
    }

    static T? TryRead<T>(JsonNode? node)
    {
        try
        {
            return node.Deserialize<T>(JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
