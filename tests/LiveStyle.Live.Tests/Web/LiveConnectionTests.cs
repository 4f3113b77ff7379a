using System.Net.WebSockets;
using System.Text.Json;
using LiveStyle.Live.Control;
using LiveStyle.Live.Web;
using LiveStyle.Styles;
using Xunit;

namespace LiveStyle.Live.Tests.Web;

public sealed class LiveConnectionTests
{
    [Fact]
    public async Task Whoever_connects_gets_state_sinks_source_and_figures_and_then_every_change()
    {
        await using WebScene scene = await WebScene.StartAsync();
        using ClientWebSocket socket = await scene.OpenAsync("/api/live");

        Assert.Equal("original", (await WebScene.AwaitAsync(socket, "state")).GetProperty("blend").GetString());
        Assert.Equal("test", (await WebScene.AwaitAsync(socket, "source")).GetProperty("name").GetString());
        Assert.Equal("browser", (await WebScene.AwaitAsync(socket, "sinks"))[0].GetProperty("name").GetString());
        Assert.True((await WebScene.AwaitAsync(socket, "figures")).GetProperty("uptimeSeconds").GetDouble() > 0);

        scene.Show.Desk.Do(new ChoosePreset("wild"));
        Assert.Equal("wild", (await WebScene.AwaitAsync(socket, "state")).GetProperty("preset").GetString());

        scene.Show.Desk.SetPresets([new Preset("new", new Blend("munch-scream"))]);
        await WebScene.AwaitAsync(socket, "presets", presets => presets[0].GetProperty("name").GetString() == "new");

        await scene.PostAsync("/api/sinks", """{"to":"null:"}""");
        await WebScene.AwaitAsync(socket, "sinks", sinks => sinks.GetArrayLength() == 2);

        // Once a second by themselves.
        await WebScene.AwaitAsync(socket, "figures");
        await WebScene.AwaitAsync(socket, "figures");
    }

    [Fact]
    public async Task A_command_is_answered_by_its_id_and_everybody_sees_the_change()
    {
        await using WebScene scene = await WebScene.StartAsync();
        using ClientWebSocket one = await scene.OpenAsync("/api/live"), other = await scene.OpenAsync("/api/live");

        await WebScene.SayAsync(one, """{"id":"a7","command":[{"do":"blend","blend":"munch-scream"},{"do":"strength","strength":0.25}]}""");

        JsonElement answer = await WebScene.AwaitAsync(one, "answer");
        Assert.Equal(("a7", true), (answer.GetProperty("id").GetString(), answer.GetProperty("isDone").GetBoolean()));
        JsonElement seen = await WebScene.AwaitAsync(other, "state", state => state.GetProperty("version").GetInt64() == answer.GetProperty("version").GetInt64());
        Assert.Equal(0.25, seen.GetProperty("strength").GetDouble());
    }

    [Theory]
    [InlineData("""{"id":3,"command":{"do":"preset","name":"mild"}}""", 3, "mild")]
    [InlineData("""{"id":4,"command":{"do":"blend","blend":"munch-screem"}}""", 4, "did you mean 'munch-scream'?")]
    [InlineData("""{"id":5}""", null, "a message is an object with a command in it")]
    [InlineData("{{{", null, "that is no JSON")]
    [InlineData("""{"command":{"do":"undo","\ud800":1}}""", null, "that has half a character in it")]
    [InlineData("""{"id":"\ud800","command":{"do":"dance"}}""", null, "that has half a character in it")]
    [InlineData("[]", null, "a message is an object with a command in it")]
    public async Task A_message_that_can_not_be_done_is_answered_in_one_line_and_the_connection_stays(string message, int? id, string expected)
    {
        await using WebScene scene = await WebScene.StartAsync();
        using ClientWebSocket socket = await scene.OpenAsync("/api/live");

        await WebScene.SayAsync(socket, message);

        JsonElement answer = await WebScene.AwaitAsync(socket, "answer");
        Assert.False(answer.GetProperty("isDone").GetBoolean());
        Assert.Equal(id, answer.GetProperty("id").ValueKind == JsonValueKind.Number ? answer.GetProperty("id").GetInt32() : null);
        Assert.Contains(expected, answer.GetProperty("error").GetString());

        await WebScene.SayAsync(socket, """{"id":9,"command":{"do":"tap"}}""");
        Assert.True((await WebScene.AwaitAsync(socket, "answer")).GetProperty("isDone").GetBoolean());
    }

    [Fact]
    public async Task A_message_of_64_KB_is_taken()
    {
        await using WebScene scene = await WebScene.StartAsync();
        using ClientWebSocket socket = await scene.OpenAsync("/api/live");

        await WebScene.SayAsync(socket, """{"id":1,"command":{"do":"tap"}}""".PadRight(ControlServer.LargestMessage));

        Assert.True((await WebScene.AwaitAsync(socket, "answer")).GetProperty("isDone").GetBoolean());
    }

    [Fact]
    public async Task A_client_that_does_not_read_gets_the_newest_only_once_it_does()
    {
        await using var show = new TickingShow();
        using var socket = new StalledSocket();
        using var connection = new LiveConnection(show, socket);
        using var ended = new CancellationTokenSource();
        Task serving = connection.RunAsync(ended.Token);
        for (int i = 1; i <= 500; i++)
        {
            show.Desk.Do(new SetStrength(i / 1000f));
        }

        long newest = show.Desk.State.Version;
        socket.Take(50);
        await WebScene.UntilAsync(() => States(socket).LastOrDefault() == newest);

        // One that was on its way while nobody read, and what came of all that followed.
        Assert.InRange(States(socket).Count(), 1, 2);
        await ended.CancelAsync();
        await serving.WaitAsync(WebScene.Patience, TestContext.Current.CancellationToken);
        Assert.Equal(WebSocketState.CloseSent, socket.State);
    }

    static IEnumerable<long> States(StalledSocket socket) =>
        socket.Taken.Where(news => news.TryGetProperty("state", out _)).Select(news => news.GetProperty("state").GetProperty("version").GetInt64());
}
