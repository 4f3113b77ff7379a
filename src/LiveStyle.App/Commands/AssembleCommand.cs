using LiveStyle.App.Displays;
using System.CommandLine;
using LiveStyle.Bundles;
using LiveStyle.Files;
using LiveStyle.Gpu;
using LiveStyle.Media.Probing;
using LiveStyle.Progress;
using LiveStyle.Quality.Reports;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Transcoding.Assembly;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Preflight;
using LiveStyle.Transcoding.Segments;

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
        using ProgressDisplay display = SharedOptions.OpenProgress(parsed);
        FilmFolder folder = FilmFolder.Of(parsed.GetRequiredValue(Folder));
        FilmPlan plan = folder.LoadPlan();
        FilmReportOptions? report = ReportOptions.Read(parsed);
        OutputCheck.Check(plan.Settings, _ => parsed.GetValue(Overwrite) || folder.HasJoined(plan, plan.Settings.Output));
        using FilmLock hold = FilmLock.Take(folder, plan.Settings.Output);
        await AssembleAsync(plan, folder, hold, parsed.GetValue(Keep), report, display, cancellation);
        return 0;
    }

    /// <summary>Makes the film, says so, and removes the folder.</summary>
    /// <param name="plan">Of the film.</param>
    /// <param name="folder">With all segments.</param>
    /// <param name="hold">On the folder.</param>
    /// <param name="keep">Leaves the folder there.</param>
    /// <param name="report">What to measure of the film; null: nothing.</param>
    /// <param name="display">Is told how far it is.</param>
    /// <param name="cancellation">Leaves the segments, and no film.</param>
    /// <exception cref="LiveStyleException">Segments are missing or were changed, or the film can't be written.</exception>
    internal static async Task AssembleAsync(
        FilmPlan plan, FilmFolder folder, FilmLock hold, bool keep, FilmReportOptions? report, ProgressDisplay display, CancellationToken cancellation)
    {
        MediaInfo clip = await folder.ProbeAsync(plan, cancellation);
        if (FileFingerprint.Of(plan.Settings.Input) != plan.Source)
        {
            throw new LiveStyleException($"{ShownPath.Of(plan.Settings.Input)} has changed since the film was planned; bring back what it was, or plan the film again");
        }

        IReadOnlyList<SegmentRecord> records = await FilmAssembler.AssembleAsync(plan, folder, clip, display, cancellation);
        long frames = records.Sum(record => (long)record.Frames), announced = Math.Max(plan.Frames, frames);
        if (report is not null)
        {
            ModelBundle bundle = ModelBundle.Open(plan.Settings.Model).WithStyles([.. plan.Settings.StyleFiles.Select(StyleFile.Load)]);
            await FilmAssembler.FollowAsync(
                plan.Settings, () => FilmReporting.WriteAsync(plan, clip, bundle, records, report, display, cancellation), cancellation);
        }

        if (!keep)
        {
            folder.RemoveAll(hold);
        }

        display.Done(
            $"{ShownPath.Of(plan.Settings.Output)}: {frames} of {announced} frames, {plan.Size}, joined from {records.Count} segments",
            new Dictionary<string, object> { ["output"] = plan.Settings.Output, ["framesIn"] = announced, ["framesOut"] = frames, ["segments"] = records.Count });
    }
}
