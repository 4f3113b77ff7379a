using LiveStyle.App.Displays;
using System.CommandLine;
using System.Globalization;
using LiveStyle.Bundles;
using LiveStyle.Frames;
using LiveStyle.Playback.Playing;
using LiveStyle.Presentation.Windowing;
using LiveStyle.Progress;
using LiveStyle.Styles;
using LiveStyle.Stylization;

namespace LiveStyle.App.Commands;

/// <summary>livestyle play: a clip, URL or camera in a window.</summary>
static class PlayCommand
{
    static readonly Argument<string> Input = new("IN") { Description = "A clip, a URL, or a camera (/dev/video0, dshow:NAME, avfoundation:0)" };
    static readonly Option<string?> Timeline = new("--timeline") { Description = "Blends over time, as of transcode", HelpName = "TIMELINE" };
    static readonly Option<string?> Size = new("--size") { Description = "Size of the frames, WIDTHxHEIGHT; one side may be left out", HelpName = "SIZE" };
    static readonly Option<string?> Window = new("--window") { Description = "Size of the window at first, WIDTHxHEIGHT", HelpName = "SIZE" };
    static readonly Option<string?> Start = new("--start") { Description = "Begin at this time of the clip (12.5, 1:30)", HelpName = "TIME" };
    static readonly Option<double?> Melt = NumberOption.Create<double>("--melt", "Seconds in which one style melts into the next; 1 by default", "a number, 0 or more");
    static readonly Option<bool> Loop = new("--loop") { Description = "Begin again at the clip's end" };
    static readonly Option<bool> Fixed = new("--fixed") { Description = "Never lower the network's resolution to keep up" };
    static readonly Option<bool> Mute = new("--mute") { Description = "No sound" };
    static readonly Option<bool> FullScreen = new("--full-screen") { Description = "Begin in full screen" };
    static readonly Option<bool> Overlay = new("--overlay") { Description = "Begin with the overlay: frame rate, device, blend" };
    static readonly Option<float?> Split = NumberOption.Create<float>("--split", "Begin with a split: the share of the picture, 0 to 1, that shows the original", "a number, 0 to 1");
    static readonly Option<string?> Record = new("--record") { Description = "Write what is shown into a film, without sound and without the overlay", HelpName = "FILE" };
    static readonly Option<bool> Overwrite = new("--overwrite") { Description = "Replace the recording, or the frames in --out, if they are there" };
    static readonly Option<bool> Headless = new("--headless") { Description = "No window: every frame goes to --out or --record, none is dropped" };
    static readonly Option<string?> Out = new("--out") { Description = "Folder for a PNG of each frame, with --headless", HelpName = "FOLDER" };
    static readonly Option<long?> Frames = NumberOption.Create<long>("--frames", "End after so many frames", "a whole number, 1 or more");

    public static Command Create()
    {
        var command = new ExampleCommand("play", """
            Play a clip, URL or camera in a window, restyled.
            Keys: Space pauses; arrows step a frame, with Shift jump 5 s; drag seeks; Home goes to the beginning; 1 to 0 choose a style, with Shift
            the next ten, [ and ] the neighbors; up and down change the strength; hold O for the original; S splits the view at the mouse; T follows
            the timeline again; I shows the overlay; M mutes; F is full screen; Q or Escape ends.
            """, """
            livestyle play film.mp4 --style munch-scream --overlay
            livestyle play film.mp4 --model live --timeline "0s original; 2s munch-scream; 5s picabia-udnie" --loop
            livestyle play /dev/video0 --model live --device vulkan
            livestyle play film.mp4 --headless --frames 48 --out pictures
            """)
        {
            Input, SharedOptions.Style, SharedOptions.StyleFiles, SharedOptions.Strength, StrokeOption.Size, SteadinessOption.Option, Timeline, Melt, Size, Window, Start, SharedOptions.Stream, Loop, Fixed, Mute, FullScreen,
            Overlay, Split, Record, Overwrite, Headless, Out, Frames, SharedOptions.Model, SharedOptions.Device, SharedOptions.Threads, SharedOptions.Progress,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        PlayOptions options = Read(parsed);
        using ProgressDisplay display = SharedOptions.OpenProgress(parsed);
        if (options.IsHeadless)
        {
            await new HeadlessPlayer(display).RunAsync(options, cancellation);
        }
        else
        {
            // No await comes before this: window systems want the program's first thread.
            new WindowPlayer(display).Run(options, cancellation);
        }

        return 0;
    }

    static PlayOptions Read(ParseResult parsed)
    {
        IReadOnlyList<StyleFile> styleFiles = SharedOptions.ReadStyleFiles(parsed);
        string? timeline = parsed.GetValue(Timeline);
        Blend? blend = SharedOptions.ReadBlend(parsed, timeline is null ? styleFiles : []);
        if (timeline is not null && blend is not null)
        {
            throw new UsageException("--style and --timeline exclude each other; put the style into the timeline");
        }

        var options = new PlayOptions
        {
            Input = parsed.GetRequiredValue(Input),
            Model = parsed.GetRequiredValue(SharedOptions.Model),
            StyleFiles = styleFiles,
            Timeline = timeline is null ? null : SharedOptions.ReadTimeline(timeline),
            Blend = blend,
            Stylizer = SharedOptions.StylizerOptions(parsed) with { StrokeSize = StrokeOption.Read(parsed) },
            Steadiness = SteadinessOption.Read(parsed),
            Size = SharedOptions.ReadSize(parsed.GetValue(Size), new FrameSize(16, 9)) is null ? null : parsed.GetValue(Size),
            WindowSize = parsed.GetValue(Window) is { } window ? SharedOptions.ReadSize(window, new FrameSize(16, 9), "--window") : null,
            Stream = SharedOptions.ReadStream(parsed),
            Start = SharedOptions.ReadTime(parsed.GetValue(Start), "--start"),
            Melt = parsed.GetValue(Melt) is not { } melt ? TimeSpan.FromSeconds(1)
                : melt is >= 0 and <= 3600 ? TimeSpan.FromSeconds(melt)
                : throw new UsageException($"--melt {melt.ToString(CultureInfo.InvariantCulture)}: give 0 to 3600 seconds"),
            IsLooped = parsed.GetValue(Loop),
            IsFixed = parsed.GetValue(Fixed),
            IsMuted = parsed.GetValue(Mute),
            IsFullScreen = parsed.GetValue(FullScreen),
            ShowsOverlay = parsed.GetValue(Overlay),
            Split = parsed.GetValue(Split) is not { } split ? null
                : split is >= 0 and <= 1 ? split
                : throw new UsageException($"--split {split.ToString(CultureInfo.InvariantCulture)}: give 0 to 1"),
            Recording = parsed.GetValue(Record),
            Overwrite = parsed.GetValue(Overwrite),
            IsHeadless = parsed.GetValue(Headless),
            Pictures = parsed.GetValue(Out),
            Frames = parsed.GetValue(Frames) is not { } frames ? null
                : frames > 0 ? frames
                : throw new UsageException($"--frames {frames}: give 1 or more"),
        };
        return options switch
        {
            { IsHeadless: true, Pictures: null, Recording: null } => throw new UsageException("--headless shows nothing; give --out FOLDER or --record FILE"),
            { IsHeadless: false, Pictures: not null } => throw new UsageException("--out goes with --headless; a window's pictures go to --record FILE"),
            _ => options,
        };
    }
}
