using System.Numerics;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Quality.Reports;
using Xunit;

namespace LiveStyle.Quality.Tests.Reports;

/// <summary>A film with a report of all that can be measured; one for all tests of a class.</summary>
public sealed class ShownFilm : IAsyncLifetime
{
    readonly ReportScene scene = new();

    internal FilmReport Report { get; private set; } = null!;

    /// <summary>Path of the report's page.</summary>
    public string Page { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        string original = scene.Film("original.mkv", ReportScene.Moving(12, new Vector2(1.5f, 0)));
        string film = scene.Film("film.mkv", ReportScene.Noisy(ReportScene.Moving(12, new Vector2(1.5f, 0)), 12));
        string paintings = Directory.CreateDirectory(scene.Clips["paintings"]).FullName;
        foreach (string style in (string[])["dark", "negative"])
        {
            using HostFrame painting = ReportScene.Still(1, style.Length).Single();
            StillImage.Save(painting, Path.Combine(paintings, style + ".png"));
        }

        FilmReportInput input = scene.Input(original, film) with { Lost = ["The track 3 (dvd_subtitle, French) can't lie in this container."] };
        Report = await ReportScene.MeasureAsync(input, new FilmReportOptions { Samples = 4, Vgg = scene.SaveVgg(), Paintings = paintings });
        Page = ReportFiles.Write(film, Report).Page;
    }

    public ValueTask DisposeAsync()
    {
        scene.Dispose();
        return default;
    }
}
