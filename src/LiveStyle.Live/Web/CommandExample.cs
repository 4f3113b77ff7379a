using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace LiveStyle.Live.Web;

/// <summary>One command as the description shows it: an example of all its fields, and the schema that follows from it.</summary>
/// <param name="Summary">What it does.</param>
/// <param name="Json">An example with every field.</param>
sealed record CommandExample(string Summary, string Json)
{
    /// <summary>Fields that any command may leave out.</summary>
    public static readonly string[] Optional = ["melt", "beats", "loops"];

    /// <summary>Every command.</summary>
    public static readonly CommandExample[] All =
    [
        new("Melts into a blend.", """{"do":"blend","blend":"munch-scream*0.6 + klimt-the-kiss*0.4","melt":2}"""),
        new("Sets one style's weight in the blend, as a fader does; what the weights leave up to one is the original's.", """{"do":"weight","style":"munch-scream","weight":0.5,"melt":0}"""),
        new("Sets the strength: 0 is the original picture, 1 the blend as written; -10 to 10.", """{"do":"strength","strength":0.8,"melt":1}"""),
        new("Melts into a preset.", """{"do":"preset","name":"calm","melt":3}"""),
        new("Sets how many seconds changes of the blend take from now on.", """{"do":"melt","seconds":1.5}"""),
        new("Sets how firmly the picture is held still: 0 to 1.", """{"do":"steadiness","steadiness":0.5}"""),
        new("Sets how large strokes are: 0.25 to 4, 1 as trained.", """{"do":"stroke-size","size":1.5}"""),
        new("Hides the picture behind the slate, in every sink, or shows it again. Undo passes it over.", """{"do":"privacy","on":true}"""),
        new("Takes the last step back; nothing where there is none.", """{"do":"undo"}"""),
        new("Does the step again that was taken back last; nothing where there is none.", """{"do":"redo"}"""),
        new("Takes another playlist, stopped.", """{"do":"playlist","items":[{"preset":"calm","seconds":30,"melt":5},{"preset":"wild","seconds":8}],"loops":true}"""),
        new("Starts the playlist, or goes on where it was paused.", """{"do":"start-playlist"}"""),
        new("Lets the playlist's preset stay until it is started again.", """{"do":"pause-playlist"}"""),
        new("Ends the playlist; its preset stays.", """{"do":"stop-playlist"}"""),
        new("Goes to the playlist's next preset; while none plays, to the next of all.", """{"do":"next-preset"}"""),
        new("Goes to the playlist's previous preset; while none plays, to the previous of all.", """{"do":"previous-preset"}"""),
        new("A tap on the beat: the median of what lies between the last eight is the tempo.", """{"do":"tap"}"""),
        new("Sets the tempo: 20 to 400 beats per minute.", """{"do":"tempo","bpm":120}"""),
        new("Makes this moment the first beat.", """{"do":"align-beat"}"""),
        new("Lets the strength or a style's weight swing with the beat: sine, triangle, fall, rise or square.", """{"do":"pulse","target":"strength","shape":"fall","depth":0.5,"beats":1}"""),
        new("Ends the pulse of a target.", """{"do":"stop-pulse","target":"strength"}"""),
    ];

    /// <summary>The fields and their values.</summary>
    public JsonObject Value => JsonNode.Parse(Json)!.AsObject();

    /// <summary>What "do" names it by.</summary>
    public string Name => (string)Value["do"]!;

    /// <summary>An object of the fields that the example has.</summary>
    public OpenApiSchema Schema()
    {
        OpenApiSchema schema = Of(Value);
        (schema.Title, schema.Description, schema.Examples) = (Name, Summary, [Value]);
        ((OpenApiSchema)schema.Properties!["do"]).Const = Name;
        return schema;
    }

    static OpenApiSchema Of(JsonNode? value) => value switch
    {
        JsonObject fields => new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = fields.ToDictionary(field => field.Key, field => (IOpenApiSchema)Of(field.Value)),
            Required = fields.Select(field => field.Key).Except(Optional).ToHashSet(),
            AdditionalPropertiesAllowed = false,
        },
        JsonArray items => new OpenApiSchema { Type = JsonSchemaType.Array, Items = Of(items[0]), MinItems = 1 },
        _ => new OpenApiSchema
        {
            Type = value!.GetValueKind() switch
            {
                System.Text.Json.JsonValueKind.String => JsonSchemaType.String,
                System.Text.Json.JsonValueKind.Number => JsonSchemaType.Number,
                _ => JsonSchemaType.Boolean,
            },
        },
    };
}
