using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;
using LiveStyle.App.Commands;
using LiveStyle.App.Commands.Completion;
using LiveStyle.App.Commands.Manual;
using LiveStyle.App.Displays;
using LiveStyle.Diagnostics;
using LiveStyle.Files;
using LiveStyle.Progress;
using Microsoft.Extensions.Logging;

namespace LiveStyle.App;

/// <summary>The program: its commands, its signals, and how its failures read.</summary>
static partial class LiveStyleProgram
{
    public const int Failed = 1;
    public const int Misused = 2;
    public const int Interrupted = 130;

    const string Examples = """
        livestyle transcode film.mp4 painted.mp4 --style hokusai-great-wave
        livestyle transcode film.mp4 painted.mp4 --style "hokusai-great-wave*0.7 + munch-scream*0.3" --strength 0.8
        livestyle transcode film.mp4 painted.mp4 --timeline "0s original; 2s munch-scream ease-in-out; 5s picabia-udnie"
        livestyle batch *.mov --out-dir painted --style munch-scream
        livestyle plan film.mp4 painted.mp4 --style munch-scream
        livestyle submit painted.mp4.livestyle --engine local --processes 4
        livestyle play film.mp4 --style munch-scream
        livestyle live v4l2:0 --to window --style munch-scream
        livestyle stylize *.jpg painted/ --style munch-scream
        livestyle stylize photo.jpg painted.png --style-file my.style.safetensors
        livestyle styles --sheet styles.png
        livestyle probe film.mp4
        livestyle devices --bench
        """;

    public static async Task<int> RunAsync(string[] arguments)
    {
        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            // The first one ends the work in order; a second one ends the program at once.
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

        // "@" begins no file of arguments: it may begin a file's name.
        ParseResult parsed = Commands().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            string command = parsed.CommandResult.Command is RootCommand ? "" : " " + parsed.CommandResult.Command.Name;
            return Fail(parsed, $"{parsed.Errors[0].Message.TrimEnd('.')}; livestyle{command} --help shows how", Misused);
        }

        LogFile? log = null;
        try
        {
            log = OpenLog(parsed, arguments);
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
        }
        catch (StoppedException stopped)
        {
            return Fail(parsed, stopped.Message, Interrupted, stopped.Partial);
        }
        catch (UsageException misuse)
        {
            return Fail(parsed, Cures.Tell(misuse), Misused);
        }
        catch (LiveStyleException problem)
        {
            return Fail(parsed, Cures.Tell(problem), Failed);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Fail(parsed, "stopped before anything was written", Interrupted);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Fail(parsed, $"{problem.Message.TrimEnd('.')}; check the folder, its permissions and the room on the disk", Failed);
        }
        catch (OutOfMemoryException)
        {
            return Fail(parsed, "out of memory; use a smaller --size or close other programs", Failed);
        }
        catch (Exception problem) when (Environment.GetEnvironmentVariable("LIVESTYLE_TRACE") is null)
        {
            return Fail(parsed, $"a fault of LiveStyle's own ({problem.GetType().Name}: {problem.Message}); please report it with what LIVESTYLE_TRACE=1 prints", Failed);
        }
        finally
        {
            log?.Dispose();
        }
    }

    /// <summary>From here on all libraries log there; null: nobody has asked.</summary>
    static LogFile? OpenLog(ParseResult parsed, string[] arguments)
    {
        if (parsed.GetValue(SharedOptions.Log) is not { } path)
        {
            return null;
        }

        var log = new LogFile(path);
        LiveStyleLogging.Factory = log;
        ILogger logger = log.CreateLogger("LiveStyle.App");
        LogStart(logger, typeof(LiveStyleProgram).Assembly.GetName().Version?.ToString(3), RuntimeInformation.OSDescription, Environment.ProcessorCount, Secrets.Hide(string.Join(' ', LiveCommand.WithoutToken(arguments))));
        return log;
    }

    [LoggerMessage(1, LogLevel.Information, "livestyle {Version} on {System} with {Cores} cores: {Arguments}")]
    static partial void LogStart(ILogger logger, string? version, string system, int cores, string arguments);

    [LoggerMessage(2, LogLevel.Error, "ended with exit code {ExitCode}: {Message}")]
    static partial void LogFailure(ILogger logger, int exitCode, string message);

    /// <summary>The tree of commands, from which help, completion and the manual page are made.</summary>
    public static RootCommand Commands()
    {
        var root = new RootCommand("Restyles moving pictures with one network for all styles.")
        {
            TranscodeCommand.Create(),
            BatchCommand.Create(),
            PlanCommand.Create(),
            SegmentCommand.Create(),
            AssembleCommand.Create(),
            SubmitCommand.Create(),
            PlayCommand.Create(),
            LiveCommand.Create(),
            StylizeCommand.Create(),
            StylesCommand.Create(),
            ProbeCommand.Create(),
            DevicesCommand.Create(),
            ManualCommand.Create(),
            CompletionCommand.Create(),
            CompleteCommand.Create(),
        };
        root.Options.Add(SharedOptions.Log);
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        var help = new ExampleHelp((HelpAction)option.Action!, Examples);
        option.Action = help;
        root.SetAction(help.Invoke);
        return root;
    }

    /// <summary>One line on standard error; and an error event where a program listens.</summary>
    static int Fail(ParseResult parsed, string message, int exitCode, string? partial = null)
    {
        string line = OneLine.Of(message);
        LogFailure(LiveStyleLogging.For("LiveStyle.App"), exitCode, line);
        if (SharedOptions.WantsJson(parsed))
        {
            JsonProgress.WriteError(SharedOptions.JsonOutput(parsed), line, exitCode, partial);
        }

        Console.Error.WriteLine("livestyle: " + line);
        return exitCode;
    }
}
