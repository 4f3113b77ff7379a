using LiveStyle.App.Displays;
using System.CommandLine;
using System.CommandLine.Completions;
using LiveStyle.Files;
using LiveStyle.Gpu;
using LiveStyle.Progress;
using LiveStyle.Quality.Reports;
using LiveStyle.Transcoding.Farm;
using LiveStyle.Transcoding.Preflight;
using LiveStyle.Transcoding.Segments;

namespace LiveStyle.App.Commands;

/// <summary>livestyle submit: a planned film, rendered by an engine that spreads the work.</summary>
static class SubmitCommand
{
    static readonly Argument<string> Folder = new("FOLDER") { Description = "The work folder that livestyle plan has made" };
    static readonly Option<string> Engine = new("--engine")
    {
        Description = "local: processes on this machine; slurm: a job array and a join; openjd: a job template for other farms",
        HelpName = "ENGINE",
        DefaultValueFactory = _ => "local",
        CompletionSources = { "local", "slurm", "openjd" },
    };

    static readonly Option<int?> Processes = NumberOption.Create<int>("--processes", "Of the local engine: processes at once, which share the threads; 2 by default", "a whole number, 1 or more");
    static readonly Option<string?> Partition = new("--partition") { Description = "Of Slurm: where to run", HelpName = "NAME" };
    static readonly Option<string?> Time = new("--time") { Description = "Of Slurm: the longest time of a task, such as 2:00:00", HelpName = "TIME" };
    static readonly Option<int?> Cpus = NumberOption.Create<int>("--cpus", "Processors of a task, by Slurm or OpenJD", "a whole number, 1 or more");
    static readonly Option<string?> Gres = new("--gres") { Description = "Of Slurm: generic resources of a task, such as gpu:1", HelpName = "LIST" };
    static readonly Option<int?> ArrayLimit = NumberOption.Create<int>("--array-limit", "Of Slurm: tasks at once", "a whole number, 1 or more");
    static readonly Option<string[]> SbatchOptions = new("--sbatch-option")
    {
        Description = "Of Slurm: a further option of sbatch, such as --sbatch-option=--qos=night; can be given several times",
        HelpName = "OPTION",
        Arity = ArgumentArity.OneOrMore,
    };

    static readonly Option<string?> Program = new("--program") { Description = "livestyle on the machines of the farm; where this one is, by default", HelpName = "PATH" };
    static readonly Option<bool> NoFollow = new("--no-follow") { Description = "Of Slurm: submit, and don't wait" };
    static readonly Option<bool> Follow = new("--follow") { Description = "Of Slurm: show what was submitted before" };
    static readonly Option<bool> Cancel = new("--cancel") { Description = "Of Slurm: end what was submitted before" };

    static readonly Option<bool> Overwrite = new("--overwrite") { Description = "Replace the film if it is there" };

    public static Command Create()
    {
        var command = new ExampleCommand("submit", "Render a planned film with several processes or on a farm, and join it.", """
            livestyle submit painted.mp4.livestyle --engine local --processes 4
            livestyle submit painted.mp4.livestyle --engine slurm --partition render --cpus 8 --time 2:00:00
            livestyle submit painted.mp4.livestyle --engine slurm --gres gpu:1 --sbatch-option=--qos=night --no-follow
            livestyle submit painted.mp4.livestyle --follow
            livestyle submit painted.mp4.livestyle --cancel
            livestyle submit painted.mp4.livestyle --engine openjd --program /opt/livestyle/livestyle
            """)
        {
            Folder, Engine, Processes, Partition, Time, Cpus, Gres, ArrayLimit, SbatchOptions, Program, NoFollow, Follow, Cancel, Overwrite,
            SharedOptions.Threads, SharedOptions.Progress,
        };
        ReportOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        CheckValues(parsed);
        using ProgressDisplay display = SharedOptions.OpenProgress(parsed);
        FarmFilm film = FarmFilm.Load(parsed.GetRequiredValue(Folder));
        FarmProgram program = FarmProgram.Of(parsed.GetValue(Program));
        FilmReportOptions? report = ReportOptions.Read(parsed);
        bool isKnown = parsed.GetValue(Follow) || parsed.GetValue(Cancel);
        if (!isKnown)
        {
            OutputCheck.Check(film.Plan.Settings, _ => parsed.GetValue(Overwrite) || film.Work.HasJoined(film.Plan, film.Output));
        }

        switch (isKnown ? "slurm" : parsed.GetRequiredValue(Engine))
        {
            case "local":
                await RunLocallyAsync(parsed, film, program, report, display, cancellation);
                return 0;
            case "slurm":
                await RunSlurmAsync(parsed, new SlurmFarm(film, new FarmProgress(display, film.Frames), Calls(film)), program, cancellation);
                return 0;
            case "openjd":
                string path = OpenJdTemplate.PathIn(film);
                AtomicFile.WriteText(path, OpenJdTemplate.Write(film, program, AtLeastOne(parsed, Cpus), ReportOptions.Words(report)));
                display.Done($"{ShownPath.Of(path)}: give it to the farm; every machine must see the folder that it lies in", new Dictionary<string, object> { ["template"] = path });
                return 0;
            case var other:
                throw new UsageException($"--engine {other}: give local, slurm or openjd");
        }
    }

    static async Task RunLocallyAsync(
        ParseResult parsed, FarmFilm film, FarmProgram program, FilmReportOptions? report, ProgressDisplay display, CancellationToken cancellation)
    {
        int threads = SharedOptions.ReadThreads(parsed) ?? Environment.ProcessorCount;
        int processes = AtLeastOne(parsed, Processes) ?? 2;
        using FilmLock hold = FilmLock.Take(film.Work, film.Output);
        film.Work.RemoveLeftovers();
        try
        {
            await new LocalFarm(film, program, processes, threads, new FarmProgress(display, film.Frames), atTerminal: !Console.IsInputRedirected).RunAsync(cancellation);
            await AssembleCommand.AssembleAsync(film.Plan, film.Work, hold, keep: false, report, display, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new StoppedException(
                $"stopped; {film.CountThere()} of {film.Segments} segments are kept in {ShownPath.Of(film.Folder)}, and the same command goes on; {ShownPath.Of(film.Output)} was not written", film.Folder);
        }
    }

    static async Task RunSlurmAsync(ParseResult parsed, SlurmFarm farm, FarmProgram program, CancellationToken cancellation)
    {
        if (parsed.GetValue(Cancel))
        {
            await farm.CancelAsync(cancellation);
            return;
        }

        SlurmSubmission submission = parsed.GetValue(Follow) ? farm.Submitted() : await farm.SubmitAsync(program, ReadSlurm(parsed), cancellation);
        if (parsed.GetValue(NoFollow))
        {
            farm.Leave(submission);
        }
        else
        {
            await farm.FollowAsync(submission, cancellation);
        }
    }

    static FarmCalls Calls(FarmFilm film)
    {
        string again = $"livestyle submit {ShellText.Quote(ShownPath.Of(film.Folder))}";
        return new FarmCalls { Submit = $"{again} --engine slurm", Follow = $"{again} --follow", Cancel = $"{again} --cancel" };
    }

    static SlurmOptions ReadSlurm(ParseResult parsed) => new()
    {
        Partition = parsed.GetValue(Partition),
        Time = parsed.GetValue(Time),
        Processors = AtLeastOne(parsed, Cpus),
        Resources = parsed.GetValue(Gres),
        Limit = AtLeastOne(parsed, ArrayLimit),
        Others = parsed.GetValue(SbatchOptions) ?? [],
        Assembly = ReportOptions.Words(ReportOptions.Read(parsed)),
    };

    /// <summary>Before anything is read: what can't be right is told first.</summary>
    static void CheckValues(ParseResult parsed)
    {
        SharedOptions.ReadThreads(parsed);
        foreach (Option<int?> option in (Option<int?>[])[Processes, Cpus, ArrayLimit])
        {
            AtLeastOne(parsed, option);
        }

        if (parsed.GetRequiredValue(Engine) is not ("local" or "slurm" or "openjd") and var other)
        {
            throw new UsageException($"--engine {other}: give local, slurm or openjd");
        }
    }

    static int? AtLeastOne(ParseResult parsed, Option<int?> option) => parsed.GetValue(option) is not { } value ? null
        : value >= 1 ? value
        : throw new UsageException($"{option.Name} {value}: give 1 or more");
}
