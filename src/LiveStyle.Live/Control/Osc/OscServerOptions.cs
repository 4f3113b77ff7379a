using System.Globalization;
using System.Net;

namespace LiveStyle.Live.Control.Osc;

/// <summary>Where OSC is served, and who is told of changes.</summary>
public sealed record OscServerOptions
{
    /// <summary>The address and UDP port to listen at; this machine's own programs alone reach it, unless another address is given. Port 0: any.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 9020);

    /// <summary>
    /// The addresses that are obeyed and may subscribe, beside this machine's own programs. OSC has no password, so there must be one at
    /// least where <see cref="Listen"/> can be reached from other machines.
    /// </summary>
    public IReadOnlyList<IPAddress> Senders { get; init; } = [];

    /// <summary>Who is told of each change, beside those who subscribe.</summary>
    public IReadOnlyList<IPEndPoint> Feedback { get; init; } = [];

    /// <summary>The least time between two reports of changes; what changes meanwhile is told together.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(33);

    /// <summary>How long a subscription lasts that isn't renewed.</summary>
    public TimeSpan SubscriptionTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Told in one line what is wrong with messages, at most every two seconds.</summary>
    public Action<string>? Noted { get; init; }

    /// <summary>Reads where to listen: a port, or an address and a port.</summary>
    /// <param name="text">Such as "9020", "0.0.0.0:9020" or "[::]:9020".</param>
    /// <exception cref="LiveStyleException">It is neither.</exception>
    public static IPEndPoint ParseListen(string text) => Parse(text, "9020, or 0.0.0.0:9020 to be reached from other machines");

    /// <summary>Reads who is told of changes: a port of this machine, or an address and a port.</summary>
    /// <param name="text">Such as "9021" or "192.168.1.20:9021".</param>
    /// <exception cref="LiveStyleException">It is neither.</exception>
    public static IPEndPoint ParseFeedback(string text) => Parse(text, "9021 or 192.168.1.20:9021");

    /// <summary>Reads who is obeyed.</summary>
    /// <param name="text">Such as "192.168.1.20" or "fe80::1".</param>
    /// <exception cref="LiveStyleException">It is no address of one machine.</exception>
    internal static IPAddress ParseSender(string text) =>
        // "1" and "10.1" are addresses too, by a rule that nobody means.
        IPAddress.TryParse(text, out IPAddress? address) && (text.Contains(':') || text.Count(letter => letter == '.') == 3) &&
            !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) && !address.Equals(IPAddress.Broadcast)
            ? address
            : throw new LiveStyleException($"'{DeskLimits.Shown(text)}' is no address that sends OSC; give one such as 192.168.1.20");

    /// <exception cref="LiveStyleException">Other machines could reach it, and nobody is named who may.</exception>
    internal void Check()
    {
        if (!IPAddress.IsLoopback(Listen.Address) && Senders.Count == 0)
        {
            throw new LiveStyleException(
                $"OSC at {Listen} would obey everybody on the network; name the addresses of those who may play (senders, such as 192.168.1.20), or listen at 127.0.0.1");
        }
    }

    static IPEndPoint Parse(string text, string example)
    {
        if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) && port > 0)
        {
            return new IPEndPoint(IPAddress.Loopback, port);
        }

        return text.Contains(':') && IPEndPoint.TryParse(text, out IPEndPoint? end) && end.Port > 0
            ? end
            : throw new LiveStyleException($"'{DeskLimits.Shown(text)}' is no port for OSC; give {example}");
    }
}
