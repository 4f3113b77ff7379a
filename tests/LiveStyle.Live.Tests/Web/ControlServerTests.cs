using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using LiveStyle.Diagnostics;
using LiveStyle.Live.Web;
using LiveStyle.TestKit.Logging;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LiveStyle.Live.Tests.Web;

[Collection(Alone.Name)]
public sealed class ControlServerTests
{
    [Fact]
    public async Task Each_server_makes_a_token_of_its_own()
    {
        await using WebScene one = await WebScene.StartAsync(), other = await WebScene.StartAsync();

        Assert.Matches("^[0-9a-f]{32}$", one.Server.Token);
        Assert.NotEqual(one.Server.Token, other.Server.Token);
        Assert.Equal($"http://127.0.0.1:{one.Server.Endpoint.Port}/#token={one.Server.Token}", one.Server.PageAddress);
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_one_line_and_leaves_the_show_alone()
    {
        await using WebScene scene = await WebScene.StartAsync();
        await using var show = new TickingShow();

        var problem = await Assert.ThrowsAsync<LiveStyleException>(() => ControlServer.StartAsync(show, new ControlOptions { Endpoint = scene.Server.Endpoint }, CancellationToken.None));

        Assert.Equal($"{scene.Server.Endpoint} is in use by another program; choose another port, or 0 for any that is free", problem.Message);
        Assert.Empty(show.Sinks);
    }

    [Fact]
    public async Task An_address_of_another_machine_is_told_in_one_line()
    {
        await using var show = new TickingShow();
        var options = new ControlOptions { Endpoint = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0), Token = "correct-horse-battery" };

        var problem = await Assert.ThrowsAsync<LiveStyleException>(() => ControlServer.StartAsync(show, options, CancellationToken.None));

        Assert.StartsWith("192.0.2.1 is no address of this machine; listen on 127.0.0.1", problem.Message);
    }

    [Fact]
    public async Task Beyond_this_machine_it_listens_only_with_a_token_of_ones_own()
    {
        await using var show = new TickingShow();
        var options = new ControlOptions { Endpoint = new IPEndPoint(IPAddress.Any, 0) };

        var problem = await Assert.ThrowsAsync<LiveStyleException>(() => ControlServer.StartAsync(show, options, CancellationToken.None));

        Assert.Contains("choose a token of your own", problem.Message);
        await using ControlServer server = await ControlServer.StartAsync(show, options with { Token = "correct-horse-battery" }, CancellationToken.None);
        Assert.StartsWith("http://127.0.0.1:", server.Address);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("")]
    [InlineData("has spaces in it, which no address holds")]
    public async Task A_token_that_is_guessed_or_breaks_addresses_is_refused(string token)
    {
        await using var show = new TickingShow();

        var problem = await Assert.ThrowsAsync<LiveStyleException>(() => ControlServer.StartAsync(show, new ControlOptions { Token = token }, CancellationToken.None));

        Assert.StartsWith("a token has 16 to 256 letters", problem.Message);
    }

    [Theory]
    [InlineData("panel.example")]
    [InlineData("https://panel.example/page")]
    [InlineData("file:///panel")]
    public async Task An_allowed_origin_that_no_browser_sends_is_refused(string origin)
    {
        await using var show = new TickingShow();

        var problem = await Assert.ThrowsAsync<LiveStyleException>(() => ControlServer.StartAsync(show, new ControlOptions { AllowedOrigins = [origin] }, CancellationToken.None));

        Assert.Contains($"'{origin}' is no origin", problem.Message);
    }

    [Theory]
    [InlineData("http://studio-pc.local")]
    [InlineData("studio-pc.local:7077")]
    [InlineData("")]
    public async Task An_allowed_host_that_is_no_name_is_refused(string host)
    {
        await using var show = new TickingShow();

        var problem = await Assert.ThrowsAsync<LiveStyleException>(() => ControlServer.StartAsync(show, new ControlOptions { AllowedHosts = [host] }, CancellationToken.None));

        Assert.Contains($"'{host}' is no host's name", problem.Message);
    }

    [Fact]
    public async Task Neither_the_environment_nor_the_log_knows_of_it()
    {
        using var log = new NotedLog();
        ILoggerFactory before = LiveStyleLogging.Factory;
        LiveStyleLogging.Factory = log;
        Environment.SetEnvironmentVariable("ASPNETCORE_URLS", "http://127.0.0.1:1");
        try
        {
            await using WebScene scene = await WebScene.StartAsync();
            Assert.Equal(HttpStatusCode.OK, (await scene.AskAsStrangerAsync($"/api/state?token={scene.Server.Token}")).StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, (await scene.PostAsync("/api/do", "{")).StatusCode);

            Assert.DoesNotContain(log.Messages, message => message.Text.Contains(scene.Server.Token));
        }
        finally
        {
            Environment.SetEnvironmentVariable("ASPNETCORE_URLS", null);
            LiveStyleLogging.Factory = before;
        }
    }

    [Fact]
    public async Task Its_end_tells_every_client_and_does_not_hang_whoever_watches()
    {
        WebScene scene = await WebScene.StartAsync();
        await using TickingShow show = scene.Show;
        using ClientWebSocket live = await scene.OpenAsync("/api/live"), preview = await scene.OpenAsync("/preview");
        using HttpResponseMessage stream = await scene.Client.GetAsync("/preview.mjpeg", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await WebScene.AwaitAsync(live, "state");

        Task<(WebSocketMessageType Kind, byte[] Message)> last = LastAsync(live);
        var watch = Stopwatch.StartNew();
        await scene.Server.DisposeAsync();
        watch.Stop();

        Assert.Equal(WebSocketMessageType.Close, (await last).Kind);
        Assert.Equal((WebSocketCloseStatus.EndpointUnavailable, "the show has ended"), (live.CloseStatus, live.CloseStatusDescription));
        Assert.Equal(WebSocketMessageType.Close, (await LastAsync(preview)).Kind);

        // Its own limits: half a second for farewells, half a second for requests; far more than that is a hang.
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
        Assert.Empty(show.Sinks);
    }

    [Fact]
    public async Task Whoever_asks_for_the_end_of_the_show_is_answered_and_the_program_told()
    {
        await using WebScene scene = await WebScene.StartAsync();

        HttpResponseMessage answer = await scene.PostAsync("/api/shutdown");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("the show ends", (await WebScene.JsonAsync(answer)).GetProperty("note").GetString());
        await WebScene.UntilAsync(() => scene.Server.ShutdownAsked.IsCancellationRequested);
    }

    static async Task<(WebSocketMessageType Kind, byte[] Message)> LastAsync(WebSocket socket)
    {
        while (true)
        {
            (WebSocketMessageType kind, byte[] message) = await WebScene.ReceiveAsync(socket);
            if (kind == WebSocketMessageType.Close)
            {
                return (kind, message);
            }
        }
    }
}
