using System.Net.WebSockets;
using System.Text.Json;
using LiveStyle.Live.Web.Answers;

namespace LiveStyle.Live.Web;

/// <summary>Whole messages of one WebSocket, none larger than <see cref="ControlServer.LargestMessage"/>.</summary>
/// <remarks>One thread may read while others write; what several write goes one after another. Not disposed of the socket, which stays the caller's.</remarks>
sealed class SocketMessages(WebSocket socket) : IDisposable
{
    /// <summary>How long a client that is told to go may take to go.</summary>
    public static readonly TimeSpan Farewell = TimeSpan.FromSeconds(0.5);

    /// <summary>How long one that sent too much may go on sending, so that it reads why.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly byte[] buffer = new byte[ControlServer.LargestMessage];
    readonly SemaphoreSlim writing = new(1);

    /// <summary>Reads the next message.</summary>
    /// <returns>Its bytes, valid until the next call; null where none follows, after which the socket is closed.</returns>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellation)
    {
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await CloseAsync(WebSocketCloseStatus.NormalClosure, "").ConfigureAwait(false);
                return null;
            }

            length += part.Count;
            if (part.EndOfMessage)
            {
                return buffer.AsMemory(0, length);
            }

            if (length == buffer.Length)
            {
                await CloseAsync(WebSocketCloseStatus.MessageTooBig, $"a message has at most {ControlServer.LargestMessage / 1024} KB").ConfigureAwait(false);
                await ThrowAwayAsync().ConfigureAwait(false);
                return null;
            }
        }
    }

    /// <summary>Writes an object as JSON.</summary>
    public Task WriteJsonAsync<T>(T message, CancellationToken cancellation) =>
        WriteAsync(JsonSerializer.SerializeToUtf8Bytes(message, ControlJson.Options), WebSocketMessageType.Text, cancellation);

    /// <summary>Writes one message, once those before it have gone.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> message, WebSocketMessageType kind, CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await socket.SendAsync(message, kind, endOfMessage: true, cancellation).ConfigureAwait(false);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Says why nothing more will be written.</summary>
    public async Task CloseAsync(WebSocketCloseStatus status, string why)
    {
        using var limit = new CancellationTokenSource(Farewell);
        try
        {
            await writing.WaitAsync(limit.Token).ConfigureAwait(false);
            try
            {
                if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                {
                    await socket.CloseOutputAsync(status, why, limit.Token).ConfigureAwait(false);
                }
            }
            finally
            {
                writing.Release();
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            socket.Abort();
        }
    }

    /// <summary>Reads on for nothing: a connection that is cut with bytes unread loses what was said last.</summary>
    async Task ThrowAwayAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            while (socket.State == WebSocketState.CloseSent)
            {
                await socket.ReceiveAsync(buffer.AsMemory(), limit.Token).ConfigureAwait(false);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException)
        {
            socket.Abort();
        }
    }

    public void Dispose() => writing.Dispose();
}
