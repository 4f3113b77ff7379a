using System.Net.WebSockets;
using System.Text.Json;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Web.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LiveStyle.Live.Web;

/// <summary>What the server answers at each address.</summary>
/// <param name="show">The show.</param>
/// <param name="preview">Its preview; null where it has none.</param>
/// <param name="requested">Adds what is asked for.</param>
sealed class ControlRoutes(IControlledShow show, PreviewSink? preview, RequestedSinks requested) : IDisposable
{
    const string Json = "application/json", ProblemJson = "application/problem+json";

    readonly CancellationTokenSource shutdown = new(), ending = new();

    /// <summary>Is canceled once a client has asked that the show end.</summary>
    public CancellationToken ShutdownAsked { get; private set; }

    public void Map(IEndpointRouteBuilder application)
    {
        ShutdownAsked = shutdown.Token;
        MapDesk(application);
        MapShow(application);
        MapPreview(application);
        application.MapPrometheusScrapingEndpoint("/metrics");
        application.MapOpenApi("/openapi.json").WithMetadata(OpenToAll.Mark);
        PageFiles.Map(application);
    }

    /// <summary>Ends whatever goes on and on: streams and WebSockets.</summary>
    public Task EndAsync() => ending.CancelAsync();

    public void Dispose()
    {
        ending.Dispose();
        shutdown.Dispose();
    }

    void MapDesk(IEndpointRouteBuilder application)
    {
        Describe<StateView>(application.MapGet("/api/state", () => StateView.Of(show.Desk.State)), "readState", "The desk's state.");
        Describe<StateView>(application.MapPost("/api/do", async (HttpRequest request) =>
        {
            using JsonDocument body = await CommandBody.ReadAsync(request).ConfigureAwait(false);
            return StateView.Of(CommandBody.Do(show.Desk, body.RootElement));
        }), "doCommand", "Does a command, or a list of them in their order, and answers with the state after it.")
            .WithDescription("Where one of a list is no command, nothing is done. Where one can't be done, such as an unknown style, those before it are done and the answer says so.");
        Describe<StateView>(application.MapPost("/api/undo", () => StepBack(show.Desk.Undo)), "undo", "Takes the last step back; nothing where there is none.");
        Describe<StateView>(application.MapPost("/api/redo", () => StepBack(show.Desk.Redo)), "redo", "Does the step again that was taken back last; nothing where there is none.");
        Describe<StyleView[]>(application.MapGet("/api/styles", () => show.Styles.Select(StyleView.Of).ToArray()), "listStyles", "The styles that blends can be made of.");
        Describe<PresetView[]>(application.MapGet("/api/presets", () => show.Desk.Presets.Select(PresetView.Of).ToArray()), "listPresets", "The presets, in their order.");
        Open(application, "/api/live", context => ServeAsync(context, async socket =>
        {
            using var connection = new LiveConnection(show, socket);
            await connection.RunAsync(ending.Token).ConfigureAwait(false);
        })).WithName("follow").WithSummary("A WebSocket that tells every change and takes commands.").WithDescription(ControlDescription.Live)
            .Produces(StatusCodes.Status101SwitchingProtocols).Produces<Problem>(StatusCodes.Status426UpgradeRequired, ProblemJson);
    }

    StateView StepBack(Func<bool> step)
    {
        step();
        return StateView.Of(show.Desk.State);
    }

    void MapShow(IEndpointRouteBuilder application)
    {
        Describe<FigureSnapshot>(application.MapGet("/api/figures", show.ReadFigures), "readFigures", "The figures: rates, times of each stage in milliseconds, drops and repeats by cause.");
        Describe<SourceView>(application.MapGet("/api/source", () => show.Source), "readSource", "The source as it is now.");
        Describe<SinkView[]>(application.MapGet("/api/sinks", Sinks), "listSinks", "The sinks as they are now.");
        application.MapPost("/api/sinks", async (HttpRequest request) =>
        {
            using JsonDocument body = await CommandBody.ReadAsync(request).ConfigureAwait(false);
            requested.Add(body.RootElement);
            return TypedResults.Json(Sinks(), statusCode: StatusCodes.Status201Created);
        }).WithName("addSink").WithSummary("Adds a sink while the show runs, and answers with all sinks.")
            .WithDescription(ControlDescription.Sinks)
            .Produces<SinkView[]>(StatusCodes.Status201Created, Json).Produces<Problem>(StatusCodes.Status400BadRequest, ProblemJson).Produces<Problem>(StatusCodes.Status401Unauthorized, ProblemJson);
        Describe<SinkView[]>(application.MapDelete("/api/sinks/{**name}", (string name) => Remove(name)), "removeSink", "Ends a sink while the show runs, and answers with those that are left.")
            .WithDescription("The name is the sink's own, percent-encoded.").Produces<Problem>(StatusCodes.Status404NotFound, ProblemJson);
        application.MapPost("/api/shutdown", () =>
        {
            // Whoever waits for it may end this server at once: the answer goes first.
            ThreadPool.QueueUserWorkItem(_ => Shutdown());
            return TypedResults.Json(new Done("the show ends"), statusCode: StatusCodes.Status202Accepted);
        }).WithName("shutdown").WithSummary("Ends the show; recordings become whole.").Produces<Done>(StatusCodes.Status202Accepted, Json).Produces<Problem>(StatusCodes.Status401Unauthorized, ProblemJson);
    }

    void MapPreview(IEndpointRouteBuilder application)
    {
        PreviewViewers? viewers = preview is null ? null : new PreviewViewers(preview.Feed, ending.Token);
        Open(application, "/preview.jpg", context => Viewers().OneAsync(context)).WithName("previewOne").WithSummary("The newest picture.")
            .Produces(StatusCodes.Status200OK, null, "image/jpeg").Produces<Problem>(StatusCodes.Status503ServiceUnavailable, ProblemJson);
        Open(application, "/preview.mjpeg", context => Viewers().StreamAsync(context)).WithName("previewStream")
            .WithSummary("The pictures as they come, as motion JPEG: for OBS's browser source, players and img elements.").Produces(StatusCodes.Status200OK, null, "multipart/x-mixed-replace");
        Open(application, "/preview", context =>
        {
            PreviewViewers able = Viewers();
            return ServeAsync(context, able.SendAsync);
        }).WithName("previewSocket").WithSummary("A WebSocket with a JPEG a binary message.").WithDescription(ControlDescription.Preview)
            .Produces(StatusCodes.Status101SwitchingProtocols).Produces<Problem>(StatusCodes.Status426UpgradeRequired, ProblemJson);

        PreviewViewers Viewers() => viewers ?? throw new ProblemException(StatusCodes.Status404NotFound, "this show was started without a preview");
    }

    /// <summary>An address whose answer is no object.</summary>
    static RouteHandlerBuilder Open(IEndpointRouteBuilder application, string path, Func<HttpContext, Task> serve) => application.MapGet(path, serve);

    static RouteHandlerBuilder Describe<T>(RouteHandlerBuilder route, string name, string summary) => route.WithName(name).WithSummary(summary)
        .Produces<T>(StatusCodes.Status200OK, Json).Produces<Problem>(StatusCodes.Status400BadRequest, ProblemJson).Produces<Problem>(StatusCodes.Status401Unauthorized, ProblemJson);

    static async Task ServeAsync(HttpContext context, Func<WebSocket, Task> serve)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            throw new ProblemException(StatusCodes.Status426UpgradeRequired, $"{context.Request.Path} is a WebSocket; open it as one");
        }

        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        await serve(socket).ConfigureAwait(false);
    }

    SinkView[] Sinks() => [.. show.Sinks.Select(SinkView.Of)];

    SinkView[] Remove(string name)
    {
        // Routing leaves an encoded slash encoded.
        string plain = name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (!show.RemoveSink(plain) && !show.RemoveSink(name))
        {
            throw new ProblemException(StatusCodes.Status404NotFound, $"there is no sink named {plain}; there are: {string.Join(", ", show.Sinks.Select(sink => sink.Name))}");
        }

        return Sinks();
    }

    void Shutdown()
    {
        try
        {
            shutdown.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The server ended by itself meanwhile.
        }
    }
}
