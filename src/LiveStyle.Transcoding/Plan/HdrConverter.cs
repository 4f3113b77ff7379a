using System.Text.Json;
using System.Text.Json.Serialization;
using LiveStyle.Media.Color;

namespace LiveStyle.Transcoding.Plan;

/// <summary>Writes what becomes of a high dynamic range as a word: "expand", "tone-map".</summary>
sealed class HdrConverter() : JsonStringEnumConverter<HdrHandling>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
