using System.Text.RegularExpressions;

namespace LiveStyle.Media.Capture;

/// <summary>The microphones of Linux: those of PulseAudio or PipeWire where it runs, else those of ALSA.</summary>
static partial class LinuxSoundDevices
{
    const string AlsaDevices = "/proc/asound/pcm";

    /// <summary>Microphones, line inputs, and what is played.</summary>
    public static async Task<IReadOnlyList<CaptureDevice>> ListAsync(CancellationToken cancellation)
    {
        IReadOnlyList<CaptureDevice> served = [];
        try
        {
            served = Pulse(await SystemProgram.RunAsync("pactl", "list short sources", cancellation).ConfigureAwait(false) ?? "");
        }
        catch (MediaException)
        {
            // No sound server runs: ALSA's devices are free then.
        }

        return served.Count > 0 ? served : File.Exists(AlsaDevices) ? Alsa(await File.ReadAllTextAsync(AlsaDevices, cancellation).ConfigureAwait(false)) : [];
    }

    /// <summary>Reads what "pactl list short sources" prints.</summary>
    public static IReadOnlyList<CaptureDevice> Pulse(string list) =>
    [
        .. list.Split('\n').Select(line => line.Split('\t')).Where(fields => fields.Length >= 4)
            .Select(fields => new CaptureDevice(
                CaptureDeviceKind.Microphone,
                "pulse:" + fields[1],
                fields[1].EndsWith(".monitor", StringComparison.Ordinal) ? "what is played on " + fields[1][..^".monitor".Length] : $"{fields[1]}, {fields[3]}")),
    ];

    /// <summary>Reads the kernel's list of ALSA's devices.</summary>
    public static IReadOnlyList<CaptureDevice> Alsa(string list) =>
    [
        .. Line().Matches(list).Select(line => new CaptureDevice(
            CaptureDeviceKind.Microphone,
            $"alsa:hw:{int.Parse(line.Groups["card"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)},{int.Parse(line.Groups["device"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)}",
            line.Groups["name"].Value)),
    ];

    // 00-00: ALC257 Analog : ALC257 Analog : playback 1 : capture 1
    [GeneratedRegex("^(?<card>[0-9]+)-(?<device>[0-9]+): (?<name>[^\n]*?) : [^\n]*: capture [0-9]+", RegexOptions.Multiline)]
    private static partial Regex Line();
}
