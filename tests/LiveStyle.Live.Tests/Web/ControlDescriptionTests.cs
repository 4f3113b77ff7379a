using System.Text.Json;
using System.Text.Json.Nodes;
using LiveStyle.Live.Control;
using LiveStyle.Live.Web;
using Xunit;

namespace LiveStyle.Live.Tests.Web;

public sealed class ControlDescriptionTests
{
    [Fact]
    public async Task The_description_holds_every_address_with_its_schemas_and_examples()
    {
        await using WebScene scene = await WebScene.StartAsync();

        JsonElement document = await WebScene.JsonAsync(await scene.AskAsStrangerAsync("/openapi.json"));

        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString());
        JsonElement paths = document.GetProperty("paths");
        Assert.Equal(
            [
                "DELETE /api/sinks/{name}", "GET /api/figures", "GET /api/live", "GET /api/presets", "GET /api/sinks", "GET /api/source", "GET /api/state", "GET /api/styles", "GET /metrics",
                "GET /preview", "GET /preview.jpg", "GET /preview.mjpeg", "POST /api/do", "POST /api/redo", "POST /api/shutdown", "POST /api/sinks", "POST /api/undo",
            ],
            paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}")).Order(StringComparer.Ordinal));
        Assert.All(paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject()), operation =>
        {
            Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
            Assert.NotEmpty(operation.Value.GetProperty("operationId").GetString()!);
            Assert.NotEmpty(operation.Value.GetProperty("responses").EnumerateObject());
        });

        JsonElement state = document.GetProperty("components").GetProperty("schemas").GetProperty("StateView").GetProperty("properties");
        Assert.Equal(
            (await scene.GetAsync("/api/state")).EnumerateObject().Select(field => field.Name).Order(),
            state.EnumerateObject().Select(field => field.Name).Order());
        Assert.All(state.EnumerateObject(), field => Assert.Contains("\"description\"", field.Value.GetRawText()));
        Assert.Equal(CommandForms.Names.Order(), Body(paths, "/api/do").GetProperty("examples").EnumerateObject().Select(example => example.Name).Order());
        Assert.Equal("rtmp://127.0.0.1/live/key", Body(paths, "/api/sinks").GetProperty("examples").GetProperty("stream").GetProperty("value").GetProperty("to").GetString());
        Assert.Equal(["bearer", "query"], document.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().Select(scheme => scheme.Name).Order());
    }

    public static TheoryData<string> Commands => [.. CommandForms.Names];

    [Theory, MemberData(nameof(Commands))]
    public void Each_command_is_described_as_it_is_read(string name)
    {
        CommandExample example = Assert.Single(CommandExample.All, command => command.Name == name);

        DeskCommand command = DeskCommand.Parse(example.Json);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(example.Json), JsonNode.Parse(command.ToJson())), "the example has every field");
        foreach (string field in example.Value.Select(field => field.Key).Where(field => field != "do"))
        {
            JsonObject less = example.Value;
            less.Remove(field);
            if (CommandExample.Optional.Contains(field))
            {
                DeskCommand.Parse(less.ToJsonString());
            }
            else
            {
                Assert.Throws<LiveStyleException>(() => DeskCommand.Parse(less.ToJsonString()));
            }
        }
    }

    static JsonElement Body(JsonElement paths, string path) =>
        paths.GetProperty(path).GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
}
