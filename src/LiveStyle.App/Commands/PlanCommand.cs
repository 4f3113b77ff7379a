using LiveStyle.App.Displays;
using System.CommandLine;
using System.Globalization;
using LiveStyle.Files;
using LiveStyle.Gpu;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Probing;
using LiveStyle.Progress;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Preflight;
using LiveStyle.Transcoding.Segments;

namespace LiveStyle.App.Commands;

/// <summary>livestyle plan: cuts a film into segments that many processes or machines can render.</summary>
static class PlanCommand
{
    static readonly Argument<string> Input = new("IN") { Description = "Any file that ffmpeg reads, under a path that all machines know" };
    static readonly Argument<string> Output = new("OUT") { Description = "The restyled clip; its extension chooses the container (mp4, mkv, mov, webm)" };
    static readonly Option<string?> To = new("--to") { Description = "Folder of the plan and its segments; OUT.livestyle by default", HelpName = "FOLDER" };
    static readonly Option<double?> Seconds = NumberOption.Create<double>("--segment-seconds", "Length of a segment; 10 s by default, 4 s of large pictures", "a number of seconds, such as 10");
    static readonly Option<bool> Overwrite = new("--overwrite") { Description = "Replace a plan with other settings and drop its segments, and let the film replace OUT" };

    public static Command Create()
    {
        var command = new ExampleCommand("plan", "Cut a film into segments, to be rendered by several processes or machines.", """
            livestyle plan film.mkv painted.mkv --style munch-scream
            livestyle segment painted.mkv.livestyle --index 0
            livestyle assemble painted.mkv.livestyle
            livestyle submit painted.mkv.livestyle --engine slurm
            """)
        {
            Input, Output, To, Seconds,
        };
        FilmOptions.AddTo(command);
        foreach (Option option in new Option[] { Overwrite, SharedOptions.Progress })
        {
            command.Add(option);
        }

        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using ProgressDisplay display = SharedOptions.OpenProgress(parsed);
        double? seconds = parsed.GetValue(Seconds) is not { } length ? null
            : length > 0 && length < 1e6 ? length
            : throw new UsageException($"--segment-seconds {length.ToString(CultureInfo.InvariantCulture)}: give a number above 0");
        FilmSettings settings = FilmOptions.Read(parsed, parsed.GetRequiredValue(Input), parsed.GetRequiredValue(Output), null);
        bool overwrite = parsed.GetValue(Overwrite);
        OutputCheck.Check(settings, _ => overwrite);
        MediaInfo clip = await FilmOriginal.ProbeAsync(settings, cancellation);
        VideoEncoder.CodecOf(settings.Codec, settings.Output);
        await using FilmSession session = await FilmSession.OpenAsync(settings, clip, settings.Device, default);
        await FilmPreflight.CheckAsync(session, display, cancellation);
        var folder = new FilmFolder(Path.GetFullPath(parsed.GetValue(To) ?? FilmFolder.For(settings.Output)));
        using FilmWork work = await FilmWork.OpenAsync(session, folder, overwrite, seconds, display, cancellation);
        work.Keep();
        FilmPlan plan = work.Plan;
        display.Done(
            $"{ShownPath.Of(folder.Path)}: {plan.Frames} frames in {plan.Segments.Count} segments",
            new Dictionary<string, object> { ["folder"] = folder.Path, ["frames"] = plan.Frames, ["segments"] = plan.Segments.Count });
        return 0;
    }
}
