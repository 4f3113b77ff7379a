using System.Text.RegularExpressions;
using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Capture;

/// <summary>Lists the microphones, lines and monitors that there are, as ffmpeg tells them.</summary>
static partial class SoundDevices
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Names that <see cref="SoundCapture"/> takes, such as "pulse:alsa_input.usb"; none where there is none, or ffmpeg can't tell.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation)
    {
        string[] devices = OperatingSystem.IsWindows() ? ["dshow"] : OperatingSystem.IsMacOS() ? ["avfoundation"] : ["pulse", "alsa"];
        var names = new List<string>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            foreach (string device in devices)
            {
                names.AddRange(await OfAsync(device, limit.Token).ConfigureAwait(false));
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // A sound server that doesn't answer has no devices to tell of.
        }

        return names;
    }

    /// <summary>Reads the lines of <c>ffmpeg -sources pulse</c>, such as "* NAME [Title] (none)"; with the default one first.</summary>
    public static IEnumerable<string> FromSources(string device, string output) =>
        output.Split('\n')
            .Select(line => SourceLine().Match(line))
            .Where(match => match.Success)
            .OrderByDescending(match => match.Groups["default"].Length)
            .Select(match => $"{device}:{match.Groups["name"].Value}");

    /// <summary>Reads DirectShow's list: "NAME" (audio), or of older ffmpegs the names under a heading.</summary>
    public static IEnumerable<string> FromDirectShow(IEnumerable<string> lines)
    {
        bool isAudio = false;
        foreach (string line in lines)
        {
            isAudio = line.Contains("DirectShow audio devices", StringComparison.Ordinal) || (isAudio && !line.Contains("DirectShow video devices", StringComparison.Ordinal));
            Match match = DirectShowLine().Match(line);
            if (match.Success && (match.Groups["kind"].Success ? match.Groups["kind"].Value.Contains("audio", StringComparison.Ordinal) : isAudio))
            {
                yield return "dshow:" + match.Groups["name"].Value;
            }
        }
    }

    /// <summary>Reads AVFoundation's list: "[0] NAME" under its heading.</summary>
    public static IEnumerable<string> FromAvFoundation(IEnumerable<string> lines) =>
        lines.SkipWhile(line => !line.Contains("AVFoundation audio devices", StringComparison.Ordinal))
            .Select(line => AvFoundationLine().Match(line))
            .Where(match => match.Success)
            .Select(match => $"avfoundation:{match.Groups["number"].Value} ({match.Groups["name"].Value})");

    static async Task<IEnumerable<string>> OfAsync(string device, CancellationToken cancellation)
    {
        string arguments = device switch
        {
            "dshow" => "-hide_banner -nostdin -list_devices true -f dshow -i dummy",
            "avfoundation" => "-hide_banner -nostdin -f avfoundation -list_devices true -i \"\"",
            _ => $"-hide_banner -sources {device}",
        };
        (_, string output, FfmpegLog log) = await FfmpegProcess.RunAsync(FfmpegPrograms.Ffmpeg(), arguments, cancellation).ConfigureAwait(false);
        return device switch
        {
            "dshow" => FromDirectShow(log.Lines()),
            "avfoundation" => FromAvFoundation(log.Lines()),
            _ => FromSources(device, output),
        };
    }

    [GeneratedRegex(@"^(?<default>\*?)\s+(?<name>\S+) \[.*\]")]
    private static partial Regex SourceLine();

    [GeneratedRegex(@"^\[dshow[^\]]*\]\s+""(?<name>[^""]+)""( \((?<kind>[a-z, ]+)\))?\s*$")]
    private static partial Regex DirectShowLine();

    [GeneratedRegex(@"^\[[^\]]*\]\s+\[(?<number>[0-9]+)\] (?<name>.+?)\s*$")]
    private static partial Regex AvFoundationLine();
}
