using System.ComponentModel;
using LiveStyle.Files;

namespace LiveStyle.Live.Shows;

/// <summary>A show as a file: all that a show is made of, each part of which may be left out. See <see cref="ShowFileReader"/>.</summary>
/// <remarks>Names are in camel case in the file. Paths are relative to the program's working folder, as on a command line.</remarks>
public sealed record ShowFile
{
    /// <summary>Where an editor finds the schema; nothing else is done with it.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>The camera, screen, address or file that is shown.</summary>
    [Description("The camera, screen, address or file that is shown, such as v4l2:0, screen or srt://:9000?mode=listener.")]
    public string? Source { get; init; }

    /// <summary>Whether a film begins anew at its end.</summary>
    [Description("Whether a film begins anew at its end.")]
    public bool? Loop { get; init; }

    /// <summary>The size of the pictures, WIDTHxHEIGHT.</summary>
    [Description("The size of the pictures, WIDTHxHEIGHT; the source's own where it is left out.")]
    public string? Size { get; init; }

    /// <summary>The frames per second.</summary>
    [Description("The frames per second, such as 30, \"30000/1001\"; the source's own where it is left out.")]
    public string? Fps { get; init; }

    /// <summary>The seconds from capture to sink that are not to be exceeded.</summary>
    [Description("The seconds from capture to sink that are not to be exceeded; 0.12 where it is left out.")]
    public double? Latency { get; init; }

    /// <summary>The model bundle.</summary>
    [Description("The model bundle: a folder, or the name of one that comes along.")]
    public string? Model { get; init; }

    /// <summary>What runs the network.</summary>
    [Description("What runs the network: auto, cpu, onnx, cuda, dml, coreml, vulkan or vulkan:NAME.")]
    public string? Device { get; init; }

    /// <summary>The files of styles beside the bundle's own.</summary>
    [Description("Files of styles beside the bundle's own.")]
    public IReadOnlyList<string>? StyleFiles { get; init; }

    /// <summary>The blend that the show begins with.</summary>
    [Description("The blend that the show begins with, such as \"munch-scream\" or \"munch-scream*0.7 + picabia-udnie*0.3\".")]
    public string? Blend { get; init; }

    /// <summary>The strength that the show begins with.</summary>
    [Description("0 is the original picture, 1 the full style.")]
    public double? Strength { get; init; }

    /// <summary>The seconds in which one blend melts into the next.</summary>
    [Description("The seconds in which one blend melts into the next; 1 where it is left out.")]
    public double? Melt { get; init; }

    /// <summary>How far the picture holds still over time.</summary>
    [Description("How far the picture holds still over time, 0 to 1.")]
    public double? Steadiness { get; init; }

    /// <summary>The size of strokes.</summary>
    [Description("The size of strokes against the picture, 0.25 to 4; 1 is as trained, whatever the picture's size.")]
    public double? StrokeSize { get; init; }

    /// <summary>The sinks.</summary>
    [Description("Where the show goes: window, an address (rtmp, srt, rtsp, udp), a file to record to, a list for HLS (.m3u8), pipewire:NAME or v4l2:/dev/video9.")]
    public IReadOnlyList<string>? To { get; init; }

    /// <summary>How streams and recordings are coded.</summary>
    [Description("How streams and recordings are coded.")]
    public CodingEntry? Coding { get; init; }

    /// <summary>The sound.</summary>
    [Description("none, pass (the source's own), default, or a microphone such as pulse:NAME or dshow:NAME.")]
    public string? Audio { get; init; }

    /// <summary>What is shown while no picture comes, or while the show is private.</summary>
    [Description("What is shown while no picture comes, or while the show is private.")]
    public SlateEntry? Slate { get; init; }

    /// <summary>The presets, by name.</summary>
    [Description("Presets by name, which keys, OSC, MIDI, a page and the playlist choose.")]
    public IReadOnlyDictionary<string, PresetEntry>? Presets { get; init; }

    /// <summary>Presets one after another.</summary>
    [Description("Presets one after another.")]
    public PlaylistEntry? Playlist { get; init; }

    /// <summary>What moves with the sound.</summary>
    [Description("What moves with the sound.")]
    public IReadOnlyList<ReactionEntry>? Reactions { get; init; }

    /// <summary>Control by web.</summary>
    [Description("Control by REST, WebSocket and a page.")]
    public ControlEntry? Control { get; init; }

    /// <summary>Control by OSC.</summary>
    [Description("Control by OSC.")]
    public OscEntry? Osc { get; init; }

    /// <summary>Control by MIDI.</summary>
    [Description("Control by MIDI.")]
    public MidiEntry? Midi { get; init; }

    /// <summary>The source alone, without a password, for logs.</summary>
    public override string ToString() => $"{nameof(ShowFile)} {{ {nameof(Source)} = {(Source is { } source ? Secrets.Hide(source) : "")} }}";
}
