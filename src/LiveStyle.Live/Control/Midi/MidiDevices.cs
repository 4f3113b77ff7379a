using System.Globalization;
using System.Text.RegularExpressions;
using LiveStyle.Progress;

namespace LiveStyle.Live.Control.Midi;

/// <summary>The raw MIDI devices of a Linux machine, as ALSA and the older OSS name them.</summary>
public static partial class MidiDevices
{
    /// <summary>Whether MIDI devices can be read on this system.</summary>
    public static bool AreSupported => OperatingSystem.IsLinux();

    /// <summary>What to tell where they can't.</summary>
    public const string Unsupported = "MIDI devices are read on Linux only; here OSC is served: let a bridge from MIDI to OSC send to its port";

    /// <summary>Lists the devices; none where MIDI is not supported.</summary>
    public static IReadOnlyList<MidiDevice> List() => AreSupported ? List("/") : [];

    /// <param name="root">Where /dev and /proc lie.</param>
    internal static IReadOnlyList<MidiDevice> List(string root) =>
    [
        .. Files(root, "dev/snd", "midiC*D*").Select(path => new MidiDevice(path, NameOf(root, path) ?? path)),
        .. Files(root, "dev", "midi*").Select(path => new MidiDevice(path, path)),
    ];

    static IEnumerable<string> Files(string root, string folder, string pattern)
    {
        try
        {
            return [.. Directory.GetFiles(Path.Combine(root, folder), pattern).Order(StringComparer.Ordinal)];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The first line of what ALSA tells of the device is its name.</summary>
    static string? NameOf(string root, string path)
    {
        Match match = Device().Match(path);
        if (!match.Success)
        {
            return null;
        }

        try
        {
            string told = Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"proc/asound/card{match.Groups["card"].Value}/midi{match.Groups["device"].Value}"));
            return File.ReadLines(told).Select(OneLine.Of).FirstOrDefault(line => line.Length > 0);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"/midiC(?<card>\d+)D(?<device>\d+)\z")]
    private static partial Regex Device();
}
