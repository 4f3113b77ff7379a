using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveStyle.Live.Web.Answers;

/// <summary>How everything is written as JSON here.</summary>
static class ControlJson
{
    /// <summary>The deepest that a request may be nested.</summary>
    const int Depth = 16;

    public static JsonSerializerOptions Options { get; } = Set(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonDocumentOptions Reading { get; } = new() { MaxDepth = Depth };

    public static JsonSerializerOptions Set(JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.DictionaryKeyPolicy = JsonNamingPolicy.CamelCase;

        // Nothing of it is put into a page's text.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.NumberHandling = JsonNumberHandling.Strict;
        return options;
    }
}
