using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using LiveStyle.Files;
using LiveStyle.Live.Control;
using LiveStyle.Live.Web.Answers;

namespace LiveStyle.Live.Web;

/// <summary>
/// One client that follows the show: it gets the state, the sinks and the source at once and with each change, and the figures once a
/// second; a slow one gets the newest of each only. It sends commands, and each is answered.
/// </summary>
sealed class LiveConnection : IDisposable
{
    [Flags]
    enum Topics
    {
        None = 0,
        State = 1,
        Sinks = 2,
        Source = 4,
        Figures = 8,
        All = State | Sinks | Source | Figures,
    }

    static readonly TimeSpan FigurePeriod = TimeSpan.FromSeconds(1);

    readonly IControlledShow show;
    readonly SocketMessages messages;
    readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    IReadOnlyList<Preset>? toldPresets;
    SourceView? toldSource;
    int news = (int)Topics.All;

    public LiveConnection(IControlledShow show, WebSocket socket)
    {
        (this.show, messages) = (show, new SocketMessages(socket));
    }

    /// <summary>Serves the client until it goes or the server ends.</summary>
    /// <param name="ended">The server ends: the client is told so.</param>
    public async Task RunAsync(CancellationToken ended)
    {
        show.Desk.Changed += OnState;
        show.SinksChanged += OnSinks;
        try
        {
            await SocketWork.RunAsync(messages, ended, ListenAsync, TellAsync, TickAsync).ConfigureAwait(false);
        }
        finally
        {
            show.SinksChanged -= OnSinks;
            show.Desk.Changed -= OnState;
        }
    }

    public void Dispose() => messages.Dispose();

    void OnState(DeskState state) => Wake(Topics.State);

    void OnSinks() => Wake(Topics.Sinks);

    void Wake(Topics topics)
    {
        Interlocked.Or(ref news, (int)topics);
        wake.Writer.TryWrite(true);
    }

    async Task TickAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(FigurePeriod);
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
        {
            Wake(Topics.Figures | Topics.Source);
        }
    }

    /// <summary>What has changed while a message went out is told once, as it is then.</summary>
    async Task TellAsync(CancellationToken cancellation)
    {
        wake.Writer.TryWrite(true);
        while (await wake.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false))
        {
            wake.Reader.TryRead(out _);
            var topics = (Topics)Interlocked.Exchange(ref news, 0);
            if (topics.HasFlag(Topics.State))
            {
                await TellPresetsAsync(cancellation).ConfigureAwait(false);
                await messages.WriteJsonAsync(new LiveNews(State: StateView.Of(show.Desk.State)), cancellation).ConfigureAwait(false);
            }

            if (topics.HasFlag(Topics.Source) && show.Source is var source && source != toldSource)
            {
                toldSource = source;
                await messages.WriteJsonAsync(new LiveNews(Source: source), cancellation).ConfigureAwait(false);
            }

            if ((topics & (Topics.Sinks | Topics.Figures)) != 0)
            {
                await messages.WriteJsonAsync(new LiveNews(Sinks: [.. show.Sinks.Select(SinkView.Of)]), cancellation).ConfigureAwait(false);
            }

            if (topics.HasFlag(Topics.Figures))
            {
                await messages.WriteJsonAsync(new LiveNews(Figures: show.ReadFigures()), cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Presets are taken anew while the show runs, and the desk's state changes with them.</summary>
    async Task TellPresetsAsync(CancellationToken cancellation)
    {
        IReadOnlyList<Preset> presets = show.Desk.Presets;
        if (toldPresets?.SequenceEqual(presets) != true)
        {
            toldPresets = presets;
            await messages.WriteJsonAsync(new LiveNews(Presets: [.. presets.Select(PresetView.Of)]), cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>An answer waits for the client to read: one that floods the show with commands is no faster than it reads.</summary>
    async Task ListenAsync(CancellationToken cancellation)
    {
        while (await messages.ReadAsync(cancellation).ConfigureAwait(false) is { } message)
        {
            await messages.WriteJsonAsync(new LiveNews(Answer: Answer(message)), cancellation).ConfigureAwait(false);
        }
    }

    LiveAnswer Answer(ReadOnlyMemory<byte> message)
    {
        JsonElement? id = null;
        try
        {
            using JsonDocument document = CommandBody.Read(message);
            JsonElement body = document.RootElement;
            if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("command", out JsonElement command))
            {
                throw new LiveStyleException("a message is an object with a command in it, such as {\"id\":1,\"command\":{\"do\":\"undo\"}}");
            }

            id = body.TryGetProperty("id", out JsonElement given) ? given.Clone() : null;
            return new LiveAnswer(id, true, CommandBody.Do(show.Desk, command).Version);
        }
        catch (LiveStyleException failure)
        {
            return new LiveAnswer(id, false, show.Desk.State.Version, Secrets.Hide(failure.Message));
        }
    }
}
