using System.Text.Encodings.Web;
using System.Text.Json;
using LiveStyle.Styles;

namespace LiveStyle.Transcoding.Plan;

/// <summary>How plans and records are written: for people to read, the same text for the same content.</summary>
static class FilmJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new TextConverter<Timeline>(Timeline.Parse), new TextConverter<Blend>(Blend.Parse) },
    };
}
