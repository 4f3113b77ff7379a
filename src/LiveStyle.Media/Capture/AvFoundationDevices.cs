using System.Globalization;
using System.Text.RegularExpressions;
using LiveStyle.Frames;
using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Capture;

/// <summary>The cameras, screens and microphones of macOS, as ffmpeg lists them.</summary>
static partial class AvFoundationDevices
{
    /// <summary>Cameras, screens and microphones.</summary>
    public static async Task<IReadOnlyList<CaptureDevice>> ListAsync(CancellationToken cancellation) =>
        Devices(await FfmpegListing.RunAsync("-f avfoundation -list_devices true -i \"\"", cancellation).ConfigureAwait(false));

    /// <summary>Cameras with their modes, screens, and microphones.</summary>
    public static async Task<IReadOnlyList<CaptureDevice>> ListWithModesAsync(CancellationToken cancellation)
    {
        var devices = new List<CaptureDevice>();
        foreach (CaptureDevice device in await ListAsync(cancellation).ConfigureAwait(false))
        {
            string target = LiveInput.Parse(device.Source, isPaced: false).Target;
            devices.Add(device.Kind != CaptureDeviceKind.Camera ? device : device with
            {
                Modes = Modes(await AskAsync(target, cancellation).ConfigureAwait(false)),
            });
        }

        return devices;
    }

    /// <summary>What ffmpeg says that a camera can deliver: it tells who asks for what there is not.</summary>
    public static Task<IReadOnlyList<string>> AskAsync(string target, CancellationToken cancellation) =>
        FfmpegListing.RunAsync($"-f avfoundation -framerate 1000 -i {QuotedPath.Quote(target)}", cancellation);

    /// <summary>Reads what ffmpeg's "-list_devices true" says.</summary>
    public static IReadOnlyList<CaptureDevice> Devices(IEnumerable<string> lines)
    {
        var devices = new List<CaptureDevice>();
        bool isSound = false;
        foreach (string line in lines)
        {
            isSound = isSound || line.Contains("audio devices:", StringComparison.Ordinal);
            if (Device().Match(line) is { Success: true } match)
            {
                string number = match.Groups["number"].Value, name = match.Groups["name"].Value;
                devices.Add(isSound ? new CaptureDevice(CaptureDeviceKind.Microphone, "avfoundation:" + number, name)
                    : Screen().Match(name) is { Success: true } screen ? new CaptureDevice(CaptureDeviceKind.Screen, "screen:" + screen.Groups[1].Value, name)
                    : new CaptureDevice(CaptureDeviceKind.Camera, "avfoundation:" + number, name));
            }
        }

        return devices;
    }

    /// <summary>Reads the modes that ffmpeg names when it is asked for a rate that there is not.</summary>
    public static IReadOnlyList<CaptureMode> Modes(IEnumerable<string> lines) =>
    [
        .. lines.Select(line => Mode().Match(line)).Where(match => match.Success)
            .Select(line => new CaptureMode(
                "",
                new FrameSize(int.Parse(line.Groups["width"].ValueSpan, CultureInfo.InvariantCulture), int.Parse(line.Groups["height"].ValueSpan, CultureInfo.InvariantCulture)),
                LiveRate.TryParse(line.Groups["low"].Value),
                LiveRate.TryParse(line.Groups["high"].Value)))
            .Distinct(),
    ];

    // [AVFoundation indev @ 0x7f8] [0] FaceTime HD Camera
    [GeneratedRegex(@"^\[[^\]]* @ [^\]]*\] \[(?<number>[0-9]+)\] (?<name>.+?)\s*$")]
    private static partial Regex Device();

    [GeneratedRegex("^Capture screen ([0-9]+)$")]
    private static partial Regex Screen();

    // 1280x720@[15.000000 30.000030]fps
    [GeneratedRegex(@"(?<width>[0-9]+)x(?<height>[0-9]+)@\[(?<low>[0-9.]+) (?<high>[0-9.]+)\]fps")]
    private static partial Regex Mode();
}
