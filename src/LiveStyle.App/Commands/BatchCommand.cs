using System.CommandLine;
using System.CommandLine.Completions;
using LiveStyle.App.Displays;
using LiveStyle.Media.Encoding;
using LiveStyle.Progress;
using LiveStyle.Transcoding.Batches;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Running;

namespace LiveStyle.App.Commands;

/// <summary>livestyle batch: many films, one after another.</summary>
static class BatchCommand
{
    static readonly Argument<string[]> Inputs = new("IN") { Description = "Clips, each made as transcode makes it", Arity = ArgumentArity.OneOrMore };
    static readonly Option<string> OutDir = new("--out-dir") { Description = "Folder of the films; made if it is missing", HelpName = "FOLDER", Required = true };
    static readonly Option<string?> Container = new("--container") { Description = "mp4, mov, mkv or webm for all; by default each keeps its own, or becomes mkv", HelpName = "NAME", CompletionSources = { "mp4", "mov", "mkv", "webm" } };
    static readonly Option<string?> Presets = new("--presets") { Description = "A file of named sets of these options: {\"night\": {\"style\": \"van-gogh-starry-night\", \"crf\": 18}}", HelpName = "FILE" };
    static readonly Option<string?> Use = new("--use") { Description = "Which of the presets; options on the line go before it", HelpName = "NAME" };
    static readonly Option<bool> Dry = new("--dry-run") { Description = "Make nothing, but say the films' sizes and lengths, and the time and disk they need, measured on some frames of each" };
    static readonly Option<bool> Overwrite = new("--overwrite") { Description = "Make films anew that are there; otherwise they stay as they are" };

    public static Command Create()
    {
        var command = new ExampleCommand("batch", "Restyle many clips. One that can't be is told at the end and holds up none of the others; ended at any moment, the same command goes on.", """
            livestyle batch *.mov --out-dir painted --style munch-scream
            livestyle batch *.mov --out-dir painted --style munch-scream --dry-run
            livestyle batch *.mp4 --out-dir painted --container mkv --presets presets.json --use night
            """)
        {
            Inputs, OutDir, Container, Presets, Use, Dry,
        };
        FilmOptions.AddTo(command);
        foreach (Option option in new Option[] { Overwrite, SharedOptions.Threads, TranscodeCommand.Slots, SharedOptions.Progress })
        {
            command.Add(option);
        }

        ReportOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        parsed = WithPreset(parsed);
        using ProgressDisplay display = SharedOptions.OpenProgress(parsed);
        string folder = Path.GetFullPath(parsed.GetRequiredValue(OutDir) is { Length: > 0 } given ? given : throw new UsageException("--out-dir: give a folder"));
        string[] inputs = parsed.GetRequiredValue(Inputs);
        string? extension = parsed.GetValue(Container) is { } container ? ReadExtension(container) : null;
        IReadOnlyList<string> outputs = BatchFilm.Outputs(inputs, folder, extension);
        using var copies = new PipeCopies();
        BatchFilm[] films = [.. inputs.Zip(outputs, (input, output) => new BatchFilm(FilmOptions.Read(parsed, input, output, copies)))];
        FilmSpeed speed = TranscodeCommand.ReadSpeed(parsed);
        if (parsed.GetValue(Dry))
        {
            DryRun run = await DryRun.MeasureAsync(films, speed, folder, display, cancellation);
            return End(parsed, DryRunDisplay.Show(run, display, SharedOptions.WantsJson(parsed) ? null : Console.Out));
        }

        Directory.CreateDirectory(folder);
        var options = new TranscodeOptions { Film = films[0].Settings, Speed = speed, Overwrite = parsed.GetValue(Overwrite), Report = ReportOptions.Writer(ReportOptions.Read(parsed), display) };
        return End(parsed, await new Batch(display, Cures.Tell).RunAsync(films, options, cancellation));
    }

    static string ReadExtension(string container) => UsageException.Guard(() =>
    {
        string extension = "." + container.TrimStart('.');
        VideoEncoder.CodecOf(null, "film" + extension);
        return extension;
    });

    static int End(ParseResult parsed, IReadOnlyList<string> failures)
    {
        foreach (string failure in failures)
        {
            SharedOptions.TellUnlessShown(parsed, failure);
        }

        return failures.Count == 0 ? 0 : LiveStyleProgram.Failed;
    }

    /// <summary>The line with the preset's options, as far as it doesn't give them itself.</summary>
    static ParseResult WithPreset(ParseResult parsed)
    {
        if (parsed.GetValue(Use) is not { } name)
        {
            return parsed.GetValue(Presets) is null ? parsed : throw new UsageException("--presets needs --use NAME; name one of the file's presets");
        }

        string path = parsed.GetValue(Presets) ?? throw new UsageException("--use needs --presets FILE; name the file of the presets");
        var line = new List<string>(parsed.Tokens.Select(token => token.Value));
        foreach ((string option, IReadOnlyList<string> values) in PresetFile.Read(path, name))
        {
            Option known = parsed.CommandResult.Command.Options.FirstOrDefault(candidate => candidate.Name == option)
                ?? throw new LiveStyleException($"{path}, preset '{name}': there is no option {option}; livestyle batch --help lists all");
            bool isStyle = option is "--style" or "--timeline" && (Given(parsed, "--style") || Given(parsed, "--timeline"));
            if (!Given(parsed, option) && !isStyle)
            {
                line.Add(known.Name);
                line.AddRange(values);
            }
        }

        ParseResult whole = parsed.RootCommandResult.Command.Parse(line, new ParserConfiguration { ResponseFileTokenReplacer = null });
        return whole.Errors.Count == 0 ? whole : throw new LiveStyleException($"{path}, preset '{name}': {whole.Errors[0].Message.TrimEnd('.')}");
    }

    static bool Given(ParseResult parsed, string option) =>
        parsed.CommandResult.Children.OfType<System.CommandLine.Parsing.OptionResult>().Any(result => result.Option.Name == option && !result.Implicit);
}
