using System.Globalization;
using System.Text.RegularExpressions;
using LiveStyle.Files;
using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Streaming;

/// <summary>Where a live stream goes, and how it is coded. Immutable; <see cref="LiveStream"/> opens it.</summary>
public sealed partial record StreamOutput
{
    const string CameraFiles = "/dev/video";

    static readonly Dictionary<string, string> Protocols = new()
    {
        ["rtmp"] = "flv",
        ["rtmps"] = "flv",
        ["rtmpt"] = "flv",
        ["rtmpts"] = "flv",
        ["srt"] = "mpegts",
        ["udp"] = "mpegts",
        ["tcp"] = "mpegts",
        ["rtp"] = "rtp_mpegts",
        ["rtsp"] = "rtsp",
        ["rtsps"] = "rtsp",
    };

    static readonly Dictionary<string, string> Containers = new(StringComparer.OrdinalIgnoreCase)
    {
        [".mkv"] = "matroska",
        [".mp4"] = "mp4",
        [".mov"] = "mov",
        [".ts"] = "mpegts",
    };

    StreamOutput(StreamOutputKind kind, string name, string location, string muxer)
    {
        Kind = kind;
        Name = name;
        Location = location;
        Muxer = muxer;
    }

    /// <summary>What it is.</summary>
    public StreamOutputKind Kind { get; }

    /// <summary>The name for people, without a password or a stream's key.</summary>
    public string Name { get; init; }

    /// <summary>The address, the path of the file, or the name of the device or node.</summary>
    public string Location { get; init; }

    /// <summary>How it is coded; it means nothing for cameras and nodes, which get the pictures as they are.</summary>
    public StreamCoding Coding { get; init; } = new();

    /// <summary>Whether it begins when somebody calls, which may take any time.</summary>
    public bool WaitsForReader => Kind == StreamOutputKind.Address && AddressQuery.Listens(Location);

    /// <summary>ffmpeg's name of the container.</summary>
    internal string Muxer { get; }

    /// <summary>Whether it has a place for sound.</summary>
    internal bool HoldsSound => Kind is not (StreamOutputKind.Camera or StreamOutputKind.Node);

    /// <summary>Texts of the address that nobody may read.</summary>
    internal IReadOnlyList<string> Keys => StreamKeys.Of(Location);

    /// <summary>The name: the location may hold a key.</summary>
    public override string ToString() => Name;

    /// <summary>Reads an address (rtmp, rtmps, srt, rtsp, udp, rtp, tcp), a file to record to (.mkv, .mp4, .mov, .ts), a list (.m3u8 or hls:FOLDER), v4l2:/dev/videoN, or pipewire:NAME.</summary>
    /// <param name="text">As a user writes it.</param>
    /// <returns>The output; null where the text is nothing of these.</returns>
    /// <exception cref="MediaException">It is one, but can't be as it is written.</exception>
    public static StreamOutput? TryParse(string text)
    {
        if (text.Any(IsControl))
        {
            string shown = Secrets.Hide(string.Concat(text.Select(letter => IsControl(letter) ? '\uFFFD' : letter)));
            throw new MediaException($"{shown}: an address or name holds no line break, no tab and no other control character; leave it out") { Location = shown };
        }

        if (QuotedPath.IsUrl(text))
        {
            return Address(text);
        }

        if (text.StartsWith(CameraFiles, StringComparison.Ordinal))
        {
            return Camera(text, text);
        }

        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string rest = text[(colon + 1)..];
        return (colon < 0 ? "" : text[..colon]) switch
        {
            "v4l2" => Camera(text, int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? CameraFiles + number : rest),
            "pipewire" => Node(text, rest),
            "hls" => rest.Length > 0
                ? Playlist(text, Path.Combine(rest, "live.m3u8"))
                : throw new MediaException("hls: names no folder; give hls:FOLDER"),
            _ => File(text),
        };
    }

    /// <summary>Says what can be known to be wrong before it is opened, such as a list that is another's. What may work later is not asked.</summary>
    /// <exception cref="MediaException">The message names what and the cure.</exception>
    public void Check()
    {
        Coding.Check();
        if (Kind == StreamOutputKind.Playlist)
        {
            StreamPlaylist.Check(Location);
        }
    }

    static bool IsControl(char letter) => char.IsControl(letter) || letter is '\u2028' or '\u2029';

    static StreamOutput Address(string text)
    {
        string scheme = text[..text.IndexOf(':', StringComparison.Ordinal)].ToLowerInvariant();
        return Protocols.TryGetValue(scheme, out string? muxer)
            ? new(StreamOutputKind.Address, Secrets.Hide(text), text, muxer)
            : throw new MediaException($"{Secrets.Hide(text)}: live goes to {string.Join(", ", Protocols.Keys.Order(StringComparer.Ordinal))}, not to {scheme}");
    }

    static StreamOutput? File(string text)
    {
        string extension = Path.GetExtension(text);
        return extension.Equals(".m3u8", StringComparison.OrdinalIgnoreCase) ? Playlist(text, text)
            : Containers.TryGetValue(extension, out string? muxer) ? new(StreamOutputKind.Recording, text, text, muxer)
            : null;
    }

    /// <summary>ffmpeg would number its files by a "%d" anywhere in their path, and knows no way to write one.</summary>
    static StreamOutput Playlist(string name, string path) => Number().IsMatch(Path.GetFullPath(path))
        ? throw new MediaException($"{name}: the path of a list can't hold a percent sign, a number and a d; choose another name or folder")
        : new(StreamOutputKind.Playlist, name, path, "hls");

    static StreamOutput Camera(string name, string device) => device.StartsWith("/dev/", StringComparison.Ordinal)
        ? new(StreamOutputKind.Camera, name, device, "v4l2")
        : throw new MediaException($"{name} names no device; give v4l2:{CameraFiles}9, or its number");

    static StreamOutput Node(string text, string name) => NodeName().IsMatch(name)
        ? new(StreamOutputKind.Node, text, name, "")
        : throw new MediaException($"{text}: a node's name is 1 to 60 letters, digits, spaces, dots, dashes and underscores, such as pipewire:LiveStyle");

    [GeneratedRegex(@"^[\p{L}\p{Nd}_.-][\p{L}\p{Nd} _.-]{0,59}$")]
    private static partial Regex NodeName();

    [GeneratedRegex("%[0-9]*d")]
    private static partial Regex Number();
}
