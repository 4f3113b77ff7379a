using LiveStyle.Files;

namespace LiveStyle.Quality.Reports;

/// <summary>The two files of a report, beside its film.</summary>
/// <param name="Json">The path of the file for programs.</param>
/// <param name="Page">The path of the page for people, which needs nothing beside it.</param>
public sealed record ReportFiles(string Json, string Page)
{
    /// <summary>"painted.mp4" → "painted.mp4.report.json" and "painted.mp4.report.html".</summary>
    public static ReportFiles For(string film) => new(film + ".report.json", film + ".report.html");

    /// <summary>Writes both, each whole or not at all, over those of an earlier film.</summary>
    /// <param name="film">The path of the film.</param>
    /// <param name="report">The report of it.</param>
    /// <exception cref="LiveStyleException">The folder is closed or full.</exception>
    public static ReportFiles Write(string film, FilmReport report)
    {
        ReportFiles files = For(film);
        try
        {
            AtomicFile.WriteText(files.Json, ReportJson.Write(report));
            AtomicFile.WriteText(files.Page, ReportPage.Write(report));
            return files;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new LiveStyleException($"the report beside {film} can't be written ({problem.Message}); make space, or open its folder to writing", problem);
        }
    }
}
