using System.CommandLine;
using LiveStyle.App.Films;
using LiveStyle.App.Progress;
using LiveStyle.App.Reports;
using LiveStyle.Bundles;
using LiveStyle.Media;
using LiveStyle.Stylization;

namespace LiveStyle.App.Commands;

/// <summary>livestyle assemble: a film from the segments of a plan.</summary>
static class AssembleCommand
{
    static readonly Argument<string> Folder = new("FOLDER") { Description = "What livestyle plan made, with all its segments" };
    static readonly Option<bool> Keep = new("--keep") { Description = "Leave the folder and its segments there" };
    static readonly Option<bool> Overwrite = new("--overwrite") { Description = "Replace the film if it is there" };

    public static Command Create()
    {
        var command = new ExampleCommand("assemble", "Check a plan's segments, join them, and add sound and all other streams.", """
            livestyle assemble painted.mkv.livestyle
            """)
        {
            Folder, Keep, Overwrite, SharedOptions.Progress,
        };
        ReportOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using IProgressDisplay display = SharedOptions.OpenProgress(parsed);
        FilmFolder folder = FilmFolder.Of(parsed.GetRequiredValue(Folder));
        FilmPlan plan = folder.LoadPlan();
        string output = plan.Settings.Output;
        FilmReportOptions? report = ReportOptions.Read(parsed);
        OutputCheck.Check(plan.Settings, _ => parsed.GetValue(Overwrite));
        using FilmLock hold = FilmLock.Take(folder, output);
        MediaInfo clip = await folder.ProbeAsync(plan, cancellation);
        if (SourceMark.Of(plan.Settings.Input) != plan.Source)
        {
            throw new LiveStyleException($"{ShownPath.Of(plan.Settings.Input)} has changed since the film was planned; bring back what it was, or plan the film again");
        }

        IReadOnlyList<SegmentRecord> records = await FilmAssembler.AssembleAsync(plan, folder, clip, display, cancellation);
        long frames = records.Sum(record => (long)record.Frames), announced = Math.Max(plan.Frames, frames);
        if (report is not null)
        {
            ModelBundle bundle = ModelBundle.Open(plan.Settings.Model).WithStyles([.. plan.Settings.StyleFiles.Select(StyleFile.Load)]);
            await FilmReporting.WriteAsync(plan, clip, bundle, records, report, display, cancellation);
        }

        if (!parsed.GetValue(Keep))
        {
            folder.RemoveAll(hold);
        }

        display.Done(
            $"{ShownPath.Of(output)}: {frames} of {announced} frames, {plan.Size}, joined from {records.Count} segments",
            new Dictionary<string, object> { ["output"] = output, ["framesIn"] = announced, ["framesOut"] = frames, ["segments"] = records.Count });
        return 0;
    }
}
