using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;

namespace LiveStyle.Live.Tests.Web;

/// <summary>A client that takes a message only when the test lets it, and says nothing.</summary>
sealed class StalledSocket : WebSocket
{
    readonly SemaphoreSlim takes = new(0);
    WebSocketState state = WebSocketState.Open;

    public ConcurrentQueue<JsonElement> Taken { get; } = new();

    /// <summary>What sending meets, other than a client that has gone; null for nothing.</summary>
    public Exception? Fault { get; init; }

    /// <summary>What it was told at its end.</summary>
    public WebSocketCloseStatus? Told { get; private set; }

    public override WebSocketCloseStatus? CloseStatus => null;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => state;

    public override string? SubProtocol => null;

    public void Take(int messages) => takes.Release(messages);

    public override async Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        byte[] message = buffer.ToArray();
        if (Fault is { } fault)
        {
            throw fault;
        }

        await takes.WaitAsync(cancellationToken);
        Taken.Enqueue(JsonSerializer.Deserialize<JsonElement>(message));
    }

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("it says nothing");
    }

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        (state, Told) = (WebSocketState.CloseSent, closeStatus);
        return Task.CompletedTask;
    }

    public override void Abort() => state = WebSocketState.Aborted;

    public override void Dispose() => takes.Dispose();
}
