using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveStyle.Transcoding.Plan;

/// <summary>Writes a time as its seconds: 12.5.</summary>
sealed class SecondsConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        double seconds = reader.GetDouble();
        return Math.Abs(seconds) <= TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : throw new JsonException("no such time");
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue(value.TotalSeconds);
}
