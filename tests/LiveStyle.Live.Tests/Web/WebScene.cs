using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using LiveStyle.Live.Web;

namespace LiveStyle.Live.Tests.Web;

/// <summary>A show with its server on a free port of this machine, and a client that knows the token.</summary>
sealed class WebScene : IAsyncDisposable
{
    /// <summary>Far longer than anything here takes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    WebScene(TickingShow show, ControlServer server)
    {
        (Show, Server) = (show, server);
        Client = new HttpClient { BaseAddress = new Uri(server.Address), Timeout = Patience };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        Stranger = new HttpClient { BaseAddress = new Uri(server.Address), Timeout = Patience };
    }

    public TickingShow Show { get; }

    public ControlServer Server { get; }

    /// <summary>Brings the token.</summary>
    public HttpClient Client { get; }

    /// <summary>Brings none.</summary>
    public HttpClient Stranger { get; }

    public static async Task<WebScene> StartAsync(ControlOptions? options = null)
    {
        var show = new TickingShow();
        return new WebScene(show, await ControlServer.StartAsync(show, (options ?? new ControlOptions()) with { Endpoint = new IPEndPoint(IPAddress.Loopback, 0) }, CancellationToken.None));
    }

    /// <summary>Asks with the token.</summary>
    public Task<HttpResponseMessage> AskAsync(string path, HttpMethod? method = null) => Client.SendAsync(new HttpRequestMessage(method ?? HttpMethod.Get, path));

    /// <summary>Asks without the token.</summary>
    public Task<HttpResponseMessage> AskAsStrangerAsync(string path, HttpMethod? method = null) => Stranger.SendAsync(new HttpRequestMessage(method ?? HttpMethod.Get, path));

    /// <summary>Sends a body as it stands.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, string body = "") => Client.PostAsync(path, new StringContent(body));

    /// <summary>An answer's JSON.</summary>
    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());

    /// <summary>What is at an address, as JSON.</summary>
    public async Task<JsonElement> GetAsync(string path) => await JsonAsync(await AskAsync(path));

    public Uri SocketAddress(string path) => new($"ws://{Server.Endpoint}{path}?token={Server.Token}");

    public async Task<ClientWebSocket> OpenAsync(string path)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(SocketAddress(path), CancellationToken.None);
        return socket;
    }

    public static Task SayAsync(WebSocket socket, string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    /// <summary>Waits for a message that holds a field.</summary>
    public static async Task<JsonElement> AwaitAsync(WebSocket socket, string field, Func<JsonElement, bool>? isRight = null)
    {
        while (true)
        {
            (WebSocketMessageType kind, byte[] message) = await ReceiveAsync(socket);
            JsonElement news = kind == WebSocketMessageType.Text ? JsonSerializer.Deserialize<JsonElement>(message) : throw new InvalidOperationException($"{kind} instead of {field}");
            if (news.TryGetProperty(field, out JsonElement value) && isRight?.Invoke(value) != false)
            {
                return value;
            }
        }
    }

    /// <summary>Reads one whole message, or the end.</summary>
    public static async Task<(WebSocketMessageType Kind, byte[] Message)> ReceiveAsync(WebSocket socket)
    {
        using var limit = new CancellationTokenSource(Patience);
        var message = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            WebSocketReceiveResult part = await socket.ReceiveAsync(buffer, limit.Token);
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return (part.MessageType, message.ToArray());
            }
        }
    }

    /// <summary>Waits until something has come true.</summary>
    public static async Task UntilAsync(Func<bool> isTrue)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!isTrue())
        {
            await Task.Delay(10, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Stranger.Dispose();
        await Server.DisposeAsync();
        await Show.DisposeAsync();
    }
}
