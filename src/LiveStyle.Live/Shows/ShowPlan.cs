using System.Globalization;
using System.Net;
using LiveStyle.Bundles;
using LiveStyle.Frames;
using LiveStyle.Live.Control;
using LiveStyle.Live.Control.Midi;
using LiveStyle.Live.Control.Osc;
using LiveStyle.Live.Sinks;
using LiveStyle.Live.Slates;
using LiveStyle.Live.Sound.Reaction;
using LiveStyle.Live.Web;
using LiveStyle.Media.Capture;
using LiveStyle.Media.Streaming;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Time;

namespace LiveStyle.Live.Shows;

/// <summary>What a show's file asks for, read and checked as far as it can be before anything is opened.</summary>
/// <param name="Show">What the show begins with.</param>
/// <param name="Playlist">The playlist; null for none.</param>
/// <param name="StartsPlaylist">Whether it plays from the beginning.</param>
/// <param name="Control">Where the show is controlled from by web; null for nowhere.</param>
/// <param name="Osc">Where the show is controlled from by OSC; null for nowhere.</param>
/// <param name="Midi">The device by which the show is controlled; null for none.</param>
/// <param name="MidiMap">What its knobs do; null for the usual.</param>
sealed record ShowPlan(
    LiveShowOptions Show, SetPlaylist? Playlist, bool StartsPlaylist, ControlOptions? Control, OscServerOptions? Osc, string? Midi, MidiMap? MidiMap)
{
    public const string WindowTarget = "window";

    const double LongestSeconds = 24 * 3600;

    /// <param name="file">What is asked for.</param>
    /// <param name="window">The sink of a window; null where there is none to be had.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="LiveStyleException">A part can't be done; the message names it.</exception>
    public static ShowPlan Of(ShowFile file, SinkTarget? window, TimeProvider time)
    {
        string source = file.Source ?? throw new LiveStyleException("the show has no source; name a camera, screen, address or file");
        ModelBundle bundle = ModelBundle.Open(file.Model ?? ShowSession.DefaultModel).WithStyles([.. (file.StyleFiles ?? []).Select(StyleFile.Load)]);
        var show = new LiveShowOptions
        {
            Source = source,
            SourceOptions = new LiveSourceOptions { IsLooped = file.Loop == true },
            Bundle = bundle,
            Stylizer = StylizerOptions.ForDevice(file.Device ?? "auto") with { StrokeSize = file.StrokeSize },
            Size = file.Size is { } size ? Even(size) : null,
            FrameRate = file.Fps is { } rate ? Rate(rate) : null,
            Latency = Seconds(file.Latency, "latency") ?? TimeSpan.FromMilliseconds(120),
            Sinks = Sinks(file, window),
            Sound = file.Audio switch { null or "pass" => SoundChoice.Source, "none" => SoundChoice.None, var device => SoundChoice.Of(device) },
            Blend = Blend(file, bundle),
            Presets = Presets(file),
            Melt = Seconds(file.Melt, "melt") ?? TimeSpan.FromSeconds(1),
            Steadiness = file.Steadiness ?? 0,
            Reactions = Reactions(file),
            Slate = new SlateOptions
            {
                Picture = file.Slate?.Picture,
                Color = file.Slate?.Color is { } color ? SlateColor.Parse(color) : null,
                After = Seconds(file.Slate?.After, "slate.after") ?? new SlateOptions().After,
            },
            Time = time,
        };
        show.Check();
        return new ShowPlan(
            show, PlaylistOf(file), file.Playlist?.Start == true, file.Control is { } control ? ControlOf(control) : null, file.Osc is { } osc ? OscOf(osc) : null,
            file.Midi?.Device, MapOf(file));
    }

    /// <summary>Reads all texts and numbers of a file, for what can be told of each by itself.</summary>
    /// <exception cref="LiveStyleException">One is wrong; the message names it.</exception>
    public static void Check(ShowFile file)
    {
        _ = StylizerOptions.ForDevice(file.Device ?? "auto");
        _ = file.Size is { } size ? Even(size) : default;
        _ = file.Fps is { } rate ? Rate(rate) : default;
        _ = file.Slate?.Color is { } color ? SlateColor.Parse(color) : default;
        _ = file.Control is { } control ? ControlOf(control) : null;
        _ = file.Osc is { } osc ? OscOf(osc) : null;
        _ = Sinks(file, new NullSinkTarget());
        _ = Presets(file);
        _ = PlaylistOf(file);
        _ = Reactions(file);
        _ = MapOf(file);
        _ = Seconds(file.Latency, "latency");
        _ = Seconds(file.Melt, "melt");
    }

    /// <summary>The sinks of a show.</summary>
    public static IReadOnlyList<SinkTarget> Sinks(ShowFile file, SinkTarget? window)
    {
        StreamCoding coding = Coding(file.Coding);
        TimeSpan? split = file.Coding?.SplitMinutes is { } minutes ? Seconds(minutes * 60, "coding.splitMinutes") : null;
        return [.. (file.To ?? []).Select(text => Sink(text, window, coding, split))];
    }

    /// <summary>The presets of a show, in the order of the file.</summary>
    public static IReadOnlyList<Preset> Presets(ShowFile file) => [.. (file.Presets ?? new Dictionary<string, PresetEntry>()).Select(preset => new Preset(
        preset.Key,
        Guard($"presets.{preset.Key}", () => Styles.Blend.Parse(preset.Value.Blend)),
        (float)(preset.Value.Strength ?? 1),
        Seconds(preset.Value.Melt, $"presets.{preset.Key}.melt"),
        preset.Value.Steadiness,
        preset.Value.StrokeSize))];

    /// <summary>What moves with the sound.</summary>
    public static IReadOnlyList<SoundReaction> Reactions(ShowFile file)
    {
        var usual = new SoundReaction { Band = default };
        return [.. (file.Reactions ?? []).Select(reaction => usual with
        {
            Band = reaction.Band switch
            {
                "bass" => SoundBand.Bass,
                "mid" => SoundBand.Mid,
                "treble" => SoundBand.Treble,
                var other => throw new LiveStyleException($"reactions: '{other}' is no band; give bass, mid or treble"),
            },
            Measure = reaction.Onsets == true ? SoundMeasure.Onset : SoundMeasure.Loudness,
            Style = reaction.Moves == "strength" ? null : reaction.Moves,
            Amount = (float)(reaction.Amount ?? usual.Amount),
            Threshold = (float)(reaction.Threshold ?? usual.Threshold),
            Attack = Seconds(reaction.Attack, "reactions.attack") ?? usual.Attack,
            Release = Seconds(reaction.Release, "reactions.release") ?? usual.Release,
        })];
    }

    /// <summary>The playlist of a show; null for none.</summary>
    public static SetPlaylist? PlaylistOf(ShowFile file) => file.Playlist is not { } list ? null : new SetPlaylist(
        [.. list.Steps.Select(step => new PlaylistItem(step.Preset, Seconds(step.Seconds, "playlist.steps.seconds")!.Value, Seconds(step.Melt, "playlist.steps.melt")))],
        list.Loop ?? true);

    /// <summary>The blend that a show begins with: its own, else the bundle's first painted style.</summary>
    public static Blend Blend(ShowFile file, ModelBundle bundle)
    {
        Blend blend = file.Blend is { } text ? Styles.Blend.Parse(text)
            : new Blend(bundle.Description.Styles.FirstOrDefault(style => style.Slug != StyleInfo.Original)?.Slug ?? StyleInfo.Original);
        return file.Strength is { } strength ? blend.WithStrength((float)strength) : blend;
    }

    /// <summary>Reads ADDRESS:PORT, or a port of this machine.</summary>
    public static IPEndPoint Endpoint(string text, string part)
    {
        if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
        {
            return new IPEndPoint(IPAddress.Loopback, port);
        }

        string address = text.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase) ? "127.0.0.1" + text["localhost".Length..] : text;
        return address.LastIndexOf(':') is var colon && colon > address.LastIndexOf(']') && (address.Contains(']') || colon == address.IndexOf(':')) && IPEndPoint.TryParse(address, out IPEndPoint? endpoint) ? endpoint
            : throw new LiveStyleException($"{part} {text}: give ADDRESS:PORT, such as 127.0.0.1:7077, or a port of this machine");
    }

    static SinkTarget Sink(string text, SinkTarget? window, StreamCoding coding, TimeSpan? split) => text != WindowTarget ? SinkTargets.Parse(text, coding, split)
        : window ?? throw new LiveStyleException("there can be no window here; leave it out of the show's sinks");

    static StreamCoding Coding(CodingEntry? entry)
    {
        var coding = new StreamCoding();
        coding = coding with
        {
            VideoEncoder = entry?.Encoder ?? coding.VideoEncoder,
            Preset = entry?.Preset,
            BitRate = Bits(entry?.Kilobits),
            SoundBitRate = Bits(entry?.SoundKilobits) ?? coding.SoundBitRate,
            KeyInterval = Seconds(entry?.KeySeconds, "coding.keySeconds") ?? coding.KeyInterval,
        };
        coding.Check();
        return coding;

        static long? Bits(double? kilobits) => kilobits is { } bits ? (long)Math.Clamp(bits * 1000, 0, 1e12) : null;
    }

    static ControlOptions ControlOf(ControlEntry entry) => new()
    {
        Endpoint = Endpoint(entry.Listen, "control"),
        Token = entry.Token,
        AllowedOrigins = entry.Origins ?? [],
    };

    static OscServerOptions OscOf(OscEntry entry) => new()
    {
        Listen = OscServerOptions.ParseListen(entry.Listen),
        Feedback = entry.Feedback is { } feedback ? [OscServerOptions.ParseFeedback(feedback)] : [],
    };

    static MidiMap? MapOf(ShowFile file) => file.Midi?.Map is { } map ? LiveStyle.Live.Control.Midi.MidiMap.Parse(map.ToJsonString()) : null;

    static FrameSize Even(string text)
    {
        FrameSize size = RequestedSize.Read(text, new FrameSize(16, 9));
        return new FrameSize(size.Width + (size.Width & 1), size.Height + (size.Height & 1));
    }

    static Rational Rate(string text) => Rational.TryParse(text, out Rational rate) && rate.IsKnown ? rate
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) && number is > 0 and < 10_000 ? new Rational((long)(number * 1000), 1000)
        : throw new LiveStyleException($"{text} frames a second: give a number or a fraction, such as 30, 29.97 or 30000/1001");

    static TimeSpan? Seconds(double? seconds, string part) => seconds is not { } number ? null
        : number is >= 0 and <= LongestSeconds ? TimeSpan.FromSeconds(number)
        : throw new LiveStyleException(string.Create(CultureInfo.InvariantCulture, $"{part} {number}: give seconds, from 0 to {LongestSeconds}"));

    static T Guard<T>(string part, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (LiveStyleException problem)
        {
            throw new LiveStyleException($"{part}: {problem.Message}", problem);
        }
    }
}
