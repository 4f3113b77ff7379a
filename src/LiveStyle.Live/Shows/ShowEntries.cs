using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LiveStyle.Live.Shows;

/// <summary>A preset of a <see cref="ShowFile"/>.</summary>
public sealed record PresetEntry
{
    /// <summary>The blend.</summary>
    [Description("The blend, such as \"munch-scream*0.7 + picabia-udnie*0.3\".")]
    public required string Blend { get; init; }

    /// <summary>The strength; null for the one at hand.</summary>
    [Description("0 is the original picture, 1 the full style; left out: as it is.")]
    public double? Strength { get; init; }

    /// <summary>The seconds in which it melts in; null for the show's.</summary>
    [Description("The seconds in which it melts in; left out: the show's.")]
    public double? Melt { get; init; }

    /// <summary>How far the picture holds still, 0 to 1; null for as it is.</summary>
    [Description("How far the picture holds still over time, 0 to 1; left out: as it is.")]
    public double? Steadiness { get; init; }

    /// <summary>The size of strokes; null for as it is.</summary>
    [Description("The size of strokes against the picture, 0.25 to 4; left out: as it is.")]
    public double? StrokeSize { get; init; }
}

/// <summary>How streams and recordings are coded.</summary>
public sealed record CodingEntry
{
    /// <summary>The encoder of H.264.</summary>
    [Description("ffmpeg's encoder of H.264: libx264, or one of hardware, such as h264_nvenc, h264_qsv, h264_amf or h264_videotoolbox.")]
    public string? Encoder { get; init; }

    /// <summary>The encoder's preset.</summary>
    [Description("The encoder's preset, such as ultrafast; left out: one that keeps up.")]
    public string? Preset { get; init; }

    /// <summary>Thousands of bits a second of the picture.</summary>
    [Description("Thousands of bits a second of the picture; left out: by size and rate.")]
    public double? Kilobits { get; init; }

    /// <summary>Thousands of bits a second of the sound.</summary>
    [Description("Thousands of bits a second of the sound; 160 where it is left out.")]
    public double? SoundKilobits { get; init; }

    /// <summary>The seconds from one key frame to the next.</summary>
    [Description("The seconds from one key frame to the next; 2 where it is left out.")]
    public double? KeySeconds { get; init; }

    /// <summary>The minutes after which a recording goes on in another file.</summary>
    [Description("The minutes after which a recording goes on in another file; left out: never.")]
    public double? SplitMinutes { get; init; }
}

/// <summary>What is shown while no picture comes, or while the show is private.</summary>
public sealed record SlateEntry
{
    /// <summary>A picture's path.</summary>
    [Description("A picture's path; left out: the last frame, dimmed, and a color while the show is private.")]
    public string? Picture { get; init; }

    /// <summary>The seconds for which the last frame stays first.</summary>
    [Description("The seconds for which the last frame stays first; 5 where it is left out.")]
    public double? After { get; init; }

    /// <summary>The color, #rrggbb.</summary>
    [Description("The color without a picture, #rrggbb.")]
    public string? Color { get; init; }
}

/// <summary>Presets one after another.</summary>
public sealed record PlaylistEntry
{
    /// <summary>Whether it begins anew at its end.</summary>
    [Description("Whether it begins anew at its end; true where it is left out.")]
    public bool? Loop { get; init; }

    /// <summary>Whether it plays from the beginning of the show.</summary>
    [Description("Whether it plays from the beginning of the show.")]
    public bool? Start { get; init; }

    /// <summary>The steps.</summary>
    [Description("The presets with their times.")]
    public required IReadOnlyList<PlaylistStepEntry> Steps { get; init; }
}

/// <summary>A preset and how long it stays.</summary>
public sealed record PlaylistStepEntry
{
    /// <summary>The preset's name.</summary>
    [Description("The preset's name.")]
    public required string Preset { get; init; }

    /// <summary>The seconds for which it stays, its melt included.</summary>
    [Description("The seconds for which it stays, its melt included.")]
    public required double Seconds { get; init; }

    /// <summary>The seconds in which it melts in; null for the preset's.</summary>
    [Description("The seconds in which it melts in; left out: the preset's.")]
    public double? Melt { get; init; }
}

/// <summary>What a band of the sound moves.</summary>
public sealed record ReactionEntry
{
    /// <summary>The band.</summary>
    [Description("bass (30 to 200 Hz), mid (to 3 kHz) or treble (to 16 kHz).")]
    public required string Band { get; init; }

    /// <summary>Whether onsets count instead of loudness.</summary>
    [Description("Whether beginnings of tones count (onsets) instead of loudness.")]
    public bool? Onsets { get; init; }

    /// <summary>What it moves: "strength", or a style.</summary>
    [Description("strength, or a style's name.")]
    public required string Moves { get; init; }

    /// <summary>How far at the loudest.</summary>
    [Description("How far at the loudest: the share that the style takes from the blend, or by which part of itself the strength grows; negative: away from the style, down from the strength. 1 where it is left out.")]
    public double? Amount { get; init; }

    /// <summary>The loudness below which nothing moves, 0 to 1.</summary>
    [Description("The loudness below which nothing moves, 0 to 1.")]
    public double? Threshold { get; init; }

    /// <summary>The seconds in which it rises.</summary>
    [Description("The seconds in which it rises; 0.01 where it is left out.")]
    public double? Attack { get; init; }

    /// <summary>The seconds in which it falls.</summary>
    [Description("The seconds in which it falls; 0.25 where it is left out.")]
    public double? Release { get; init; }
}

/// <summary>Control by web.</summary>
public sealed record ControlEntry
{
    /// <summary>Address and port.</summary>
    [Description("ADDRESS:PORT, such as 127.0.0.1:7077; beyond this machine a token has to be given.")]
    public required string Listen { get; init; }

    /// <summary>What callers have to know.</summary>
    [Description("What callers have to know; left out: made anew each time, and told on the terminal.")]
    public string? Token { get; init; }

    /// <summary>Origins of pages that may open the WebSockets, beside the server's own.</summary>
    [Description("Origins of other servers' pages that may open the WebSockets, such as https://desk.example.")]
    public IReadOnlyList<string>? Origins { get; init; }

    /// <summary>Names by which the server is called, beside its addresses and localhost.</summary>
    [Description("Names by which this machine is called, beside its addresses and localhost, such as studio-pc.local.")]
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>The folder below which the web may record.</summary>
    [Description("The folder below which the page and REST may record; left out: they record nothing.")]
    public string? Recordings { get; init; }

    /// <summary>What is printed, which the token is not.</summary>
    bool PrintMembers(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"{nameof(Listen)} = {Listen}, {nameof(Token)} = {(Token is null ? "" : "…")}, {nameof(Recordings)} = {Recordings}");
        return true;
    }
}

/// <summary>Control by OSC.</summary>
public sealed record OscEntry
{
    /// <summary>Port, or address and port.</summary>
    [Description("PORT on this machine, or ADDRESS:PORT; beyond this machine senders have to be named.")]
    public required string Listen { get; init; }

    /// <summary>Addresses that are obeyed, beside this machine's.</summary>
    [Description("Addresses that are obeyed and told on request, such as 192.168.1.20, beside this machine's own.")]
    public IReadOnlyList<string>? Senders { get; init; }

    /// <summary>Where changes are told.</summary>
    [Description("ADDRESS:PORT to which changes are told.")]
    public string? Feedback { get; init; }
}

/// <summary>Control by MIDI.</summary>
public sealed record MidiEntry
{
    /// <summary>The raw device or pipe.</summary>
    [Description("The raw device, such as /dev/snd/midiC1D0, or a named pipe.")]
    public required string Device { get; init; }

    /// <summary>What controllers and notes do, as the map's own form has it.</summary>
    [Description("What controllers and notes do.")]
    public JsonNode? Map { get; init; }
}
