using LiveStyle.App.Displays;
using System.CommandLine;
using LiveStyle.Progress;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Segments;

namespace LiveStyle.App.Commands;

/// <summary>livestyle segment: renders one segment of a plan, wherever it runs.</summary>
static class SegmentCommand
{
    static readonly Argument<string> Folder = new("FOLDER") { Description = "What livestyle plan made" };
    static readonly Option<int?> Index = NumberOption.Create<int>("--index", "Which segment, from 0", "a whole number, from 0");

    public static Command Create()
    {
        var command = new ExampleCommand("segment", "Render one segment of a plan. What is there and whole is left as it is.", """
            livestyle segment painted.mkv.livestyle --index 7
            """)
        {
            Folder, Index, SharedOptions.Threads, TranscodeCommand.Slots, SharedOptions.Progress,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using ProgressDisplay display = SharedOptions.OpenProgress(parsed);
        FilmFolder folder = FilmFolder.Of(parsed.GetRequiredValue(Folder));
        FilmPlan plan = folder.LoadPlan();
        int index = parsed.GetValue(Index) is { } number && number >= 0 && number < plan.Segments.Count ? number
            : throw new UsageException($"--index: give a segment, 0 to {plan.Segments.Count - 1}");
        if (folder.Find(plan, plan.Identity, index) is { } there)
        {
            display.Done($"segment {index} is there: {there.Frames} frames", Values(there, rendered: false));
            return 0;
        }

        await using FilmSession session = await FilmSession.OpenAsync(plan, await folder.ProbeAsync(plan, cancellation), TranscodeCommand.ReadSpeed(parsed));
        var meter = new ProgressMeter(plan.Segments[index].Frames > 0 ? plan.Segments[index].Frames : null, TimeProvider.System);
        await new SegmentRenderer(session, folder, plan, display).RenderAsync([index], meter, cancellation);
        SegmentRecord record = folder.Find(plan, plan.Identity, index)
            ?? throw new LiveStyleException($"segment {index} was changed as soon as it was written; check the disk, and that nothing else writes to {folder.SegmentsPath}");
        display.Done($"segment {index}: {record.Frames} frames", Values(record, rendered: true));
        return 0;
    }

    static Dictionary<string, object> Values(SegmentRecord record, bool rendered) =>
        new() { ["index"] = record.Index, ["frames"] = record.Frames, ["rendered"] = rendered };
}
