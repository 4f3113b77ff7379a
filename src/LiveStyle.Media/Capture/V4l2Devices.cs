using System.Globalization;
using System.Text.RegularExpressions;
using LiveStyle.Frames;
using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Capture;

/// <summary>The cameras of Linux, as the kernel names them and ffmpeg tells of their modes.</summary>
static partial class V4l2Devices
{
    const string Prefix = "video";

    /// <summary>What a node says that belongs to a camera but gives no pictures, such as its metadata.</summary>
    const string NoCapture = "Not a video capture device";

    /// <summary>Cameras with their modes; nodes that give no pictures are left out.</summary>
    public static async Task<IReadOnlyList<CaptureDevice>> ListWithModesAsync(CancellationToken cancellation)
    {
        var cameras = new List<CaptureDevice>();
        foreach (CaptureDevice node in Nodes())
        {
            string path = LiveInput.Parse(node.Source, isPaced: false).Target;
            IReadOnlyList<string> told = await AskAsync(path, cancellation).ConfigureAwait(false);
            if (!told.Any(line => line.Contains(NoCapture, StringComparison.Ordinal)))
            {
                cameras.Add(node with { Modes = Modes(told) });
            }
        }

        return cameras;
    }

    /// <summary>What ffmpeg says that a node can deliver; the node's path is a camera's target.</summary>
    public static Task<IReadOnlyList<string>> AskAsync(string path, CancellationToken cancellation) =>
        FfmpegListing.RunAsync($"-f v4l2 -list_formats all -i {QuotedPath.Quote(path)}", cancellation);

    /// <summary>The nodes of cameras in the order of their numbers.</summary>
    public static IReadOnlyList<CaptureDevice> Nodes() => Nodes("/dev", "/sys/class/video4linux");

    /// <param name="devices">Where the nodes are.</param>
    /// <param name="names">Where the kernel has a folder for each, with the camera's name in it.</param>
    public static IReadOnlyList<CaptureDevice> Nodes(string devices, string names) => Directory.Exists(devices)
        ?
        [
            .. Directory.GetFiles(devices, Prefix + "*")
                .Select(path => int.TryParse(Path.GetFileName(path).AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1)
                .Where(number => number >= 0)
                .Order()
                .Select(number => new CaptureDevice(CaptureDeviceKind.Camera, $"v4l2:{number}", NameIn(Path.Combine(names, $"{Prefix}{number}")))),
        ]
        : [];

    /// <summary>Reads what ffmpeg's "-list_formats all" says.</summary>
    public static IReadOnlyList<CaptureMode> Modes(IEnumerable<string> lines)
    {
        var modes = new List<CaptureMode>();
        foreach (Match line in lines.Select(line => Format().Match(line)).Where(match => match.Success))
        {
            string codec = line.Groups["codec"].Value;
            foreach (Match size in Size().Matches(line.Groups["sizes"].Value))
            {
                modes.Add(new CaptureMode(codec, new FrameSize(int.Parse(size.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(size.Groups[2].ValueSpan, CultureInfo.InvariantCulture)), null, null));
            }
        }

        return modes;
    }

    static string NameIn(string folder)
    {
        string file = Path.Combine(folder, "name");
        return File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } name ? name : Path.GetFileName(folder);
    }

    // Raw       :     yuyv422 :           YUYV 4:2:2 : 640x480 320x240
    [GeneratedRegex(@"(Raw|Compressed) *: *(?!Unsupported)(?<codec>\S+) : .* : (?<sizes>[^:]*)$")]
    private static partial Regex Format();

    // Of sizes in steps, "{48-1920, 2}x{32-1080, 2}", the largest.
    [GeneratedRegex(@"(?:\{[0-9]+-)?([0-9]+)(?:, [0-9]+\})?x(?:\{[0-9]+-)?([0-9]+)(?:, [0-9]+\})?")]
    private static partial Regex Size();
}
