using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text;
using LiveStyle.Live.Web.Answers;
using Microsoft.AspNetCore.Http;

namespace LiveStyle.Live.Web;

/// <summary>The ways by which a preview is watched: a single JPEG, a stream of them, and a WebSocket whose viewer says when it is ready.</summary>
/// <param name="feed">Where the pictures come from.</param>
/// <param name="ended">The server ends: streams end whole.</param>
sealed class PreviewViewers(PreviewFeed feed, CancellationToken ended)
{
    const string Boundary = "livestyle-picture";

    /// <summary>Pictures that are under way to a WebSocket's viewer at once, so that one far away gets more than one a round trip.</summary>
    const int Window = 2;

    /// <summary>How long a single picture is waited for.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    static readonly byte[] FirstLine = Encoding.ASCII.GetBytes($"--{Boundary}\r\n");

    // Behind the picture, not before the next one: browsers show a part when they see its end.
    static readonly byte[] NextLine = Encoding.ASCII.GetBytes($"\r\n--{Boundary}\r\n");

    /// <summary>Answers with the newest picture.</summary>
    /// <exception cref="ProblemException">None comes.</exception>
    public async Task OneAsync(HttpContext context)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ended);
        limit.CancelAfter(Patience);
        PreviewPicture picture;
        try
        {
            picture = await feed.NextAsync(after: 0, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new ProblemException(StatusCodes.Status503ServiceUnavailable, "no picture has come; see in the sinks whether the one named browser runs");
        }

        using (picture)
        {
            context.Response.ContentType = "image/jpeg";
            context.Response.ContentLength = picture.File.WrittenCount;
            await context.Response.Body.WriteAsync(picture.File.WrittenMemory, context.RequestAborted).ConfigureAwait(false);
        }
    }

    /// <summary>Answers with pictures one after another: motion JPEG, as browsers, OBS and players show it.</summary>
    public async Task StreamAsync(HttpContext context)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ended);
        context.Response.ContentType = $"multipart/x-mixed-replace; boundary={Boundary}";
        PipeWriter body = context.Response.BodyWriter;
        body.Write(FirstLine);
        await body.FlushAsync(end.Token).ConfigureAwait(false);
        long last = 0;
        while (true)
        {
            // Flushing waits until the viewer has taken most of what was written; the next picture is the newest of then.
            using PreviewPicture picture = await feed.NextAsync(last, end.Token).ConfigureAwait(false);
            last = picture.Number;
            body.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Content-Type: image/jpeg\r\nContent-Length: {picture.File.WrittenCount}\r\n\r\n")));
            body.Write(picture.File.WrittenSpan);
            body.Write(NextLine);
            if ((await body.FlushAsync(end.Token).ConfigureAwait(false)).IsCompleted)
            {
                return;
            }
        }
    }

    /// <summary>Sends pictures as binary messages, the next one when the viewer has answered an earlier one with any message.</summary>
    public async Task SendAsync(WebSocket socket)
    {
        using var messages = new SocketMessages(socket);
        using var ready = new SemaphoreSlim(Window, Window);
        await SocketWork.RunAsync(messages, ended, cancellation => ListenAsync(messages, ready, cancellation), cancellation => ShowAsync(messages, ready, cancellation)).ConfigureAwait(false);
    }

    static async Task ListenAsync(SocketMessages messages, SemaphoreSlim ready, CancellationToken cancellation)
    {
        while (await messages.ReadAsync(cancellation).ConfigureAwait(false) is not null)
        {
            // One message too many gives no more pictures than the window holds.
            if (ready.CurrentCount < Window)
            {
                ready.Release();
            }
        }
    }

    async Task ShowAsync(SocketMessages messages, SemaphoreSlim ready, CancellationToken cancellation)
    {
        long last = 0;
        while (true)
        {
            await ready.WaitAsync(cancellation).ConfigureAwait(false);
            using PreviewPicture picture = await feed.NextAsync(last, cancellation).ConfigureAwait(false);
            last = picture.Number;
            await messages.WriteAsync(picture.File.WrittenMemory, WebSocketMessageType.Binary, cancellation).ConfigureAwait(false);
        }
    }
}
