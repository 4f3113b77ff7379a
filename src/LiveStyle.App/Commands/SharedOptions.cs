using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using LiveStyle.App.Commands.Completion;
using LiveStyle.App.Displays;
using LiveStyle.Bundles;
using LiveStyle.Frames;
using LiveStyle.Progress;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Time;
using Spectre.Console;

namespace LiveStyle.App.Commands;

/// <summary>Options that several commands share, and how their texts are read.</summary>
static class SharedOptions
{
    public const string DefaultModel = "gallery";

    /// <summary>Seconds, some thirty years: sums of such times never overflow.</summary>
    const double LongestTime = 1e9;

    public static Option<string> Model { get; } = new("--model")
    {
        Description = "Model bundle: a folder, or the name of one in models/",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => DefaultModel,
        CompletionSources = { BundleCompletions.Bundles },
    };

    public static Option<string> Device { get; } = new("--device")
    {
        Description = "What runs the network: auto, cpu, onnx, cuda, dml, coreml, vulkan, or vulkan:NAME (livestyle devices lists all)",
        HelpName = "NAME",
        DefaultValueFactory = _ => "auto",
        CompletionSources = { _ => StylizerDeviceNames.All.Select(name => new CompletionItem(name)) },
    };

    public static Option<int?> Threads { get; } =
        NumberOption.Create<int>("--threads", "Processor threads of the network; all cores by default", "a whole number, 1 or more");

    public static Option<int?> Stream { get; } =
        NumberOption.Create<int>("--stream", "Which video of the clip, by its number among all streams (livestyle probe lists them); by default the one that players show", "a stream's number, such as 1");

    public static Option<string?> Style { get; } = new("--style")
    {
        Description = "A style, or a blend: \"hokusai-great-wave*0.7 + munch-scream*0.3\"",
        HelpName = "BLEND",
        CompletionSources = { BundleCompletions.Styles },
    };

    public static Option<string[]> StyleFiles { get; } = new("--style-file")
    {
        Description = "A style in a file of its own, as livestyle-train add-style makes it, beside the bundle's; can be given several times; a single one needs no --style",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<float?> Strength { get; } =
        NumberOption.Create<float>("--strength", "0 is the original picture, 1 the full style", "a number with a point, such as 0.8: 0 is the original, 1 the full style");

    public static Option<string> Progress { get; } = new("--progress")
    {
        Description = "auto: a bar on the terminal; json: a JSON object a line on standard output; none",
        HelpName = "WAY",
        DefaultValueFactory = _ => "auto",
        CompletionSources = { "auto", "json", "none" },
    };

    /// <summary>Of every command.</summary>
    public static Option<string?> Log { get; } = new("--log")
    {
        Description = "Adds what LiveStyle and its helpers do to a file, for a report of a fault (passwords in addresses are left out)",
        HelpName = "FILE",
        Recursive = true,
    };

    /// <summary>Where --progress json goes: standard output, unless the film does.</summary>
    public static TextWriter JsonOutput(ParseResult parsed) => TranscodeCommand.WritesToStandardOutput(parsed) ? Console.Error : new LossyWriter(
        Console.Out, failure => Console.Error.WriteLine($"livestyle: note: the progress can't be written ({failure.Message.TrimEnd('.')}); the work goes on"));

    public static bool WantsJson(ParseResult parsed) =>
        parsed.GetResult(Progress) is { } result && result.GetValueOrDefault<string>() == "json";

    public static ProgressDisplay OpenProgress(ParseResult parsed) => parsed.GetValue(Progress) switch
    {
        "auto" => OpenTerminal(),
        "json" => new JsonProgress(JsonOutput(parsed)),
        "none" => new SilentProgress(),
        var other => throw new UsageException($"--progress {other}: give auto, json or none"),
    };

    /// <summary>Tells a failure that the work goes on after, where the display shows none: that is no progress, so --progress none does not hide it.</summary>
    public static void TellUnlessShown(ParseResult parsed, string failure)
    {
        if (parsed.GetValue(Progress) == "none")
        {
            Console.Error.WriteLine("livestyle: " + OneLine.Of(failure));
        }
    }

    static TerminalProgress OpenTerminal()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return new TerminalProgress(console, console.Profile.Capabilities is { Ansi: true, Interactive: true } && !Console.IsErrorRedirected);
    }

    public static StylizerOptions StylizerOptions(ParseResult parsed) =>
        ReadDevice(parsed.GetRequiredValue(Device)) with { Threads = ReadThreads(parsed) };

    public static int? ReadThreads(ParseResult parsed) => parsed.GetValue(Threads) is not { } threads ? null
        : threads is >= 1 and <= 1024 ? threads
        : throw new UsageException($"--threads {threads}: give 1 or more");

    public static int? ReadStream(ParseResult parsed) => parsed.GetValue(Stream) is not { } stream ? null
        : stream >= 0 ? stream
        : throw new UsageException($"--stream {stream}: give a stream's number, from 0 on (livestyle probe lists them)");

    /// <summary>A device's name; after "vulkan:" a part of the GPU's name or its number.</summary>
    public static StylizerOptions ReadDevice(string text) => UsageException.Guard(() => Stylization.StylizerOptions.ForDevice(text));

    /// <summary>The files of --style-file, read and checked for what can be told without the bundle.</summary>
    public static IReadOnlyList<StyleFile> ReadStyleFiles(ParseResult parsed) => [.. (parsed.GetValue(StyleFiles) ?? []).Select(StyleFile.Load)];

    /// <summary>--style and --strength as one blend.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="files">Where --style names nothing, the style of the only file is meant.</param>
    public static Blend? ReadBlend(ParseResult parsed, IReadOnlyList<StyleFile> files)
    {
        Blend? blend = parsed.GetValue(Style) is { } text ? UsageException.Guard(() => Blend.Parse(text)) : OnlyStyleOf(files);
        return parsed.GetValue(Strength) is not { } strength ? blend
            : blend is not null ? UsageException.Guard(() => blend.WithStrength(strength))
            : throw new UsageException("--strength goes with --style; name a style");
    }

    /// <summary>A timeline's file, or the timeline itself.</summary>
    public static Timeline ReadTimeline(string text) => File.Exists(text) || text.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        ? Timeline.FromArgument(text)
        : UsageException.Guard(() => Timeline.Parse(text));

    public static TimeSpan? ReadTime(string? text, string option) => text is null ? null
        : ClockTime.TryParse(text, out double seconds) && seconds >= 0 && seconds < LongestTime ? TimeSpan.FromSeconds(seconds)
        : throw new UsageException($"{option} {text}: give a time, such as 12.5, 1:30 or 0:01:30.5");

    /// <summary>See <see cref="RequestedSize"/>.</summary>
    /// <param name="text">As typed; null: nothing was.</param>
    /// <param name="source">The picture's own size.</param>
    /// <param name="option">What it was given to.</param>
    public static FrameSize? ReadSize(string? text, FrameSize source, string option = "--size") => text is null ? null
        : RequestedSize.TryRead(text, source, out FrameSize size) ? size
        : throw new UsageException($"{option} {text}: give WIDTHxHEIGHT in pixels, such as 1280x720, or one side: 1280x");

    static Blend? OnlyStyleOf(IReadOnlyList<StyleFile> files) => files switch
    {
        [] => null,
        [var file] => new Blend(file.Style.Slug),
        _ => throw new UsageException(
            $"no style was named, and --style-file brings {files.Count}; give --style with one of {string.Join(", ", files.Select(file => file.Style.Slug))}, or a blend"),
    };
}
