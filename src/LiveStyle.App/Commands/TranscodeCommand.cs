using System.CommandLine;
using LiveStyle.App.Progress;
using LiveStyle.App.Transcoding;
using LiveStyle.Bundles;
using LiveStyle.Styles;

namespace LiveStyle.App.Commands;

/// <summary>livestyle transcode: a clip in, the restyled clip out.</summary>
static class TranscodeCommand
{
    static readonly Argument<string> Input = new("IN") { Description = "Any file or URL that ffmpeg reads" };
    static readonly Argument<string> Output = new("OUT") { Description = "The restyled clip; its extension chooses the container (mp4, mkv, mov, webm)" };
    static readonly Option<string?> Timeline = new("--timeline") { Description = "Blends over time: a JSON file, or \"0s a; 2.5s b*0.5 + c*0.5 ease-in-out; 5s original\"", HelpName = "TIMELINE" };
    static readonly Option<string?> Codec = new("--codec") { Description = "h264, hevc, av1, vp9, prores or ffv1; the container's usual one by default", HelpName = "CODEC" };
    static readonly Option<int?> Crf = NumberOption.Create<int>("--crf", "Constant rate factor: lower is better and larger", "a whole number, such as 18");
    static readonly Option<string?> Size = new("--size") { Description = "Size of the output, WIDTHxHEIGHT; one side may be left out", HelpName = "SIZE" };
    static readonly Option<string?> Start = new("--start") { Description = "Begin at this time of the clip (12.5, 1:30), which becomes the timeline's 0", HelpName = "TIME" };
    static readonly Option<string?> Duration = new("--duration") { Description = "Go on for so long (12.5, 1:30)", HelpName = "TIME" };
    static readonly Option<bool> Overwrite = new("--overwrite") { Description = "Replace OUT if it is there" };
    static readonly Option<string?> ContactSheet = new("--contact-sheet") { Description = "Also draw a picture of original and styled frames at several times", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new ExampleCommand("transcode", "Restyle a clip. Every frame comes through with its timestamp, and the sound is copied.", """
            livestyle transcode film.mp4 painted.mp4 --style munch-scream
            livestyle transcode film.mkv painted.mkv --timeline blend.json --crf 16
            livestyle transcode film.mp4 painted.mp4 --timeline "0s original ease-in-out; 4s munch-scream" --contact-sheet sheet.png
            livestyle transcode film.mp4 part.webm --start 1:30 --duration 10 --size 1280x --style "picabia-udnie*0.5 + munch-scream*0.5"
            livestyle transcode film.mp4 painted.mp4 --style-file my.style.safetensors --style "my*0.7 + munch-scream*0.3"
            """)
        {
            Input, Output, SharedOptions.Style, SharedOptions.StyleFiles, SharedOptions.Strength, Timeline, Codec, Crf, Size, Start, Duration, Overwrite,
            ContactSheet, SharedOptions.Model, SharedOptions.Device, SharedOptions.Threads, SharedOptions.Progress,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using IProgressDisplay display = SharedOptions.OpenProgress(parsed);
        IReadOnlyList<StyleFile> styleFiles = SharedOptions.ReadStyleFiles(parsed);
        await new Transcoder(display).RunAsync(
            new TranscodeOptions
            {
                Input = parsed.GetRequiredValue(Input),
                Output = parsed.GetRequiredValue(Output),
                Model = parsed.GetRequiredValue(SharedOptions.Model),
                StyleFiles = styleFiles,
                Timeline = ReadTimeline(parsed, styleFiles),
                Codec = parsed.GetValue(Codec),
                Crf = parsed.GetValue(Crf),
                Size = parsed.GetValue(Size),
                Start = SharedOptions.ReadTime(parsed.GetValue(Start), "--start"),
                Duration = SharedOptions.ReadTime(parsed.GetValue(Duration), "--duration"),
                Overwrite = parsed.GetValue(Overwrite),
                ContactSheet = parsed.GetValue(ContactSheet),
                Stylizer = SharedOptions.StylizerOptions(parsed),
            },
            cancellation);
        return 0;
    }

    static Timeline ReadTimeline(ParseResult parsed, IReadOnlyList<StyleFile> styleFiles)
    {
        string? timeline = parsed.GetValue(Timeline);
        Blend? blend = SharedOptions.ReadBlend(parsed, timeline is null ? styleFiles : []);
        return (blend, timeline) switch
        {
            ({ } one, null) => Styles.Timeline.Constant(one),
            (null, { } text) => Styles.Timeline.FromArgument(text),
            (null, null) => throw new LiveStyleException("no style was named; give --style NAME or --timeline (livestyle styles lists all)"),
            _ => throw new LiveStyleException("--style and --timeline exclude each other; put the style into the timeline"),
        };
    }
}
