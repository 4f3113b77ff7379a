using System.Text.Json;
using System.Text.Json.Nodes;
using LiveStyle.Training.Losses;

namespace LiveStyle.Training.Runs;

/// <summary>What a bundle's model.json tells of the last stage of its training: see <see cref="RunSettings"/>.</summary>
/// <param name="Losses">The usual ones where it tells none.</param>
/// <param name="PaintingSide">Short side of the paintings, in pixels; null where it tells none.</param>
/// <param name="OwnPaintingSides">Of the styles whose painting was taken at another side, by slug.</param>
sealed record LastStage(LossOptions Losses, int? PaintingSide, IReadOnlyDictionary<string, int> OwnPaintingSides)
{
    /// <summary>Short side at which a style's painting was taken, in pixels; null where the stage tells none.</summary>
    public int? PaintingSideOf(string slug) => OwnPaintingSides.TryGetValue(slug, out int side) ? side : PaintingSide;

    /// <param name="training">The description's training settings; trainers write there what they like.</param>
    public static LastStage Read(JsonObject training)
    {
        var stage = (training["stages"] as JsonArray)?.LastOrDefault() as JsonObject;
        return new LastStage(
            TryRead<LossOptions>(stage?["losses"]) ?? new LossOptions(),
            TryRead<int?>(stage?["paintingSide"]) is { } side and > 0 ? side : null,
            TryRead<Dictionary<string, int>>(stage?["ownPaintingSides"]) ?? []);
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
