using System.CommandLine;
using System.Globalization;
using LiveStyle.App.Displays;
using LiveStyle.Frames;
using LiveStyle.Live;
using LiveStyle.Live.Shows;
using LiveStyle.Live.Sinks;
using LiveStyle.Live.Web;
using LiveStyle.Live.Windows;
using LiveStyle.Progress;

namespace LiveStyle.App.Commands;

/// <summary>livestyle live: a camera, screen or address in, the restyled picture out to sinks, under control.</summary>
static class LiveCommand
{
    static readonly Argument<string?> Source = new("SOURCE")
    {
        Description = "screen, screen:1, screen:640x360+0+0, window:TITLE, a camera (v4l2:0, dshow:NAME, avfoundation:0), an address (rtsp, rtmp, srt, udp), a film, or test",
        Arity = ArgumentArity.ZeroOrOne,
    };

    static readonly Option<string[]> To = new("--to")
    {
        Description = "Where the show goes, several times as often: window, an address (rtmp, rtmps, srt, rtsp, udp), a file to record to, a list for HLS (.m3u8), v4l2:/dev/video9, pipewire:NAME",
        HelpName = "SINK",
        Arity = ArgumentArity.OneOrMore,
    };

    static readonly Option<string?> Config = new("--config") { Description = "A show in JSON; the command line's options count more, and what changes in the file is done while the show runs", HelpName = "FILE" };
    static readonly Option<bool> Schema = new("--schema") { Description = "Print the JSON schema of such a file, for editors, and nothing else" };
    static readonly Option<bool> List = new("--list") { Description = "List cameras with their modes, screens, windows and microphones, and nothing else" };
    static readonly Option<string?> Model = new("--model") { Description = $"Model bundle: a folder, or the name of one in models/; {ShowSession.DefaultModel} by default", HelpName = "FOLDER", CompletionSources = { Completion.BundleCompletions.Bundles } };
    static readonly Option<string?> Device = new("--device") { Description = "What runs the network, as of play; auto by default", HelpName = "NAME" };
    static readonly Option<string?> Size = new("--size") { Description = "Size of the pictures, WIDTHxHEIGHT; one side may be left out; the source's own by default", HelpName = "SIZE" };
    static readonly Option<string?> Fps = new("--fps") { Description = "Frames per second, such as 30 or 30000/1001; the source's own by default", HelpName = "RATE" };
    static readonly Option<string?> Latency = new("--latency") { Description = "How old a picture may be when it leaves, such as 120ms or 0.12; the network's size is chosen by it", HelpName = "TIME" };
    static readonly Option<double?> Melt = NumberOption.Create<double>("--melt", "Seconds in which one blend melts into the next; 1 by default", "a number, 0 or more");
    static readonly Option<string?> Audio = new("--audio") { Description = "pass (the source's own sound), none, default, or a microphone such as pulse:NAME; pass by default", HelpName = "SOUND" };
    static readonly Option<string?> Slate = new("--slate") { Description = "A picture that is shown while no picture comes, or while the show is private", HelpName = "FILE" };
    static readonly Option<string?> Control = new("--control") { Description = "Control by web (REST, WebSocket, a page), ADDRESS:PORT or a port of this machine", HelpName = "ADDRESS" };
    static readonly Option<string?> Token = new("--token") { Description = "The word that callers have to know, 16 letters or more; by default one is made and told", HelpName = "WORD" };
    static readonly Option<string?> Osc = new("--osc") { Description = "Control by OSC, a port of this machine, or ADDRESS:PORT", HelpName = "PORT" };
    static readonly Option<string?> Midi = new("--midi") { Description = "Control by MIDI: a raw device (/dev/snd/midiC1D0) or a named pipe", HelpName = "DEVICE" };
    static readonly Option<bool> Loop = new("--loop") { Description = "Begin a film again at its end" };
    static readonly Option<bool> FullScreen = new("--full-screen") { Description = "Begin the window in full screen" };
    static readonly Option<bool> Overlay = new("--overlay") { Description = "Begin the window with the overlay: rates, latency, sinks" };
    static readonly Option<string?> Duration = new("--duration") { Description = "End after this time (90, 1:30:00)", HelpName = "TIME" };

    public static Command Create()
    {
        var command = new ExampleCommand("live", """
            Restyle a camera, screen or stream live, for hours, into windows, streams, recordings and virtual cameras at once.
            A source or sink that vanishes is tried again by itself; the picture goes on. A window's keys: 1 to 0 choose a style, with Shift the next ten,
            [ and ] the neighbors; up and down change the strength; N and B take the next and the former preset; P is private; Space taps the beat;
            Ctrl+Z and Ctrl+Y undo and redo; I shows the overlay; F is full screen; Q or Escape ends.
            """, """
            livestyle live v4l2:0 --to window --style munch-scream
            livestyle live screen --to rtmp://127.0.0.1/live/key --to rec/show.mkv --style picabia-udnie --control 7077
            livestyle live srt://:9000?mode=listener --to srt://host:9001 --osc 9020
            livestyle live --config show.json
            livestyle live --list
            """)
        {
            Source, To, Config, SharedOptions.Style, SharedOptions.StyleFiles, SharedOptions.Strength, Melt, StrokeOption.Size, SteadinessOption.Option, Size, Fps, Latency,
            Audio, Slate, Control, Token, Osc, Midi, Loop, FullScreen, Overlay, Duration, Model, Device, List, Schema, SharedOptions.Progress,
        };
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>A command line for a log: the token's value is left out.</summary>
    public static IEnumerable<string> WithoutToken(IReadOnlyList<string> arguments) => arguments.Select((argument, i) =>
        i > 0 && arguments[i - 1] == Token.Name ? "…"
        : argument.StartsWith(Token.Name + "=", StringComparison.Ordinal) || argument.StartsWith(Token.Name + ":", StringComparison.Ordinal) ? Token.Name + "=…"
        : argument);

    static Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(Schema))
        {
            Console.Write(ShowFileReader.Schema());
            return Task.FromResult(0);
        }

        return parsed.GetValue(List) ? LiveDeviceList.PrintAsync(Console.Out, cancellation) : Task.FromResult(Run(parsed, cancellation));
    }

    /// <summary>Without await: window systems want the program's first thread.</summary>
    static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string? config = parsed.GetValue(Config);
        TimeSpan? duration = SharedOptions.ReadTime(parsed.GetValue(Duration), Duration.Name);
        Func<ShowFile, ShowFile> overlay = Read(parsed);
        UsageException.Guard(() =>
        {
            ShowFileReader.Check(overlay(new ShowFile()));
            return true;
        });
        ShowFile file = overlay(config is null ? new ShowFile() : ShowFileReader.Load(config));
        if (file.Source is null)
        {
            throw new UsageException("no source is named; give a camera, screen, address or film, or --config FILE (livestyle live --list lists what is there)");
        }

        if (file.To is not { Count: > 0 } && file.Control is null)
        {
            throw new UsageException("the show goes nowhere; give --to window, --to an address or --to a file");
        }

        using ProgressDisplay display = SharedOptions.OpenProgress(parsed);
        using var news = new DisplayQueue(display);
        using var quit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        WindowSink? window = file.To?.Contains("window") == true ? new WindowSink() : null;
        var options = new ShowSessionOptions { WatchedPath = config, Overlay = overlay, Window = window, Noted = news.Note };
        ShowSession session = OnPool(() => ShowSession.OpenAsync(file, options, quit.Token));
        Task running = Task.CompletedTask, telling = Task.CompletedTask;
        try
        {
            if (session.Control is { } control)
            {
                // A token that a person chose is not said again: logs are read by others.
                news.Note($"the show's page: {(file.Control?.Token is null ? control.PageAddress : control.Address)}");
            }

            if (duration is { } limit)
            {
                quit.CancelAfter(limit);
            }

            running = Task.Run(() => session.RunAsync(quit.Token), CancellationToken.None);
            telling = ShowFigures.TellAsync(session.Show, news, quit.Token);
            if (window is null || RunWindow(parsed, session.Show, window, news, running, quit.Token) == LiveWindowEnd.ShowGoesOn)
            {
                running.GetAwaiter().GetResult();
            }
        }
        finally
        {
            // Whatever ended it: recordings are whole before the program ends.
            quit.Cancel();
            OnPool(async () =>
            {
                await Task.WhenAll(running, telling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await session.DisposeAsync();
                return true;
            });
        }

        running.GetAwaiter().GetResult();
        if (news.End())
        {
            Tell(display, session.Show);
        }

        return 0;
    }

    static LiveWindowEnd RunWindow(ParseResult parsed, LiveShow show, WindowSink window, DisplayQueue news, Task running, CancellationToken cancellation)
    {
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task closed = running.ContinueWith(_ => closing.Cancel(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        var options = new LiveWindowOptions { IsFullScreen = parsed.GetValue(FullScreen), ShowsOverlay = parsed.GetValue(Overlay), Noted = news.Note };
        try
        {
            LiveWindowEnd end = LiveWindow.Run(show, window, options, closing.Token);
            return end == LiveWindowEnd.Canceled && closed.IsCompleted ? LiveWindowEnd.ShowEnds : end;
        }
        catch (LiveStyleException broken) when (show.Sinks.Statuses.Any(sink => sink.Phase != SinkPhase.Ended && sink.Name != "browser"))
        {
            news.Note($"there is no window ({broken.Message}); the show goes on without it");
            return LiveWindowEnd.ShowGoesOn;
        }
    }

    static void Tell(ProgressDisplay display, LiveShow show)
    {
        Live.Figures.FigureSnapshot figures = show.Figures.Snapshot();
        Live.Figures.StageFigures latency = figures.StagesEver.GetValueOrDefault(Live.Figures.LiveStage.Leave);
        display.Done(
            string.Create(CultureInfo.InvariantCulture, $"{show.SourceName}: {figures.FramesOut} frames in {TimeSpan.FromSeconds(figures.UptimeSeconds):h\\:mm\\:ss}, {figures.Repeats.Total} repeated, {figures.Late} late; capture to leaving {latency.P50:0} ms in the median, {latency.P99:0} ms at 99 of 100"),
            new Dictionary<string, object>
            {
                ["frames"] = figures.FramesOut,
                ["repeated"] = figures.Repeats.Total,
                ["dropped"] = figures.Drops.Total,
                ["late"] = figures.Late,
                ["latencyP50"] = latency.P50,
                ["latencyP99"] = latency.P99,
                ["device"] = show.DeviceName,
            });
    }

    /// <summary>What the command line lays over a show's file: each option that was given counts more.</summary>
    static Func<ShowFile, ShowFile> Read(ParseResult parsed)
    {
        string? source = parsed.GetValue(Source), control = parsed.GetValue(Control), token = parsed.GetValue(Token);
        string[]? to = parsed.GetResult(To) is null ? null : parsed.GetValue(To);
        string[]? styleFiles = parsed.GetResult(SharedOptions.StyleFiles) is null ? null : parsed.GetValue(SharedOptions.StyleFiles);
        Styles.Blend? blend = parsed.GetValue(SharedOptions.Style) is { } style ? UsageException.Guard(() => Styles.Blend.Parse(style)) : null;
        double? latency = parsed.GetValue(Latency) is { } budget ? ReadLatency(budget) : null, strokes = StrokeOption.Read(parsed), steadiness = SteadinessOption.Read(parsed);
        SharedOptions.ReadSize(parsed.GetValue(Size), new FrameSize(16, 9));
        if (token is not null && control is null && parsed.GetValue(Config) is null)
        {
            throw new UsageException("--token goes with --control; name where to listen");
        }

        return file => file with
        {
            Source = source ?? file.Source,
            To = to ?? file.To,
            StyleFiles = styleFiles ?? file.StyleFiles,
            Blend = blend?.ToString() ?? file.Blend,
            Strength = parsed.GetValue(SharedOptions.Strength) ?? file.Strength,
            Melt = parsed.GetValue(Melt) ?? file.Melt,
            StrokeSize = strokes ?? file.StrokeSize,
            Steadiness = steadiness ?? file.Steadiness,
            Size = parsed.GetValue(Size) ?? file.Size,
            Fps = parsed.GetValue(Fps) ?? file.Fps,
            Latency = latency ?? file.Latency,
            Audio = parsed.GetValue(Audio) ?? file.Audio,
            Slate = parsed.GetValue(Slate) is { } picture ? (file.Slate ?? new SlateEntry()) with { Picture = picture } : file.Slate,
            Control = control is not null || token is not null
                ? new ControlEntry { Listen = control ?? file.Control?.Listen ?? throw new UsageException("--token goes with --control; name where to listen"), Token = token ?? file.Control?.Token, Origins = file.Control?.Origins }
                : file.Control,
            Osc = parsed.GetValue(Osc) is { } osc ? new OscEntry { Listen = osc, Feedback = file.Osc?.Feedback } : file.Osc,
            Midi = parsed.GetValue(Midi) is { } midi ? new MidiEntry { Device = midi, Map = file.Midi?.Map } : file.Midi,
            Loop = parsed.GetValue(Loop) ? true : file.Loop,
            Model = parsed.GetValue(Model) ?? file.Model,
            Device = parsed.GetValue(Device) ?? file.Device,
        };
    }

    /// <summary>120ms, 0.12s or 0.12: seconds.</summary>
    static double ReadLatency(string text)
    {
        (string number, double unit) = text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], 0.001) : text.EndsWith('s') ? (text[..^1], 1) : (text, 1.0);
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value * unit is >= 0.001 and <= 10 ? value * unit
            : throw new UsageException($"{Latency.Name} {text}: give 1ms to 10s, such as 120ms or 0.12");
    }

    /// <summary>Runs it on other threads, and goes on as this one.</summary>
    static T OnPool<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();
}
