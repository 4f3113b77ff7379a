using System.Globalization;
using LiveStyle.Files;
using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Capture;

/// <summary>A source of sound, as ffmpeg's input options and as people read it.</summary>
/// <param name="Name">The name in messages, without a password.</param>
/// <param name="Device">ffmpeg's input device, such as "pulse"; null for a URL.</param>
/// <param name="Target">What ffmpeg opens.</param>
sealed record SoundInput(string Name, string? Device, string Target)
{
    /// <summary>What names look like, for messages.</summary>
    public const string Forms = "default, pulse:NAME, alsa:hw:1, dshow:NAME, avfoundation:0, test, or a URL";

    const string Default = "default";
    const int TestFrequency = 440;
    const int LargestFrequency = 20_000;

    /// <summary>Whether it waits for a sender to call, which may take any time.</summary>
    public bool Listens => Device is null && AddressQuery.Listens(Target);

    /// <summary>Reads a name; null where it is none.</summary>
    /// <param name="location">Such as "pulse:NAME".</param>
    public static SoundInput? TryParse(string location)
    {
        int colon = location.IndexOf(':', StringComparison.Ordinal);
        string scheme = colon < 0 ? location : location[..colon];
        string rest = colon < 0 ? "" : location[(colon + 1)..];
        return scheme switch
        {
            Default when colon < 0 => OfSystem(),
            "pulse" => new SoundInput(location, scheme, rest.Length > 0 ? rest : Default),
            "alsa" => new SoundInput(location, scheme, Plug(rest.Length > 0 ? rest : Default)),
            "dshow" when rest.Length > 0 => new SoundInput(location, scheme, rest.StartsWith("audio=", StringComparison.Ordinal) ? rest : "audio=" + rest),
            "avfoundation" when rest.Length > 0 => new SoundInput(location, scheme, rest.StartsWith(':') ? rest : ":" + rest),
            "test" => Frequency(rest) is { } hertz ? new SoundInput(location, "lavfi", string.Create(CultureInfo.InvariantCulture,
                $"sine=frequency={hertz}:sample_rate=48000:samples_per_frame=960,volume=4,pan=stereo|c0=c0|c1=c0")) : null,
            _ when QuotedPath.IsUrl(location) => new SoundInput(Secrets.Hide(location), null, location),
            _ => null,
        };
    }

    /// <summary>One line on why it can't be there; null where it may be.</summary>
    public string? Absence()
    {
        string[] here = OperatingSystem.IsWindows() ? ["dshow"] : OperatingSystem.IsMacOS() ? ["avfoundation"] : ["pulse", "alsa"];
        return Device is null or "lavfi" || Array.IndexOf(here, Device) >= 0 ? null : $"{Name} names a sound device of another system; here it is {here[0]}:NAME";
    }

    /// <summary>Why ffmpeg has ended, in one line without a password.</summary>
    /// <param name="log">What it said.</param>
    public string Reason(FfmpegLog log) => Device switch
    {
        _ when log.Mentions("matches no streams") => "it has no sound",
        "alsa" when log.Mentions("resource busy") => "another program has it",
        "alsa" when log.Mentions("cannot open audio device") => "ALSA has no such device",

        // ffmpeg takes PulseAudio's error numbers for the system's: "No such process" is a wrong name.
        "pulse" => "PulseAudio or PipeWire has no such source, or does not answer",
        _ => log.Essence() is { } essence
            ? Secrets.Hide(essence).Replace(Name + ": ", "", StringComparison.Ordinal).Replace(Target + ": ", "", StringComparison.Ordinal)
            : "it has stopped sending",
    };

    /// <summary>A microphone that has one channel or another rate is converted by ALSA.</summary>
    static string Plug(string device) => device.StartsWith("hw:", StringComparison.Ordinal) ? "plug" + device : device;

    static int? Frequency(string rest) => rest.Length == 0 ? TestFrequency
        : int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out int hertz) && hertz is > 0 and <= LargestFrequency ? hertz : null;

    static SoundInput OfSystem() =>
        OperatingSystem.IsWindows() ? new SoundInput(Default, "dshow", "")
        : OperatingSystem.IsMacOS() ? new SoundInput(Default, "avfoundation", ":default")
        : new SoundInput(Default, ServesPulse() ? "pulse" : "alsa", Default);

    /// <summary>PipeWire serves PulseAudio's programs too, at the same place.</summary>
    static bool ServesPulse() =>
        Environment.GetEnvironmentVariable("PULSE_SERVER") is { Length: > 0 }
        || (Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } folder && File.Exists(Path.Combine(folder, "pulse", "native")));
}
