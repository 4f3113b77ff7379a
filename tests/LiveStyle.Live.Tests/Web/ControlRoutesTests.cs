using System.Net;
using System.Text.Json;
using LiveStyle.Live.Control;
using LiveStyle.Live.Sinks;
using LiveStyle.Styles;
using Xunit;

namespace LiveStyle.Live.Tests.Web;

public sealed class ControlRoutesTests : IAsyncLifetime
{
    WebScene scene = null!;

    public async ValueTask InitializeAsync() => scene = await WebScene.StartAsync();

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task A_command_changes_the_desk_and_answers_with_its_state()
    {
        HttpResponseMessage answer = await scene.PostAsync("/api/do", """{"do":"blend","blend":"munch-scream*0.6 + klimt-the-kiss*0.4","melt":0}""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        JsonElement state = await WebScene.JsonAsync(answer);
        Assert.Equal("munch-scream*0.6 + klimt-the-kiss*0.4", state.GetProperty("blend").GetString());
        Assert.Equal(0.6, state.GetProperty("weights").GetProperty("munch-scream").GetDouble(), 6);
        Assert.Equal(Blend.Parse("munch-scream*0.6 + klimt-the-kiss*0.4"), scene.Show.Desk.State.Blend);
        Assert.Equal(state.GetRawText(), (await scene.GetAsync("/api/state")).GetRawText());
    }

    [Fact]
    public async Task A_list_is_done_in_its_order_and_can_be_undone_and_done_again()
    {
        await scene.PostAsync("/api/do", """[{"do":"preset","name":"calm"},{"do":"strength","strength":0.5},{"do":"privacy","on":true}]""");
        Assert.Equal(("klimt-the-kiss*0.5 + original*0.5", 0.5f, true), (scene.Show.Desk.State.Blend.ToString(), scene.Show.Desk.State.Strength, scene.Show.Desk.State.IsPrivate));

        JsonElement undone = await WebScene.JsonAsync(await scene.PostAsync("/api/undo"));
        Assert.Equal((1.0, true), (undone.GetProperty("strength").GetDouble(), undone.GetProperty("canRedo").GetBoolean()));

        JsonElement redone = await WebScene.JsonAsync(await scene.PostAsync("/api/redo"));
        Assert.Equal((0.5, false), (redone.GetProperty("strength").GetDouble(), redone.GetProperty("canRedo").GetBoolean()));
    }

    [Theory]
    [InlineData("""{"do":"blend","blend":"munch-screem"}""", "unknown style 'munch-screem'; did you mean 'munch-scream'?")]
    [InlineData("""{"do":"dance"}""", "no command is called 'dance'; there are: blend, weight")]
    [InlineData("""{"do":"strength"}""", "strength")]
    [InlineData("""{"do":"strength","strength":1e99}""", "strength")]
    [InlineData("""{"do":"strength",""", "that is no JSON (line 1")]
    [InlineData("", "that is no JSON")]
    [InlineData("""{"do":"preset","name":"\ud800"}""", "that JSON holds a text that is not valid Unicode")]
    [InlineData("""{"do":"privacy","on":true,"\ud800":1}""", "that JSON holds a text that is not valid Unicode")]
    [InlineData("\"dance\"", "a command is an object that names what to do")]
    [InlineData("""[{"do":"privacy","on":true},{"do":"dance"}]""", "command 2 of 2 (nothing was done): no command is called 'dance'")]
    public async Task What_is_no_command_is_told_in_one_line_and_changes_nothing(string body, string expected)
    {
        DeskState before = scene.Show.Desk.State;

        HttpResponseMessage answer = await scene.PostAsync("/api/do", body);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        JsonElement problem = await WebScene.JsonAsync(answer);
        Assert.Contains(expected, problem.GetProperty("detail").GetString());
        Assert.DoesNotContain('\n', problem.GetProperty("detail").GetString()!);
        Assert.Equal(("Bad Request", 400), (problem.GetProperty("title").GetString(), problem.GetProperty("status").GetInt32()));
        Assert.Same(before, scene.Show.Desk.State);
    }

    [Fact]
    public async Task A_command_that_fails_in_a_list_says_that_those_before_it_were_done()
    {
        HttpResponseMessage answer = await scene.PostAsync("/api/do", """[{"do":"privacy","on":true},{"do":"preset","name":"mild"},{"do":"privacy","on":false}]""");

        Assert.StartsWith("command 2 of 3 (those before it were done): ", (await WebScene.JsonAsync(answer)).GetProperty("detail").GetString());
        Assert.True(scene.Show.Desk.State.IsPrivate);
    }

    [Fact]
    public async Task A_body_of_more_than_64_KB_is_refused_unread()
    {
        HttpResponseMessage answer = await scene.PostAsync("/api/do", $"[{new string(' ', 70_000)}]");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("a request has at most 64 KB; send less at once", (await WebScene.JsonAsync(answer)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_list_of_too_many_commands_is_refused()
    {
        HttpResponseMessage answer = await scene.PostAsync("/api/do", $"[{string.Join(',', Enumerable.Repeat("""{"do":"tap"}""", 101))}]");

        Assert.Contains("at most 100 commands, not 101", (await WebScene.JsonAsync(answer)).GetProperty("detail").GetString());
        Assert.Null(scene.Show.Desk.State.Tempo);
    }

    [Fact]
    public async Task Unknown_addresses_and_methods_are_told_with_where_to_look()
    {
        HttpResponseMessage unknown = await scene.AskAsync("/api/stats"), other = await scene.AskAsync("/api/do"), plain = await scene.AskAsync("/api/live");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed, HttpStatusCode.UpgradeRequired), (unknown.StatusCode, other.StatusCode, plain.StatusCode));
        Assert.Equal("there is no /api/stats here; /docs shows what there is", (await WebScene.JsonAsync(unknown)).GetProperty("detail").GetString());
        Assert.Equal("GET is not done with /api/do; /docs shows what is", (await WebScene.JsonAsync(other)).GetProperty("detail").GetString());
        Assert.Equal("/api/live is a WebSocket; open it as one", (await WebScene.JsonAsync(plain)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Styles_presets_source_and_figures_are_told()
    {
        JsonElement styles = await scene.GetAsync("/api/styles"), presets = await scene.GetAsync("/api/presets"), source = await scene.GetAsync("/api/source");
        await WebScene.UntilAsync(() => scene.Show.ReadFigures().FramesOut > 2);
        JsonElement figures = await scene.GetAsync("/api/figures");

        Assert.Equal(["original", "munch-scream", "klimt-the-kiss"], styles.EnumerateArray().Select(style => style.GetProperty("name").GetString()));
        Assert.Equal(("calm", 2.0), (presets[0].GetProperty("name").GetString(), presets[0].GetProperty("melt").GetDouble()));
        Assert.Equal(("test", 128), (source.GetProperty("name").GetString(), source.GetProperty("width").GetInt32()));
        Assert.True(figures.GetProperty("framesOut").GetInt64() > 2);
        Assert.True(figures.GetProperty("stages").TryGetProperty("sink", out _));
    }

    [Fact]
    public async Task Sinks_come_and_go_while_the_show_runs()
    {
        await WebScene.UntilAsync(() => scene.Show.Sinks.Single().Phase == SinkPhase.Running);

        HttpResponseMessage added = await scene.PostAsync("/api/sinks", """{"to":"null:"}""");
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal(["browser", "null:"], (await WebScene.JsonAsync(added)).EnumerateArray().Select(sink => sink.GetProperty("name").GetString()));

        HttpResponseMessage again = await scene.PostAsync("/api/sinks", """{"to":"null:"}"""), strange = await scene.PostAsync("/api/sinks", """{"to":"gopher://u:secret@x/y"}"""), empty = await scene.PostAsync("/api/sinks", "{}");
        Assert.Equal("null: is one of the sinks already", (await WebScene.JsonAsync(again)).GetProperty("detail").GetString());
        Assert.DoesNotContain("secret", await strange.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("""{"to":""", (await WebScene.JsonAsync(empty)).GetProperty("detail").GetString());

        Assert.Equal(HttpStatusCode.OK, (await scene.AskAsync("/api/sinks/null%3A", HttpMethod.Delete)).StatusCode);
        HttpResponseMessage gone = await scene.AskAsync("/api/sinks/null%3A", HttpMethod.Delete);
        Assert.Equal((HttpStatusCode.NotFound, "there is no sink named null:; there are: browser"), (gone.StatusCode, (await WebScene.JsonAsync(gone)).GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task A_sink_whose_name_has_slashes_is_ended_by_its_name()
    {
        // Nobody listens there: the sink is tried again and again until it is ended.
        await scene.PostAsync("/api/sinks", """{"to":"tcp://127.0.0.1:9/live"}""");
        string name = scene.Show.Sinks[1].Name;
        Assert.Contains('/', name);

        HttpResponseMessage answer = await scene.AskAsync($"/api/sinks/{Uri.EscapeDataString(name)}", HttpMethod.Delete);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(scene.Show.Sinks);
    }

    [Fact]
    public async Task The_preview_can_be_ended_and_begun_again()
    {
        await scene.AskAsync("/api/sinks/browser", HttpMethod.Delete);
        Assert.Empty(scene.Show.Sinks);

        await scene.PostAsync("/api/sinks", """{"to":"browser"}""");
        Assert.Equal(HttpStatusCode.OK, (await scene.AskAsync("/preview.jpg")).StatusCode);
    }

    [Fact]
    public async Task Metrics_come_in_Prometheus_text()
    {
        await WebScene.UntilAsync(() => scene.Show.ReadFigures().FramesOut > 2);
        HttpResponseMessage answer = await scene.AskAsync("/metrics");
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Matches(@"(?m)^livestyle_frames_written_total(\{[^}]*\})? [1-9]\d*", text);
    }
}
