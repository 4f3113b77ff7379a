using System.Globalization;
using System.Text.RegularExpressions;
using LiveStyle.Files;
using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Capture;

/// <summary>Something live, as ffmpeg's input and as people read it.</summary>
/// <param name="Name">The name in messages, without a password.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Device">ffmpeg's input device, such as "v4l2"; null for an address and a film, and for a screen or window that is still to be looked for.</param>
/// <param name="Target">What ffmpeg opens.</param>
sealed partial record LiveInput(string Name, LiveKind Kind, string? Device, string Target)
{
    const string CameraFiles = "/dev/video";

    static readonly string[] LiveProtocols = ["rtsp", "rtsps", "rtmp", "rtmps", "rtmpt", "rtp", "srt", "udp", "tcp", "rist", "mms", "mmsh"];

    /// <summary>ffmpeg's options of the input, beside those that all have; begins with a space where there are any.</summary>
    public string Options { get; init; } = "";

    /// <summary>The part of the desktop that a screen's name asks for.</summary>
    public ScreenRegion? Region { get; init; }

    /// <summary>What is cut out of each picture, since the device can't; null: nothing.</summary>
    public ScreenRegion? Crop { get; init; }

    /// <summary>The number of the monitor that a screen's name asks for, from 0; null: all of the desktop.</summary>
    public int? Monitor { get; init; }

    /// <summary>What a test pattern's name asks for.</summary>
    public TestPattern Pattern { get; init; }

    /// <summary>One line on what is wrong with the name, with what it should look like; null where nothing is.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether it waits for a sender to call, which may take any time.</summary>
    public bool Listens => Kind == LiveKind.Address && AddressQuery.Listens(Target);

    /// <summary>Whether it is a film on a disk of this machine: what ends it will end it again.</summary>
    public bool IsFile => Kind == LiveKind.Film && (!QuotedPath.IsUrl(Target) || Target.StartsWith("file:", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it delivers at the rate that it is asked for.</summary>
    public bool TakesRate => Kind is LiveKind.Camera or LiveKind.Screen or LiveKind.Window;

    /// <summary>Null where it is nothing live by its name alone: a file, or an address that may be of one.</summary>
    public static LiveInput? TryParse(string location)
    {
        if (location.StartsWith(CameraFiles, StringComparison.Ordinal))
        {
            return new LiveInput(location, LiveKind.Camera, "v4l2", location);
        }

        int colon = location.IndexOf(':', StringComparison.Ordinal);
        string scheme = colon < 0 ? location : location[..colon];
        string rest = colon < 0 ? "" : location[(colon + 1)..];
        return (scheme, colon < 0) switch
        {
            ("screen", _) => Screen(location, rest),
            ("test", _) => Test(location, rest),
            (_, true) => null,
            ("window", _) => new LiveInput(location, LiveKind.Window, null, rest) { Fault = rest.Trim().Length > 0 ? null : "a window is named by its title: window:TITLE" },
            ("file", _) when !rest.StartsWith("//", StringComparison.Ordinal) => new LiveInput(rest, LiveKind.Film, null, rest),
            ("v4l2", _) => new LiveInput(location, LiveKind.Camera, scheme, int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? CameraFiles + number : rest),
            ("dshow", _) => new LiveInput(location, LiveKind.Camera, scheme, rest.StartsWith("video=", StringComparison.Ordinal) ? rest : "video=" + rest),
            ("avfoundation", _) => new LiveInput(location, LiveKind.Camera, scheme, rest.Contains(':') ? rest : rest + ":none"),
            _ when Array.IndexOf(LiveProtocols, scheme) >= 0 && QuotedPath.IsUrl(location) => Url(location),
            _ => null,
        };
    }

    /// <summary>What is to be read as if it were live, though its name may not tell.</summary>
    /// <param name="location">The name, address or path.</param>
    /// <param name="isPaced">Whether what is not live by its name is a film, to be read as fast as it is played.</param>
    /// <exception cref="MediaException">It is nothing of that kind.</exception>
    public static LiveInput Parse(string location, bool isPaced) => TryParse(location) switch
    {
        { } known => known,
        null when isPaced => new LiveInput(Secrets.Hide(location), LiveKind.Film, null, location),
        null when QuotedPath.IsUrl(location) => Url(location),
        null => throw new MediaException(
            $"{location} is neither a camera nor a live address; give {CameraFiles}0, v4l2:0, dshow:NAME, avfoundation:0, screen, window:TITLE, test, file:PATH, or a URL"),
    };

    /// <summary>The input as it is there at this moment, ready for ffmpeg: windows and monitors are looked for.</summary>
    /// <exception cref="MediaException">It is not there; one line says what is.</exception>
    public async ValueTask<LiveInput> LocateAsync(LiveSourceOptions options, CancellationToken cancellation)
    {
        if ((Fault ?? Absence()) is { } absence)
        {
            throw new MediaException(absence);
        }

        return Kind switch
        {
            LiveKind.Screen or LiveKind.Window => await ScreenGrabber.LocateAsync(this, options, cancellation).ConfigureAwait(false),
            LiveKind.Test => this with { Device = "lavfi", Target = Pattern.Graph(options) },
            _ => this,
        };
    }

    /// <summary>What to do where ffmpeg can't open it; of a camera with those that there are.</summary>
    public async Task<string> CureAsync(LiveSourceOptions options, CancellationToken cancellation) => (Kind, Device) switch
    {
        (LiveKind.Address, _) => "check the address and that it is sending",
        (LiveKind.Film, _) => "check that it is a film with pictures",
        (LiveKind.Test, _) => $"give {TestPattern.Form}",
        (LiveKind.Screen or LiveKind.Window, _) => ScreenGrabber.Cure(Device),
        _ => CameraModes.Advice(await CameraModes.OfAsync(this, cancellation).ConfigureAwait(false), options.CameraSize, options.CameraFrameRate)
            ?? $"close other programs that use it; {Listed(await CaptureDevices.CamerasAsync(cancellation).ConfigureAwait(false))}",
    };

    /// <summary>ffmpeg's words without its repetition of the address, and without a password.</summary>
    public string Tidy(string complaint) =>
        Failure().Replace(
            Secrets.Hide(complaint)
                .Replace(QuotedPath.Locator(Target) + ": ", "", StringComparison.Ordinal)
                .Replace(Name + ": ", "", StringComparison.Ordinal)
                .Replace(Target + ": ", "", StringComparison.Ordinal),
            "");

    static LiveInput Url(string location) => new(Secrets.Hide(location), LiveKind.Address, null, location);

    static LiveInput Screen(string location, string rest)
    {
        ScreenRegion? region = ScreenRegion.TryParse(rest);
        int? monitor = int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
        return new LiveInput(location, LiveKind.Screen, null, "")
        {
            Region = region,
            Monitor = monitor,
            Fault = rest.Length == 0 || region is not null || monitor is not null ? null
                : $"{location} names no part of a screen; give screen, a monitor's number as screen:0, or a region as screen:640x360+10+20",
        };
    }

    static LiveInput Test(string location, string rest)
    {
        TestPattern? pattern = TestPattern.TryParse(rest);
        return new LiveInput(location, LiveKind.Test, null, "")
        {
            Pattern = pattern ?? default,
            Fault = pattern is null ? $"{location} names no test pattern; give {TestPattern.Form}, such as test:640x360@30" : null,
        };
    }

    /// <summary>One line on why it can't be there; null where it may be.</summary>
    string? Absence()
    {
        if (Kind == LiveKind.Film && !QuotedPath.IsUrl(Target) && !File.Exists(Target))
        {
            return Directory.Exists(Target) ? $"{Name} is a folder, not a film" : $"there is no file {Name}";
        }

        if (Kind != LiveKind.Camera)
        {
            return null;
        }

        string here = OperatingSystem.IsWindows() ? "dshow" : OperatingSystem.IsMacOS() ? "avfoundation" : "v4l2";
        if (Device != here)
        {
            string example = here switch { "dshow" => "dshow:NAME", "avfoundation" => "avfoundation:0", _ => CameraFiles + "0" };
            return $"{Name} names a camera of another system; here it is {example}";
        }

        return Device == "v4l2" && !File.Exists(Target) ? $"there is no camera {Target}; {Listed(V4l2Devices.Nodes())}" : null;
    }

    static string Listed(IReadOnlyList<CaptureDevice> cameras) => cameras.Count > 0
        ? $"here are {string.Join(", ", cameras.Select(camera => $"{camera.Source} ({camera.Name})"))}"
        : "there is no camera at all: connect one";

    [GeneratedRegex("^Connection to .* failed: ")]
    private static partial Regex Failure();
}
