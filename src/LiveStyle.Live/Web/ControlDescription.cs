using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace LiveStyle.Live.Web;

/// <summary>What /openapi.json says beside what the routes tell of themselves.</summary>
static class ControlDescription
{
    /// <summary>The name of the only document.</summary>
    public const string Document = "v1";

    public const string Live = """
        The server sends text messages, each a JSON object with one field that says what it is about: "state" (as /api/state), "presets"
        (as /api/presets), "sinks" (as /api/sinks) and "source" (as /api/source) on connecting and with each change, "figures" (as /api/figures) on connecting and once a
        second, "answer" to each message of yours. A slow client gets the newest of each only.
        You send {"id":1,"command":{"do":"strength","strength":0.8}}, with any id and one command or a list of them, as /api/do takes it, and
        get {"answer":{"id":1,"isDone":true,"version":12,"error":null}}, or the error in one line. A message of more than 64 KB ends the
        connection with status 1009.
        """;

    public const string Preview = """
        Each binary message is a JPEG. Answer each with any message, such as "next": two are under way at most, and the next one is always
        the newest picture of then.
        """;

    public static readonly string Sinks = $"""
        A file (.mkv, .mp4, .mov, .ts) or a list for HLS (.m3u8, hls:FOLDER) is a plain path below the folder that was named for it at the
        start; where none was, there are none. Sinks that wait for callers, and cameras of the machine, are opened by whoever starts the show
        alone. Beyond {RequestedSinks.Most} sinks the web adds none.
        """;

    const string Introduction = """
        Controls a show while it runs: commands to its desk, state, figures, sinks and preview. Every request but for the pages and this
        description brings the token that the show told at its start. Errors are problem+json with one line in "detail" that names the cure.
        """;

    const string Bearer = "bearer", Query = "query";

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            Complete(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = operation.OperationId switch
            {
                "doCommand" => Commands(),
                "addSink" => Body(
                    new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Properties = new Dictionary<string, IOpenApiSchema> { ["to"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Where the show shall go too: rtmp://…, srt://…, rtsp://…, a file's name below the folder of recordings, or browser." } },
                        Required = new HashSet<string> { "to" },
                    },
                    new() { ["stream"] = new OpenApiExample { Value = JsonNode.Parse("""{"to":"rtmp://127.0.0.1/live/key"}""") } }),
                _ => operation.RequestBody,
            };
            return Task.CompletedTask;
        });
    }

    static void Complete(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo { Title = "LiveStyle live control", Version = "1", Description = Introduction };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The token as a header." },
            [Query] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Query, Name = "token", Description = "The token in the address, where there can be no header: WebSockets, pictures and browser sources." },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Query, document)] = [] },
        ];
        document.Paths.Add("/metrics", new OpenApiPathItem
        {
            Operations = new Dictionary<HttpMethod, OpenApiOperation>
            {
                [HttpMethod.Get] = new()
                {
                    OperationId = "readMetrics",
                    Summary = "The counters and times of the meter LiveStyle in Prometheus' text form.",
                    Responses = new OpenApiResponses { ["200"] = new OpenApiResponse { Description = "OK", Content = new Dictionary<string, OpenApiMediaType> { ["text/plain"] = new() } } },
                },
            },
        });
    }

    static OpenApiRequestBody Commands()
    {
        var one = new OpenApiSchema { Title = "Command", OneOf = [.. CommandExample.All.Select(IOpenApiSchema (command) => command.Schema())] };
        var list = new OpenApiSchema { Title = "Commands", Type = JsonSchemaType.Array, Items = one, MaxItems = CommandBody.MostCommands };
        Dictionary<string, IOpenApiExample> examples = CommandExample.All.ToDictionary(
            command => command.Name, IOpenApiExample (command) => new OpenApiExample { Summary = command.Summary, Value = command.Value });
        return Body(new OpenApiSchema { OneOf = [one, list] }, examples);
    }

    static OpenApiRequestBody Body(OpenApiSchema schema, Dictionary<string, IOpenApiExample> examples) => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = schema, Examples = examples } },
    };
}
