using System.Text.Json;
using System.Text.Json.Serialization;
using LiveStyle.Styles;

namespace LiveStyle.Transcoding.Plan;

/// <summary>Writes blends and timelines as people do: their text stands for them, and reading gives an equal one back.</summary>
/// <param name="parse">Reads what <see cref="object.ToString"/> gives.</param>
sealed class TextConverter<T>(Func<string, T> parse) : JsonConverter<T>
    where T : class
{
    public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        try
        {
            return reader.TokenType == JsonTokenType.String ? parse(reader.GetString()!) : throw new JsonException("no text stands there");
        }
        catch (BlendException problem)
        {
            throw new JsonException(problem.Message, problem);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
