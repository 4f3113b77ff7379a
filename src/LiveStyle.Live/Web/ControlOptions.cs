using System.Net;
using LiveStyle.Live.Sinks;

namespace LiveStyle.Live.Web;

/// <summary>Where a show is controlled from, and by whom.</summary>
public sealed record ControlOptions
{
    /// <summary>The port unless another is chosen.</summary>
    public const int DefaultPort = 7077;

    /// <summary>The address and port to listen on; port 0 takes a free one. Beyond this machine only with a <see cref="Token"/> of your own.</summary>
    public IPEndPoint Endpoint { get; init; } = new(IPAddress.Loopback, DefaultPort);

    /// <summary>
    /// The word that every request must bring: 16 to 256 letters, digits and - . _ ~. Null makes a new one of 128 random bits, which
    /// <see cref="ControlServer.Token"/> tells.
    /// </summary>
    public string? Token { get; init; }

    /// <summary>
    /// Pages of other servers that may open WebSockets here, such as "https://panel.example"; none by default. Browsers let them read no
    /// other answer, as none allows it (CORS).
    /// </summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>
    /// Names by which this server is called, beside addresses and localhost, such as "studio-pc.local"; none by default, so that no foreign
    /// page can give its own name this machine's address.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>
    /// The folder below which the web may record and write lists for HLS, named by plain relative paths; null: nowhere. Whoever knows the
    /// token can fill its disk.
    /// </summary>
    public string? Recordings { get; init; }

    /// <summary>
    /// Reads a sink that the web has asked for and may have, such as with the show's own coding; null:
    /// <see cref="SinkTargets.Parse"/>, coded by size and rate. It throws a <see cref="LiveStyleException"/> of one line for what is none.
    /// </summary>
    public Func<string, SinkTarget>? ParseSink { get; init; }

    /// <summary>How the preview looks; null for none.</summary>
    public PreviewOptions? Preview { get; init; } = new();

    /// <summary>The options without the token, for logs.</summary>
    public override string ToString() => $"{nameof(ControlOptions)} {{ {nameof(Endpoint)} = {Endpoint} }}";

    /// <exception cref="LiveStyleException">They can't be met; the message names the cure.</exception>
    internal void Check()
    {
        if (Token is null && !IPAddress.IsLoopback(Endpoint.Address))
        {
            throw new LiveStyleException($"{Endpoint} can be reached from other machines; choose a token of your own for them, or listen on 127.0.0.1");
        }

        Preview?.Check();
        if (Recordings is not null && string.IsNullOrWhiteSpace(Recordings))
        {
            throw new LiveStyleException("the folder of recordings has no name; name one, or leave it out where the web is to record nothing");
        }

        if (AllowedHosts.FirstOrDefault(host => Uri.CheckHostName(host) == UriHostNameType.Unknown) is { } unknown)
        {
            throw new LiveStyleException($"'{unknown}' is no host's name; write it without scheme and port, such as studio-pc.local");
        }

        if (AllowedOrigins.FirstOrDefault(origin => !IsOrigin(origin)) is { } strange)
        {
            throw new LiveStyleException($"'{strange}' is no origin; write scheme, host and port alone, such as https://panel.example or http://192.168.0.9:8080");
        }
    }

    /// <summary>Browsers send origins in this form: GetLeftPart gives it back unchanged.</summary>
    static bool IsOrigin(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
        && (address.Scheme is "http" or "https")
        && address.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase);
}
