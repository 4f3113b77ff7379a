using System.Net.WebSockets;
using LiveStyle.TestKit.Collections;
using Xunit;

namespace LiveStyle.Live.Tests.Web;

/// <summary>Alone, as it counts the memory of the whole process.</summary>
[Collection(Alone.Name)]
public sealed class LargeMessageTests
{
    const int Megabyte = 1024 * 1024;

    [Theory]
    [InlineData("/api/live")]
    [InlineData("/preview")]
    public async Task A_message_of_a_hundred_megabytes_ends_its_connection_and_nothing_else(string path)
    {
        await using WebScene scene = await WebScene.StartAsync();
        using ClientWebSocket bystander = await scene.OpenAsync("/api/live"), socket = await scene.OpenAsync(path);
        long before = GC.GetTotalMemory(forceFullCollection: true);

        Task sending = SendAsync(socket, 100);
        WebSocketMessageType last;
        do
        {
            (last, _) = await WebScene.ReceiveAsync(socket);
        }
        while (last != WebSocketMessageType.Close);

        Assert.Equal((WebSocketCloseStatus.MessageTooBig, "a message has at most 64 KB"), (socket.CloseStatus, socket.CloseStatusDescription));
        await Task.WhenAny(sending, Task.Delay(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 20 * Megabyte);
        await WebScene.SayAsync(bystander, """{"id":1,"command":{"do":"tap"}}""");
        Assert.True((await WebScene.AwaitAsync(bystander, "answer")).GetProperty("isDone").GetBoolean());
    }

    static async Task SendAsync(ClientWebSocket socket, int megabytes)
    {
        var part = new byte[Megabyte];
        try
        {
            for (int i = 0; i < megabytes; i++)
            {
                await socket.SendAsync(part, WebSocketMessageType.Binary, endOfMessage: i == megabytes - 1, CancellationToken.None);
            }
        }
        catch (WebSocketException)
        {
            // It was cut off, as it should be.
        }
    }
}
