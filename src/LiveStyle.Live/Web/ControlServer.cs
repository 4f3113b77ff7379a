using System.Net;
using System.Net.Sockets;
using LiveStyle.Live.Sinks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace LiveStyle.Live.Web;

/// <summary>
/// A show's control by HTTP: commands, state, figures and sinks by REST and WebSocket, a preview, metrics, and a small page for people.
/// </summary>
/// <remarks>
/// Every request but for the page's files and the description brings the token. It listens on this machine alone unless told otherwise, its
/// traffic is not encrypted, and no page of another server may ask it anything, but for the WebSockets of those that were allowed.
/// Thread-safe.
/// </remarks>
/// <example>
/// <code>
/// var options = new LiveShowOptions { Source = "test:320x180@15", Bundle = ModelBundle.Open("live") };
/// await using LiveShow show = await LiveShow.OpenAsync(options, CancellationToken.None);
/// await using ControlServer control = await ControlServer.StartAsync(show, new ControlOptions { Endpoint = System.Net.IPEndPoint.Parse("127.0.0.1:0") }, CancellationToken.None);
/// Console.WriteLine($"the desk is at {control.PageAddress}");
/// using var end = CancellationTokenSource.CreateLinkedTokenSource(control.ShutdownAsked);
/// end.CancelAfter(TimeSpan.FromSeconds(5));
/// await show.RunAsync(end.Token);
/// </code>
/// </example>
public sealed class ControlServer : IAsyncDisposable
{
    /// <summary>The most bytes that a request's body, or a message of a WebSocket, may have.</summary>
    public const int LargestMessage = 64 * 1024;

    readonly WebApplication application;
    readonly ControlRoutes routes;
    readonly IControlledShow show;
    int isEnded;

    ControlServer(WebApplication application, ControlRoutes routes, IControlledShow show, ControlToken token)
    {
        (this.application, this.routes, this.show, Token) = (application, routes, show, token.Text);
        string address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var uri = new Uri(address);
        Endpoint = new IPEndPoint(IPAddress.Parse(uri.Host.Trim('[', ']')), uri.Port);
    }

    /// <summary>Where it listens, with the port that it got.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>The token that every request brings. It is a secret: show it to the person who started the show, and to no log.</summary>
    public string Token { get; }

    /// <summary>The server's address, such as "http://127.0.0.1:7077", without the token.</summary>
    public string Address => $"http://{new IPEndPoint(Reachable(Endpoint.Address), Endpoint.Port)}";

    /// <summary>The page's address with the token behind a #, which browsers keep to themselves.</summary>
    public string PageAddress => $"{Address}/#token={Token}";

    /// <summary>Is canceled once somebody has asked by the web that the show end.</summary>
    public CancellationToken ShutdownAsked => routes.ShutdownAsked;

    /// <summary>Starts a server for a show, and adds the preview to the show's sinks.</summary>
    /// <param name="show">The show; it must live longer than the server.</param>
    /// <param name="options">Where it listens and whom it lets in.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="LiveStyleException">The port is in use, the address not this machine's, or the options can't be met; the message names the cure.</exception>
    public static Task<ControlServer> StartAsync(LiveShow show, ControlOptions options, CancellationToken cancellation) =>
        StartAsync(new ControlledShow(show), options, cancellation);

    internal static async Task<ControlServer> StartAsync(IControlledShow show, ControlOptions options, CancellationToken cancellation)
    {
        options.Check();
        var token = new ControlToken(options.Token);
        PreviewSink? preview = options.Preview is { } look ? new PreviewSink(look) : null;
        var routes = new ControlRoutes(show, preview, new RequestedSinks(show, preview, options));
        WebApplication application = ControlApplication.Build(options, new ControlGuard(token, options));
        try
        {
            routes.Map(application);
            await application.StartAsync(cancellation).ConfigureAwait(false);
            if (preview is not null)
            {
                show.AddSink(preview);
            }

            return new ControlServer(application, routes, show, token);
        }
        catch (Exception failure)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            routes.Dispose();
            throw Explain(failure, options.Endpoint) ?? failure;
        }
    }

    /// <summary>Ends all connections, tells their clients so, and takes the preview from the show's sinks; all within a second or so.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isEnded, 1) != 0)
        {
            return;
        }

        await routes.EndAsync().ConfigureAwait(false);
        await application.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
        show.RemoveSink(PreviewSink.BrowserName);
        routes.Dispose();
    }

    static LiveStyleException? Explain(Exception failure, IPEndPoint endpoint) => (failure as SocketException ?? failure.InnerException) switch
    {
        AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
            new LiveStyleException($"{endpoint} is in use by another program; choose another port, or 0 for any that is free", failure),
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
            new LiveStyleException($"{endpoint.Address} is no address of this machine; listen on 127.0.0.1, or on 0.0.0.0 for all of its addresses", failure),
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            new LiveStyleException($"port {endpoint.Port} is kept for the system; choose one from 1024 up", failure),
        SocketException known => new LiveStyleException($"{endpoint} can't be listened on: {known.Message}", failure),
        _ => null,
    };

    static IPAddress Reachable(IPAddress address) =>
        address.Equals(IPAddress.Any) ? IPAddress.Loopback : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : address;
}
