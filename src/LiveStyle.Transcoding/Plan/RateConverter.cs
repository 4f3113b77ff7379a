using System.Text.Json;
using System.Text.Json.Serialization;
using LiveStyle.Time;

namespace LiveStyle.Transcoding.Plan;

/// <summary>Writes a rate as its ratio: "24000/1001".</summary>
sealed class RateConverter : JsonConverter<Rational>
{
    public override Rational Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        Rational.TryParse(reader.GetString(), out Rational rate) ? rate : throw new JsonException("no rate stands there");

    public override void Write(Utf8JsonWriter writer, Rational value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
