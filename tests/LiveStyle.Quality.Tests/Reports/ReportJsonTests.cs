using System.Text.Json;
using LiveStyle.Quality.Reports;
using Xunit;

namespace LiveStyle.Quality.Tests.Reports;

[Trait("Speed", "Slow")]
public sealed class ReportJsonTests : IDisposable
{
    readonly ReportScene scene = new();

    [Fact]
    public async Task Names_of_the_JSON_are_stable()
    {
        string original = scene.Film("still.mkv", ReportScene.Still(12));
        FilmReportInput input = scene.Input(original, original) with { Damage = ["a packet"], Lost = ["a font"], FramesDropped = 2, FramesRepeated = 1 };
        FilmReport report = await ReportScene.MeasureAsync(input, new FilmReportOptions { Samples = 2, Vgg = scene.SaveVgg() });

        using JsonDocument json = JsonDocument.Parse(ReportJson.Write(report));

        JsonElement root = json.RootElement;
        Assert.Equal(
            "kind format film original frames speed device model timeline settings damage lost measured notMeasured samples definitions",
            Names(root));
        Assert.Equal("path width height frameRate seconds", Names(root.GetProperty("film")));
        Assert.Equal("path startSeconds durationSeconds", Names(root.GetProperty("original")));
        Assert.Equal("in out dropped repeated", Names(root.GetProperty("frames")));
        Assert.Equal("seconds framesPerSecond", Names(root.GetProperty("speed")));
        Assert.Equal("name title networkSha256 stylesSha256", Names(root.GetProperty("model")));
        Assert.Equal("warpingError unstyledWarpingError contentLoss styleLoss cuts flowWidth flowHeight seconds", Names(root.GetProperty("measured")));
        Assert.Equal("seconds blend followed isCut warpingError unstyledWarpingError contentLoss styleLoss styleLosses", Names(root.GetProperty("samples")[0]));
        Assert.Equal("warpingError unstyledWarpingError contentLoss styleLoss", Names(root.GetProperty("definitions")));
        Assert.Equal("livestyle-film-report", root.GetProperty("kind").GetString());
        Assert.Equal(1, root.GetProperty("format").GetInt32());
    }

    [Fact]
    public async Task Values_of_the_JSON_are_those_of_the_film()
    {
        string original = scene.Film("still.mkv", ReportScene.Still(12));
        FilmReportInput input = scene.Input(original, original) with { FramesIn = 13, FramesDropped = 1, Damage = ["a \"packet\""] };
        FilmReport report = await ReportScene.MeasureAsync(input, new FilmReportOptions { Samples = 2 });

        using JsonDocument json = JsonDocument.Parse(ReportJson.Write(report));

        JsonElement root = json.RootElement;
        Assert.Equal(original, root.GetProperty("film").GetProperty("path").GetString());
        Assert.Equal("12/1", root.GetProperty("film").GetProperty("frameRate").GetString());
        Assert.Equal(96, root.GetProperty("film").GetProperty("width").GetInt32());
        Assert.Equal(13, root.GetProperty("frames").GetProperty("in").GetInt32());
        Assert.Equal(1, root.GetProperty("frames").GetProperty("dropped").GetInt32());
        Assert.Equal("a \"packet\"", root.GetProperty("damage")[0].GetString());
        Assert.Equal("ffv1", root.GetProperty("settings").GetProperty("Codec").GetString());
        Assert.Equal(input.Model.Description.Files["network.onnx"], root.GetProperty("model").GetProperty("networkSha256").GetString());
        Assert.Equal(0, root.GetProperty("measured").GetProperty("warpingError").GetDouble());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("measured").GetProperty("contentLoss").ValueKind);
        Assert.Equal(2, root.GetProperty("samples").GetArrayLength());
        Assert.Contains("weights", root.GetProperty("notMeasured")[0].GetString());
    }

    [Fact]
    public async Task Both_files_lie_beside_the_film_under_its_name()
    {
        string film = scene.Film("film.mkv", ReportScene.Still(3));

        ReportFiles files = ReportFiles.Write(film, await ReportScene.MeasureAsync(scene.Input(film, film)));

        Assert.Equal([film + ".report.json", film + ".report.html"], [files.Json, files.Page]);
        Assert.Equal(["film.mkv", "film.mkv.report.html", "film.mkv.report.json"], scene.Clips.Names);
        LiveStyleException closed = Assert.Throws<LiveStyleException>(() => ReportFiles.Write(scene.Clips["gone/film.mkv"], new FilmReport { Input = scene.Input(film, film) }));
        Assert.Contains("can't be written", closed.Message);
    }

    public void Dispose() => scene.Dispose();

    static string Names(JsonElement element) => string.Join(' ', element.EnumerateObject().Select(property => property.Name));
}
