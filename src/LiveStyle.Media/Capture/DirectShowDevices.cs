using System.Globalization;
using System.Text.RegularExpressions;
using LiveStyle.Frames;
using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Capture;

/// <summary>The cameras and microphones of Windows, as ffmpeg lists them.</summary>
static partial class DirectShowDevices
{
    /// <summary>Cameras and microphones.</summary>
    public static async Task<IReadOnlyList<CaptureDevice>> ListAsync(CancellationToken cancellation) =>
        Devices(await FfmpegListing.RunAsync("-list_devices true -f dshow -i dummy", cancellation).ConfigureAwait(false));

    /// <summary>Cameras with their modes, and microphones.</summary>
    public static async Task<IReadOnlyList<CaptureDevice>> ListWithModesAsync(CancellationToken cancellation)
    {
        var devices = new List<CaptureDevice>();
        foreach (CaptureDevice device in await ListAsync(cancellation).ConfigureAwait(false))
        {
            devices.Add(device.Kind != CaptureDeviceKind.Camera ? device : device with
            {
                Modes = Modes(await AskAsync("video=" + device.Name, cancellation).ConfigureAwait(false)),
            });
        }

        return devices;
    }

    /// <summary>What ffmpeg says that a camera can deliver.</summary>
    public static Task<IReadOnlyList<string>> AskAsync(string target, CancellationToken cancellation) =>
        FfmpegListing.RunAsync($"-f dshow -list_options true -i {QuotedPath.Quote(target)}", cancellation);

    /// <summary>Reads what ffmpeg's "-list_devices true" says.</summary>
    public static IReadOnlyList<CaptureDevice> Devices(IEnumerable<string> lines)
    {
        var devices = new List<CaptureDevice>();
        foreach (Match line in lines.Select(line => Device().Match(line)).Where(match => match.Success))
        {
            string name = line.Groups["name"].Value, kinds = line.Groups["kinds"].Value;
            if (kinds.Contains("video", StringComparison.Ordinal))
            {
                devices.Add(new CaptureDevice(CaptureDeviceKind.Camera, "dshow:" + name, name));
            }

            if (kinds.Contains("audio", StringComparison.Ordinal))
            {
                devices.Add(new CaptureDevice(CaptureDeviceKind.Microphone, "dshow:" + name, name));
            }
        }

        return devices;
    }

    /// <summary>Reads what ffmpeg's "-list_options true" says of a camera.</summary>
    public static IReadOnlyList<CaptureMode> Modes(IEnumerable<string> lines) =>
    [
        .. lines.Select(line => Option().Match(line)).Where(match => match.Success)
            .Select(line => new CaptureMode(
                line.Groups["codec"].Value,
                new FrameSize(int.Parse(line.Groups["width"].ValueSpan, CultureInfo.InvariantCulture), int.Parse(line.Groups["height"].ValueSpan, CultureInfo.InvariantCulture)),
                LiveRate.TryParse(line.Groups["low"].Value),
                LiveRate.TryParse(line.Groups["high"].Value)))
            .Distinct(),
    ];

    // [dshow @ 000001] "Integrated Camera" (video)
    [GeneratedRegex("""^\[[^\]]* @ [^\]]*\]\s+"(?<name>.+)" \((?<kinds>[a-z, ]+)\)\s*$""")]
    private static partial Regex Device();

    // pixel_format=yuyv422  min s=640x480 fps=5 max s=640x480 fps=30
    [GeneratedRegex(@"(pixel_format|vcodec)=(?<codec>\S+)\s+min s=[0-9]+x[0-9]+ fps=(?<low>[0-9.]+) max s=(?<width>[0-9]+)x(?<height>[0-9]+) fps=(?<high>[0-9.]+)")]
    private static partial Regex Option();
}
