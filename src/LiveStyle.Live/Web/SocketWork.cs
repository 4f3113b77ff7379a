using System.Net.WebSockets;
using LiveStyle.Diagnostics;
using Microsoft.Extensions.Logging;

namespace LiveStyle.Live.Web;

/// <summary>What a connection's tasks do together: they end when the first of them does, or the server, and the client is told why.</summary>
static partial class SocketWork
{
    /// <summary>Runs them.</summary>
    /// <param name="messages">The connection's messages.</param>
    /// <param name="ended">The server ends.</param>
    /// <param name="listen">Reads what the client says, until it has gone.</param>
    /// <param name="others">What else is done meanwhile.</param>
    public static async Task RunAsync(SocketMessages messages, CancellationToken ended, Func<CancellationToken, Task> listen, params Func<CancellationToken, Task>[] others)
    {
        using var stop = new CancellationTokenSource();

        // Of its own, so that nothing of a connection that has gone hangs on the server's token.
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ended);
        Task listening = listen(stop.Token);
        Task[] work = [listening, .. others.Select(other => other(stop.Token))];
        await Task.WhenAny([.. work, Task.Delay(Timeout.Infinite, waiting.Token)]).ConfigureAwait(false);
        if (work.Any(IsFaulty))
        {
            await SayGoodbyeAsync(messages, listening, WebSocketCloseStatus.InternalServerError, "a fault of this program, which its log tells; the show goes on").ConfigureAwait(false);
        }
        else if (ended.IsCancellationRequested)
        {
            await SayGoodbyeAsync(messages, listening, WebSocketCloseStatus.EndpointUnavailable, "the show has ended").ConfigureAwait(false);
        }

        await stop.CancelAsync().ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (Task faulty in work.Where(IsFaulty))
        {
            LogFailure(LiveStyleLogging.For("LiveStyle.Live.Web"), faulty.Exception!.InnerException!);
        }
    }

    /// <summary>Whether it failed by more than a client that has gone.</summary>
    static bool IsFaulty(Task task) => task.Exception?.InnerException is { } failure and not (OperationCanceledException or WebSocketException or IOException);

    static async Task SayGoodbyeAsync(SocketMessages messages, Task listening, WebSocketCloseStatus status, string why)
    {
        await messages.CloseAsync(status, why).ConfigureAwait(false);
        await Task.WhenAny(listening, Task.Delay(SocketMessages.Farewell, CancellationToken.None)).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "a connection failed")]
    static partial void LogFailure(ILogger logger, Exception failure);
}
