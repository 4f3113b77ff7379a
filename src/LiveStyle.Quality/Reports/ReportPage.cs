using LiveStyle.Bundles;

namespace LiveStyle.Quality.Reports;

/// <summary>A report as a web page that needs nothing beside it: style, pictures and charts lie within, and it runs no script.</summary>
static class ReportPage
{
    public static string Write(FilmReport report)
    {
        FilmReportInput input = report.Input;
        string name = Path.GetFileName(input.Film);
        return HtmlMarkup.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <title>{name}: LiveStyle film report</title>
            <link rel="icon" href="data:,">
            <style>
            {new HtmlMarkup(Style())}</style>
            </head>
            <body>
            <header>
            <p class="eyebrow">LiveStyle film report</p>
            <h1>{name}</h1>
            <p class="lead">{Lead(report)}</p>
            </header>
            <main>
            {ReportSections.Figures(report)}{ReportSections.Troubles(report)}{ReportSections.Sheet(report)}{ReportSections.Charts(report)}{ReportSections.Moments(report)}
            <section aria-labelledby="made">
            <h2 id="made">How it was made</h2>
            <dl class="settings">
            {ReportSections.Rows(Making(input))}</dl>
            </section>
            <section aria-labelledby="meaning">
            <h2 id="meaning">What the numbers mean</h2>
            <dl class="meaning">
            {ReportSections.Meaning(report)}</dl>
            </section>
            </main>
            <footer>
            <p>Written by LiveStyle {Version()}. {Cost(report)}The same numbers for programs: {Path.GetFileName(ReportFiles.For(input.Film).Json)}</p>
            </footer>
            </body>
            </html>

            """).Text;
    }

    static IEnumerable<KeyValuePair<string, string>> Making(FilmReportInput input) =>
    [
        new("Original", ReportWords.Location(input.Original)),
        new("Film", input.Film),
        new("Styles over time", input.Timeline.ToString()),
        new("Device", input.DeviceName),
        new("Model", $"{input.Model.Description.Title} ({input.Model.Description.Name})"),
        new("Network’s SHA-256", input.Model.Description.Files[ModelDescription.NetworkFile]),
        .. input.Settings,
    ];

    static string Lead(FilmReport report) => report.Size is { } size
        ? $"{size} pixels, {ReportWords.Number(report.FrameRate.ToDouble())} frames per second, {ReportWords.Clock(report.FilmSeconds)} long, made from {Path.GetFileName(ReportWords.Location(report.Input.Original))}"
        : $"made from {Path.GetFileName(ReportWords.Location(report.Input.Original))}";

    static string Cost(FilmReport report) => report.Samples.Count == 0 ? ""
        : $"Measuring {report.Samples.Count} moments took {ReportWords.Number(Math.Round(report.MeasuringSeconds, 1))} seconds. ";

    static string Version() => typeof(ReportPage).Assembly.GetName().Version!.ToString(3);

    static string Style()
    {
        using Stream style = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")!;
        return new StreamReader(style).ReadToEnd();
    }
}
