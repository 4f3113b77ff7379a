using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using LiveStyle.Live.Web;
using Xunit;

namespace LiveStyle.Live.Tests.Web;

public sealed class ControlGuardTests
{
    const string Panel = "https://panel.example", OwnName = "studio-pc.local";

    [Fact]
    public async Task Whoever_brings_no_token_or_a_wrong_one_learns_nothing_but_where_it_is()
    {
        await using WebScene scene = await WebScene.StartAsync();
        foreach (string path in new[] { "/api/state", "/api/sinks", "/api/live", "/preview.jpg", "/preview.mjpeg", "/preview", "/metrics", "/no-such-thing" })
        {
            HttpResponseMessage missing = await scene.AskAsStrangerAsync(path), wrong = await scene.AskAsStrangerAsync($"{path}?token={new string('0', 32)}");

            Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (missing.StatusCode, wrong.StatusCode));
            Assert.Equal("application/problem+json", missing.Content.Headers.ContentType!.MediaType);
            Assert.Contains("the token is missing; send the one that the show told", (await WebScene.JsonAsync(missing)).GetProperty("detail").GetString());
            Assert.Contains("the token is wrong", (await WebScene.JsonAsync(wrong)).GetProperty("detail").GetString());
            Assert.Equal("Bearer", missing.Headers.WwwAuthenticate.Single().Scheme);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await scene.AskAsStrangerAsync("/api/shutdown", HttpMethod.Post)).StatusCode);
        Assert.False(scene.Server.ShutdownAsked.IsCancellationRequested);
    }

    [Fact]
    public async Task The_token_comes_as_a_header_or_in_the_address()
    {
        await using WebScene scene = await WebScene.StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await scene.AskAsync("/api/state")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await scene.AskAsStrangerAsync($"/api/state?token={scene.Server.Token}")).StatusCode);
        using ClientWebSocket socket = await scene.OpenAsync("/api/live");
        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Fact]
    public async Task Pages_and_the_description_need_no_token_and_load_nothing_from_elsewhere()
    {
        await using WebScene scene = await WebScene.StartAsync();
        foreach (string path in new[] { "/", "/page.js", "/page.css", "/docs", "/openapi.json" })
        {
            HttpResponseMessage answer = await scene.AskAsStrangerAsync(path);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal(("nosniff", "no-referrer"), (answer.Headers.GetValues("X-Content-Type-Options").Single(), answer.Headers.GetValues("Referrer-Policy").Single()));
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData(Panel, HttpStatusCode.OK)]
    [InlineData("own", HttpStatusCode.OK)]
    public async Task A_page_of_another_server_may_not_ask_even_with_the_token(string origin, HttpStatusCode expected)
    {
        await using WebScene scene = await WebScene.StartAsync(new ControlOptions { AllowedOrigins = [Panel] });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/state");
        request.Headers.Add("Origin", origin == "own" ? scene.Server.Address : origin);

        HttpResponseMessage answer = await scene.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
        if (expected == HttpStatusCode.Forbidden)
        {
            Assert.Contains("control.origins in a show's file", (await WebScene.JsonAsync(answer)).GetProperty("detail").GetString());
        }
    }

    [Fact]
    public async Task A_page_of_another_server_opens_no_WebSocket()
    {
        await using WebScene scene = await WebScene.StartAsync();
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "https://evil.example");
        socket.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(scene.SocketAddress("/api/live"), CancellationToken.None));

        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("[::1]:9", HttpStatusCode.OK)]
    [InlineData(OwnName, HttpStatusCode.OK)]
    public async Task A_name_that_somebody_gave_this_machines_address_is_not_served(string host, HttpStatusCode expected)
    {
        await using WebScene scene = await WebScene.StartAsync(new ControlOptions { AllowedHosts = [OwnName] });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/state");
        request.Headers.Host = host;

        HttpResponseMessage answer = await scene.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
        if (expected == HttpStatusCode.Forbidden)
        {
            Assert.Contains("control.hosts in a show's file", (await WebScene.JsonAsync(answer)).GetProperty("detail").GetString());
        }
    }

    [Fact]
    public async Task A_token_of_ones_own_is_taken_and_is_in_no_text_of_the_options()
    {
        var options = new ControlOptions { Token = "correct-horse-battery" };
        await using WebScene scene = await WebScene.StartAsync(options);
        using var client = new HttpClient { BaseAddress = scene.Client.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("bearer", options.Token);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/state", TestContext.Current.CancellationToken)).StatusCode);
        Assert.DoesNotContain("horse", options.ToString());
    }
}
