using System.Text.Json;
using System.Text.Json.Serialization;
using LiveStyle.Frames;

namespace LiveStyle.Transcoding.Plan;

/// <summary>Writes a size as people do: "1280x720", "1280x".</summary>
sealed class SizeConverter : JsonConverter<RequestedSize>
{
    public override RequestedSize Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        RequestedSize.TryParse(reader.GetString(), out RequestedSize size) ? size : throw new JsonException("no size stands there");

    public override void Write(Utf8JsonWriter writer, RequestedSize value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
