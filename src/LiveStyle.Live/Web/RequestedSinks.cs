using System.Text.Json;
using LiveStyle.Live.Sinks;
using LiveStyle.Live.Web.Answers;
using LiveStyle.Media.Streaming;

namespace LiveStyle.Live.Web;

/// <summary>
/// The sinks that the web may ask for: whoever knows the token sends the show to addresses, and writes files in one folder. Nothing else of
/// the machine is opened, and nobody is served by a sink that waits for callers, who would need no token.
/// </summary>
/// <remarks>Thread-safe.</remarks>
sealed class RequestedSinks(IControlledShow show, PreviewSink? preview, ControlOptions options)
{
    /// <summary>The sinks of a show, whoever asked for them, beyond which the web adds none.</summary>
    public const int Most = 16;

    const string ListPrefix = "hls:";

    readonly Lock gate = new();

    /// <summary>Adds what a request asks for.</summary>
    /// <exception cref="LiveStyleException">It asks for nothing, for what is not let, or for what can't be; one line with the cure.</exception>
    public void Add(JsonElement body)
    {
        string to = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("to", out JsonElement given) && given.ValueKind == JsonValueKind.String
            ? given.GetString()!
            : throw new LiveStyleException("a sink is an object that says where it leads, such as {\"to\":\"rtmp://127.0.0.1/live/key\"}");
        SinkTarget target = Read(to);
        lock (gate)
        {
            if (show.Sinks.Count >= Most)
            {
                throw new LiveStyleException($"the show has {show.Sinks.Count} sinks, and the web adds none beyond {Most}; end one first");
            }

            show.AddSink(target);
        }
    }

    SinkTarget Read(string to)
    {
        if (to == PreviewSink.BrowserName && preview is not null)
        {
            return preview;
        }

        SinkTargets.CheckText(to);
        string text = StreamOutput.TryParse(to) switch
        {
            { Kind: StreamOutputKind.Address } when WaitsForCallers(to) =>
                throw new LiveStyleException("the web opens no sink that waits for callers, who would see the show without the token; send it to them, or name such a sink when the show is started"),
            { Kind: StreamOutputKind.Camera or StreamOutputKind.Node } =>
                throw new LiveStyleException("the web opens no camera of this machine; name it when the show is started"),
            { Kind: StreamOutputKind.Recording } => Below(to),
            { Kind: StreamOutputKind.Playlist } => to.StartsWith(ListPrefix, StringComparison.Ordinal) ? ListPrefix + Below(to[ListPrefix.Length..]) : Below(to),
            _ => to,
        };
        return options.ParseSink is { } parse ? parse(text) : SinkTargets.Parse(text);
    }

    /// <summary>A path in the folder of recordings: no part of it may lead out again, on any system.</summary>
    string Below(string path)
    {
        string folder = options.Recordings
            ?? throw new LiveStyleException("the web records nothing here, as no folder was named for it when the server was started (control.recordings in a show's file); send to an address");
        return !path.AsSpan().ContainsAny('\\', ':') && path.Split('/').All(part => part.Trim(' ', '.').Length > 0)
            ? Path.Combine(folder, path)
            : throw new LiveStyleException("the web records below one folder alone; give a plain path such as show.mkv or evening/show.mkv");
    }

    /// <summary>Listeners say so behind the address; what its parts are called is read as ffmpeg may read it, now or later.</summary>
    static bool WaitsForCallers(string address) => address.IndexOf('?', StringComparison.Ordinal) is >= 0 and int start
        && address[(start + 1)..].Split('&', '?', '#', ';').Select(part => Uri.UnescapeDataString(part).Split('=', 2)).Any(IsListener);

    static bool IsListener(string[] field) => field[0].Trim().ToUpperInvariant() switch
    {
        "LISTEN" => field.ElementAtOrDefault(1) != "0",
        "MODE" => field.ElementAtOrDefault(1) != "caller",
        _ => false,
    };
}
