using LiveStyle.App.Displays;
using System.CommandLine;
using LiveStyle.Files;
using LiveStyle.Gpu;
using LiveStyle.Progress;
using LiveStyle.Quality.Reports;
using LiveStyle.Transcoding.Running;

namespace LiveStyle.App.Commands;

/// <summary>The options that ask for a report, shared by every command that finishes a film.</summary>
static class ReportOptions
{
    static readonly Option<bool> Report = new("--report") { Description = "Also write OUT.report.json and OUT.report.html: frames, speed, damage, flicker and losses measured over the film, a contact sheet" };
    static readonly Option<string?> Vgg = new("--vgg") { Description = "VGG-19's weights (torchvision's vgg19-*.pth, or safetensors in its names), so that the report measures content loss; with --paintings style loss too", HelpName = "FILE" };
    static readonly Option<string?> Paintings = new("--paintings") { Description = "The paintings, files named as the styles, so that the report measures style loss", HelpName = "FOLDER" };

    public static void AddTo(Command command)
    {
        command.Add(Report);
        command.Add(Vgg);
        command.Add(Paintings);
    }

    /// <summary>What to measure; null where no report was asked for.</summary>
    /// <exception cref="LiveStyleException">Something named is missing or unfit, or is named without a report.</exception>
    public static FilmReportOptions? Read(ParseResult parsed)
    {
        var options = new FilmReportOptions { Vgg = parsed.GetValue(Vgg), Paintings = parsed.GetValue(Paintings) };
        if (!parsed.GetValue(Report))
        {
            return options is { Vgg: null, Paintings: null } ? null : throw new UsageException("--vgg and --paintings serve the report; add --report");
        }

        options.Check();
        return options;
    }

    /// <summary>How a film's report is written, for whoever makes the film; null where no report was asked for.</summary>
    /// <param name="report">What to measure.</param>
    /// <param name="display">Is told how far it is.</param>
    public static Func<FinishedFilm, CancellationToken, Task<string>>? Writer(FilmReportOptions? report, ProgressDisplay display) => report is null ? null
        : async (film, cancellation) => ShownPath.Of((await FilmReporting.WriteAsync(film.Plan, film.Clip, film.Bundle, film.Records, report, display, cancellation)).Page);

    /// <summary>The same as words for another run of this program, wherever it runs.</summary>
    public static IReadOnlyList<string> Words(FilmReportOptions? report) => report is null ? [] :
    [
        "--report",
        .. report.Vgg is { } weights ? ["--vgg", Path.GetFullPath(weights)] : Array.Empty<string>(),
        .. report.Paintings is { } paintings ? ["--paintings", Path.GetFullPath(paintings)] : Array.Empty<string>(),
    ];
}
