using System.CommandLine;
using System.CommandLine.Completions;
using LiveStyle.Bundles;
using LiveStyle.Files;
using LiveStyle.Frames;
using LiveStyle.Media.Color;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Probing;
using LiveStyle.Media.Sequences;
using LiveStyle.Styles;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Preflight;

namespace LiveStyle.App.Commands;

/// <summary>The options that say how a film is made, shared by every command that makes one.</summary>
static class FilmOptions
{
    static readonly Option<string?> Timeline = new("--timeline") { Description = "Blends over time: a JSON file, or \"0s a; 2.5s b*0.5 + c*0.5 ease-in-out; 5s original\"", HelpName = "TIMELINE" };
    static readonly Option<string?> Codec = new("--codec") { Description = "h264, hevc, av1, vp9, prores or ffv1, of a pipe raw too; the container's usual one by default", HelpName = "CODEC", CompletionSources = { "h264", "hevc", "av1", "vp9", "prores", "ffv1" } };
    static readonly Option<int?> Crf = NumberOption.Create<int>("--crf", "Constant rate factor: lower is better and larger", "a whole number, such as 18");
    static readonly Option<string?> Preset = new("--preset") { Description = "The encoder's speed: ultrafast … medium … placebo; slower makes smaller files; medium by default", HelpName = "NAME", CompletionSources = { "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo" } };
    static readonly Option<string?> Size = new("--size") { Description = "Size of the output, WIDTHxHEIGHT; one side may be left out", HelpName = "SIZE" };
    static readonly Option<string?> Start = new("--start") { Description = "Begin at this time of the clip (12.5, 1:30), which becomes the timeline's 0", HelpName = "TIME" };
    static readonly Option<string?> Duration = new("--duration") { Description = "Go on for so long (12.5, 1:30)", HelpName = "TIME" };
    static readonly Option<string?> Fps = new("--fps") { Description = "Of pictures as IN (frames/%05d.png, \"frames/*.png\"): how many a second, 25 by default; 23.976 and 24000/1001 are the same", HelpName = "RATE" };
    static readonly Option<int?> First = NumberOption.Create<int>("--first", "Of pictures as OUT (out/%06d.png): number of the first, 1 by default", "a whole number, such as 1");
    static readonly Option<bool> KeepColors = new("--keep-colors") { Description = "Restyle brightness alone: the original's colors stay" };
    static readonly Option<string?> Mask = new("--mask") { Description = "A picture or clip: the style applies where it is white", HelpName = "FILE" };
    static readonly Option<string[]> Regions = new("--region")
    {
        Description = "A part with a style of its own: MASK=BLEND, the mask a picture or clip; can be given several times, the later lies over the earlier",
        HelpName = "MASK=BLEND",
        Arity = ArgumentArity.OneOrMore,
    };

    static readonly Option<string?> Hdr = new("--hdr") { Description = "Of a clip in HDR (PQ, HLG): expand (the film is HDR again) or tone-map (it is SDR)", HelpName = "WAY", CompletionSources = { "expand", "tone-map" } };
    static readonly Option<bool> Deinterlace = new("--deinterlace") { Description = "Weave whole frames from an interlaced clip's fields" };
    static readonly Option<bool> Strict = new("--strict") { Description = "Refuse what would lose a stream, and stop at damage" };

    static readonly Option[] All =
    [
        SharedOptions.Style, SharedOptions.StyleFiles, SharedOptions.Strength, Timeline, Codec, Crf, Preset, Size, Start, Duration, SharedOptions.Stream, Fps, First,
        StrokeOption.Size, SteadinessOption.Option, KeepColors, Mask, Regions, Hdr, Deinterlace, Strict, SharedOptions.Model, SharedOptions.Device,
    ];

    public static void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Add(option);
        }
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="input">The clip.</param>
    /// <param name="output">The film.</param>
    /// <param name="copies">Of what comes from pipes; null: others will read it too, so that it must be files.</param>
    /// <exception cref="LiveStyleException">A text can't be read.</exception>
    public static FilmSettings Read(ParseResult parsed, string input, string output, PipeCopies? copies)
    {
        string[] styleFiles = [.. (parsed.GetValue(SharedOptions.StyleFiles) ?? []).Select(path => FileOf(path, "the style file", copies))];
        return Read(parsed, input, output, styleFiles, path => FileOf(path, "the mask", copies));
    }

    static FilmSettings Read(ParseResult parsed, string input, string output, string[] styleFiles, Func<string, string> maskOf) => new()
    {
        Input = FullPath(input, "the clip"),
        Output = FullPath(output, "the output"),
        Fps = UsageException.Guard(() => FilmOriginal.ReadRate(parsed.GetValue(Fps)), Fps),
        First = parsed.GetValue(First) is not { } first ? null
            : first < 0 ? throw new UsageException($"--first {first}: give a number from 0 on")
            : ImageSequence.IsNumbered(output) ? first
            : throw new UsageException($"--first is for pictures, such as out/%06d.png; leave it out"),
        Stream = SharedOptions.ReadStream(parsed),
        Start = SharedOptions.ReadTime(parsed.GetValue(Start), "--start"),
        Duration = SharedOptions.ReadTime(parsed.GetValue(Duration), "--duration"),
        Size = ReadSize(parsed.GetValue(Size)),
        Model = Model(parsed.GetRequiredValue(SharedOptions.Model)),
        StyleFiles = styleFiles,
        Timeline = ReadTimeline(parsed, [.. styleFiles.Select(path => StyleFile.Load(ShownPath.Short(path)))]),
        Device = ReadDevice(parsed.GetRequiredValue(SharedOptions.Device)),
        Codec = ReadCodec(parsed, output),
        Crf = parsed.GetValue(Crf),
        Preset = parsed.GetValue(Preset),
        StrokeSize = StrokeOption.Read(parsed),
        Steadiness = SteadinessOption.Read(parsed),
        KeepColors = parsed.GetValue(KeepColors),
        Mask = parsed.GetValue(Mask) is { } mask ? maskOf(mask) : null,
        Regions = [.. (parsed.GetValue(Regions) ?? []).Select(region => ReadRegion(region, maskOf))],
        Hdr = parsed.GetValue(Hdr) switch
        {
            null => null,
            "expand" => HdrHandling.Expand,
            "tone-map" => HdrHandling.ToneMap,
            var other => throw new UsageException($"--hdr {other}: give expand or tone-map"),
        },
        Deinterlace = parsed.GetValue(Deinterlace),
        Strict = parsed.GetValue(Strict),
    };

    static RequestedSize? ReadSize(string? text)
    {
        SharedOptions.ReadSize(text, new FrameSize(16, 9));
        return text is null ? null : RequestedSize.Parse(text);
    }

    /// <summary>As typed, once it is known to be one.</summary>
    static string ReadDevice(string text)
    {
        SharedOptions.ReadDevice(text);
        return text;
    }

    /// <summary>As typed, once it is known to be one that goes with the output and what else is said of the coding.</summary>
    static string? ReadCodec(ParseResult parsed, string output) => UsageException.Guard(() =>
    {
        string? codec = parsed.GetValue(Codec);
        VideoEncoder.CheckCoding(output, codec, parsed.GetValue(Crf), parsed.GetValue(Preset));
        return codec;
    });

    static string FileOf(string path, string what, PipeCopies? copies)
    {
        string full = FullPath(path, what);
        return !FilmPipes.IsPipe(full) ? full
            : copies?.PathOf(full) ?? throw new LiveStyleException($"{what} {path} is a pipe, which gives its bytes only once; give a file");
    }

    /// <summary>Work goes on from any folder.</summary>
    static string FullPath(string path, string what) => path.Length == 0
        ? throw new UsageException($"{what}'s file name is empty; give the clip and the output")
        : path == "-" || MediaProbe.IsUrl(path) ? path : Path.GetFullPath(path);

    /// <summary>A name stays one, and a folder gets its full path.</summary>
    static string Model(string model) => Directory.Exists(model) ? Path.GetFullPath(model) : model;

    static RegionSetting ReadRegion(string text, Func<string, string> maskOf)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || equals == text.Length - 1)
        {
            throw new UsageException($"--region {text}: give MASK=BLEND, such as sky.png=van-gogh-starry-night");
        }

        return new RegionSetting(maskOf(text[..equals]), UsageException.Guard(() => Blend.Parse(text[(equals + 1)..])));
    }

    static Timeline ReadTimeline(ParseResult parsed, IReadOnlyList<StyleFile> styleFiles)
    {
        string? timeline = parsed.GetValue(Timeline);
        Blend? blend = SharedOptions.ReadBlend(parsed, timeline is null ? styleFiles : []);
        return (blend, timeline) switch
        {
            ({ } one, null) => Styles.Timeline.Constant(one),
            (null, { } text) => SharedOptions.ReadTimeline(text),
            (null, null) => throw new UsageException("no style was named; give --style NAME or --timeline (livestyle styles lists all)"),
            _ => throw new UsageException("--style and --timeline exclude each other; put the style into the timeline"),
        };
    }
}
