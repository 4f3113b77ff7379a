using System.Buffers;
using System.Net.WebSockets;
using LiveStyle.Diagnostics;
using LiveStyle.Live.Web;
using LiveStyle.TestKit.Collections;
using LiveStyle.TestKit.Logging;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LiveStyle.Live.Tests.Web;

/// <summary>Alone, as it replaces the log that all share.</summary>
[Collection(Alone.Name)]
public sealed class SocketWorkTests : IDisposable
{
    readonly ILoggerFactory before = LiveStyleLogging.Factory;
    readonly NotedLog log = new(LogLevel.Warning);

    public SocketWorkTests() => LiveStyleLogging.Factory = log;

    public void Dispose()
    {
        LiveStyleLogging.Factory = before;
        log.Dispose();
    }

    [Fact]
    public async Task A_fault_of_the_program_is_logged_and_the_client_told_and_the_next_one_served()
    {
        await using WebScene scene = await WebScene.StartAsync();
        scene.Show.Fault = new InvalidOperationException("a bug");
        using ClientWebSocket socket = await scene.OpenAsync("/api/live");
        WebSocketMessageType kind;
        do
        {
            (kind, _) = await WebScene.ReceiveAsync(socket);
        }
        while (kind != WebSocketMessageType.Close);

        Assert.Equal(WebSocketCloseStatus.InternalServerError, socket.CloseStatus);
        Assert.Equal("a fault of this program, which its log tells; the show goes on", socket.CloseStatusDescription);
        await WebScene.UntilAsync(() => log.Messages.Count > 0);
        Assert.Equal("a connection failed", log.Messages.Single().Text);

        scene.Show.Fault = null;
        using ClientWebSocket next = await scene.OpenAsync("/api/live");
        await WebScene.AwaitAsync(next, "figures");
    }

    [Fact]
    public async Task A_fault_of_the_preview_is_logged_and_the_client_told()
    {
        var feed = new PreviewFeed();
        PreviewPicture picture = feed.Rent();
        picture.File.Write("picture"u8);
        feed.Publish(picture);
        using var socket = new StalledSocket { Fault = new InvalidOperationException("a bug") };

        await new PreviewViewers(feed, CancellationToken.None).SendAsync(socket).WaitAsync(WebScene.Patience, TestContext.Current.CancellationToken);

        Assert.Equal(WebSocketCloseStatus.InternalServerError, socket.Told);
        Assert.Equal("a connection failed", log.Messages.Single().Text);
    }

    [Fact]
    public async Task A_client_that_has_gone_is_no_fault()
    {
        await using var show = new TickingShow();
        using var socket = new StalledSocket { Fault = new WebSocketException(WebSocketError.ConnectionClosedPrematurely) };
        using var connection = new LiveConnection(show, socket);

        await connection.RunAsync(CancellationToken.None).WaitAsync(WebScene.Patience, TestContext.Current.CancellationToken);

        Assert.Null(socket.Told);
        Assert.Empty(log.Messages);
    }
}
