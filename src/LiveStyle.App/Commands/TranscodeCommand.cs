using System.CommandLine;
using System.CommandLine.Completions;
using LiveStyle.App.Displays;
using LiveStyle.Media.Piping;
using LiveStyle.Progress;
using LiveStyle.Stylization;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Preflight;
using LiveStyle.Transcoding.Running;

namespace LiveStyle.App.Commands;

/// <summary>livestyle transcode: a clip in, the restyled clip out.</summary>
static class TranscodeCommand
{
    static readonly Argument<string> Input = new("IN") { Description = "Any file or URL that ffmpeg reads; pictures (frames/%05d.png); - for a pipe (nut, matroska, mpegts, …)" };
    static readonly Argument<string> Output = new("OUT") { Description = "The restyled clip; its extension chooses the container (mp4, mkv, mov, webm; out/%06d.png for pictures: png, jpg, tif, exr); - for a pipe" };
    static readonly Option<bool> Overwrite = new("--overwrite") { Description = "Replace OUT if it is there, and drop work on it with other settings" };
    static readonly Option<string?> Format = new("--format") { Description = "Of - as OUT: matroska (by default; holds most), nut (raw pictures unless --codec says otherwise: fast, exact times, no subtitles), mpegts or mp4", HelpName = "NAME", CompletionSources = { "matroska", "nut", "mpegts", "mp4" } };
    static readonly Option<string?> ContactSheet = new("--contact-sheet") { Description = "Also draw a picture of original and styled frames at several times", HelpName = "FILE" };

    public static Option<int?> Slots { get; } = NumberOption.Create<int>(
        "--slots", "Frames in the network at once, which share the threads; chosen by default", $"a whole number, 1 to {StylizerOptions.MaxSlots}");

    public static Command Create()
    {
        var command = new ExampleCommand("transcode", "Restyle a clip. Every frame comes through with its timestamp, and every stream and tag with it. Ended at any moment, the same command goes on.", """
            livestyle transcode film.mp4 painted.mp4 --style munch-scream
            livestyle transcode film.mkv painted.mkv --timeline blend.json --crf 16 --preset slow
            livestyle transcode film.mp4 painted.mp4 --timeline "0s original ease-in-out; 4s munch-scream" --contact-sheet sheet.png
            livestyle transcode film.mp4 part.webm --start 1:30 --duration 10 --size 1280x --style "picabia-udnie*0.5 + munch-scream*0.5"
            livestyle transcode film.mp4 painted.mp4 --style-file my.style.safetensors --style "my*0.7 + munch-scream*0.3"
            livestyle transcode frames/%05d.png out/%06d.exr --fps 23.976 --style munch-scream
            ffmpeg -i film.mp4 -f nut -c copy - | livestyle transcode - - --style munch-scream | ffmpeg -i - painted.mp4
            """)
        {
            Input, Output,
        };
        FilmOptions.AddTo(command);
        foreach (Option option in new Option[] { Overwrite, Format, ContactSheet, SharedOptions.Threads, Slots, SharedOptions.Progress })
        {
            command.Add(option);
        }

        ReportOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>Whether standard output is the film's: nothing else may go there.</summary>
    public static bool WritesToStandardOutput(ParseResult parsed) =>
        parsed.GetResult(Output) is { Tokens: [{ Value: "-" or "/dev/stdout" or "/dev/fd/1" or "/proc/self/fd/1" }] };

    /// <summary>How fast, as every command that renders reads it.</summary>
    public static FilmSpeed ReadSpeed(ParseResult parsed) => new(
        SharedOptions.ReadThreads(parsed),
        parsed.GetValue(Slots) is not { } slots ? null
            : slots is >= 1 and <= StylizerOptions.MaxSlots ? slots
            : throw new UsageException($"--slots {slots}: give 1 to {StylizerOptions.MaxSlots}"));

    static string? ReadFormat(ParseResult parsed) => parsed.GetValue(Format) is not { } format ? null
        : FilmPipes.IsPipe(parsed.GetRequiredValue(Output)) ? UsageException.Guard(() => PipedFilm.CheckFormat(format), Format)
        : throw new UsageException("--format is for a film that goes to a pipe (-); a file's container follows from its extension");

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using ProgressDisplay display = SharedOptions.OpenProgress(parsed);
        using var copies = new PipeCopies();
        var options = new TranscodeOptions
        {
            Film = FilmOptions.Read(parsed, parsed.GetRequiredValue(Input), parsed.GetRequiredValue(Output), copies),
            Speed = ReadSpeed(parsed),
            Overwrite = parsed.GetValue(Overwrite),
            MayReplace = ConfirmPrompt.MayReplace,
            Format = ReadFormat(parsed),
            StandardInput = StandardStreams.Input(),
            StandardOutput = StandardStreams.Output(),
            ContactSheet = parsed.GetValue(ContactSheet),
            Report = ReportOptions.Writer(ReportOptions.Read(parsed), display),
        };
        if (PipedTranscoder.Takes(options))
        {
            await new PipedTranscoder(display).RunAsync(options, cancellation);
        }
        else
        {
            await new Transcoder(display).RunAsync(options, cancellation);
        }

        return 0;
    }
}
