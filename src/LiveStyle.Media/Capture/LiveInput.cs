using System.Globalization;
using System.Text.RegularExpressions;
using LiveStyle.Files;
using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Capture;

/// <summary>A camera or live address, as ffmpeg's input options and as people read it.</summary>
/// <param name="Name">The name in messages, without a password.</param>
/// <param name="Device">ffmpeg's input device, such as "v4l2"; null for a URL.</param>
/// <param name="Target">What ffmpeg opens.</param>
sealed partial record LiveInput(string Name, string? Device, string Target)
{
    const string CameraFiles = "/dev/video";

    static readonly string[] LiveProtocols = ["rtsp", "rtsps", "rtmp", "rtmps", "rtmpt", "rtp", "srt", "udp", "tcp", "rist", "mms", "mmsh"];

    /// <summary>Whether it waits for a sender to call, which may take any time.</summary>
    public bool Listens => Device is null && Target.Contains("listen", StringComparison.Ordinal);

    /// <summary>Null where it is no live input by its name alone: a file, or an address that may be of one.</summary>
    public static LiveInput? TryParse(string location)
    {
        if (location.StartsWith(CameraFiles, StringComparison.Ordinal))
        {
            return new LiveInput(location, "v4l2", location);
        }

        int colon = location.IndexOf(':', StringComparison.Ordinal);
        string scheme = colon < 0 ? "" : location[..colon];
        string rest = location[(colon + 1)..];
        return scheme switch
        {
            "v4l2" => new LiveInput(location, scheme, int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? CameraFiles + number : rest),
            "dshow" => new LiveInput(location, scheme, rest.StartsWith("video=", StringComparison.Ordinal) ? rest : "video=" + rest),
            "avfoundation" => new LiveInput(location, scheme, rest.Contains(':') ? rest : rest + ":none"),
            _ when Array.IndexOf(LiveProtocols, scheme) >= 0 && QuotedPath.IsUrl(location) => Url(location),
            _ => null,
        };
    }

    /// <summary>An address that is live though its name does not tell.</summary>
    /// <exception cref="MediaException">It is neither a camera nor a URL.</exception>
    public static LiveInput Parse(string location) =>
        TryParse(location) ?? (QuotedPath.IsUrl(location)
            ? Url(location)
            : throw new MediaException($"{location} is neither a camera nor a live address; give {CameraFiles}0, v4l2:0, dshow:NAME, avfoundation:0, or a URL"));

    /// <summary>One line on why it can't be there; null where it may be.</summary>
    public string? Absence()
    {
        string? here = OperatingSystem.IsWindows() ? "dshow" : OperatingSystem.IsMacOS() ? "avfoundation" : "v4l2";
        if (Device is not null && Device != here)
        {
            string example = here switch { "dshow" => "dshow:NAME", "avfoundation" => "avfoundation:0", _ => CameraFiles + "0" };
            return $"{Name} names a camera of another system; here it is {example}";
        }

        return Device == "v4l2" && !File.Exists(Target) ? $"there is no camera {Target}; {Present()}" : null;
    }

    /// <summary>What to do where ffmpeg can't open it.</summary>
    public string Cure() => Device switch
    {
        null => "check the address and that it is sending",
        "v4l2" => $"close other programs that use it, or ask for another size or rate; {Present()}",
        "dshow" => "close other programs that use it; `ffmpeg -list_devices true -f dshow -i dummy` lists the cameras",
        _ => "close other programs that use it; `ffmpeg -f avfoundation -list_devices true -i \"\"` lists the cameras",
    };

    /// <summary>ffmpeg's words without its repetition of the address, and without a password.</summary>
    public string Tidy(string complaint) =>
        Failure().Replace(Secrets.Hide(complaint).Replace(Name + ": ", "", StringComparison.Ordinal).Replace(Target + ": ", "", StringComparison.Ordinal), "");

    static LiveInput Url(string location) => new(Secrets.Hide(location), null, location);

    static string Present()
    {
        string[] cameras = Directory.Exists("/dev") ? [.. Directory.GetFiles("/dev", "video*").Order(StringComparer.Ordinal)] : [];
        return cameras.Length > 0 ? $"here are {string.Join(", ", cameras)}" : $"there is no {CameraFiles}* at all: connect one";
    }

    [GeneratedRegex("^Connection to .* failed: ")]
    private static partial Regex Failure();
}
