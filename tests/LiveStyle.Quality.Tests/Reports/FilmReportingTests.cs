using LiveStyle.Media.Probing;
using LiveStyle.Progress;
using LiveStyle.Quality.Reports;
using LiveStyle.Styles;
using LiveStyle.Time;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Segments;
using Xunit;

namespace LiveStyle.Quality.Tests.Reports;

[Trait("Speed", "Slow")]
public sealed class FilmReportingTests : IDisposable
{
    readonly ReportScene scene = new();

    [Fact]
    public async Task A_film_of_segments_is_described_by_its_plan_and_their_records()
    {
        string original = scene.Film("original.mkv", ReportScene.Still(6));
        FilmPlan plan = Plan(original, scene.Clips["film.mkv"]);
        SegmentRecord[] records =
        [
            Record(0, 3, 1.5, "cpu"),
            Record(1, 2, 2.5, "vulkan (llvmpipe)") with { Note = "a picture could not be decoded" },
        ];

        FilmReportInput input = FilmReporting.Describe(plan, await MediaProbe.ProbeAsync(original, CancellationToken.None), scene.Model(), records);

        Assert.Equal((6, 5, 1, 0), (input.FramesIn, input.FramesOut, input.FramesDropped, input.FramesRepeated));
        Assert.Equal((4, 1.25), (input.Seconds, input.FramesPerSecond));
        Assert.Equal("cpu, vulkan (llvmpipe)", input.DeviceName);
        Assert.Equal(["0:00.2 to the end: a picture could not be decoded"], input.Damage);
        Assert.Equal(TimeSpan.FromSeconds(0.25), input.Reading.Start);
        Assert.Equal((false, new Rational(12, 1)), (input.OriginalRate.IsKnown, input.FilmRate));
        Assert.Equal(["Size", "Start", "Codec", "Keep colors", "Segments"], input.Settings.Select(setting => setting.Key));
        Assert.Empty(input.Lost);
    }

    [Fact]
    public async Task Pictures_are_described_with_the_rate_that_they_were_read_at()
    {
        string original = scene.Film("original-%02d.png", ReportScene.Still(6), "-c:v png");

        FilmReportInput input = FilmReporting.Describe(
            Plan(original, scene.Clips["film.mkv"]), await MediaProbe.ProbeAsync(original, new Rational(24000, 1001), CancellationToken.None), scene.Model(), [Record(0, 3, 1.5, "cpu")]);

        Assert.Equal(new Rational(24000, 1001), input.OriginalRate);
    }

    [Fact]
    public async Task An_alpha_that_the_film_can_not_hold_is_told()
    {
        string original = scene.Film("original.mkv", ReportScene.Still(6));
        MediaInfo clip = await MediaProbe.ProbeAsync(original, CancellationToken.None);
        FilmPlan plan = Plan(original, scene.Clips["film.mkv"]);

        FilmReportInput input = FilmReporting.Describe(
            plan with { Settings = plan.Settings with { Codec = "h264" } }, clip with { Video = clip.RequireVideo() with { HasAlpha = true } }, scene.Model(), [Record(0, 3, 1.5, "cpu")]);

        Assert.StartsWith("the alpha, which h264 in such a file can't hold", Assert.Single(input.Lost));
    }

    [Fact]
    public async Task The_report_of_a_planned_film_lies_beside_it()
    {
        string original = scene.Film("original.mkv", ReportScene.Still(6));
        string film = scene.Film("film.mkv", ReportScene.Still(3, seed: 5));

        ReportFiles files = await FilmReporting.WriteAsync(
            Plan(original, film), await MediaProbe.ProbeAsync(original, CancellationToken.None), scene.Model(), [Record(0, 3, 1, "cpu"), Record(1, 0, 0, "cpu")],
            new FilmReportOptions { Samples = 2 }, null, CancellationToken.None);

        Assert.Contains("\"warpingError\": 0,", File.ReadAllText(files.Json));
        Assert.Contains("<h1>film.mkv</h1>", File.ReadAllText(files.Page));
    }

    [Theory]
    [InlineData("https://name:secret@example.org/films/a%20b.mp4?key=secret#part", "https://example.org/films/a%20b.mp4")]
    [InlineData("rtsp://name:secret@192.0.2.1:8554/camera", "rtsp://192.0.2.1:8554/camera")]
    [InlineData("/films/a?b#c@d.mp4", "/films/a?b#c@d.mp4")]
    public void An_address_is_told_without_its_secrets(string location, string shown) => Assert.Equal(shown, ReportWords.Location(location));

    public void Dispose() => scene.Dispose();

    FilmPlan Plan(string original, string film) => new()
    {
        Settings = new FilmSettings { Input = original, Output = film, Model = scene.Model().Directory, Timeline = Timeline.Parse("0s dark"), Start = TimeSpan.FromSeconds(0.25), Codec = "ffv1", KeepColors = true },
        Source = FileFingerprint.Of(original),
        Model = "",
        Device = "cpu",
        EncoderThreads = 1,
        Width = ReportScene.Size.Width,
        Height = ReportScene.Size.Height,
        TimeBase = "1/1000",
        FrameRate = "12/1",
        Frames = 6,
        Segments = [new PlannedSegment(0, null, 250, 3), new PlannedSegment(1, 250, null, 3)],
    };

    static SegmentRecord Record(int index, int frames, double seconds, string device) => new()
    {
        Index = index,
        Plan = "",
        File = null,
        Frames = frames,
        Bytes = 0,
        Sha256 = "",
        Ticks = [],
        Device = device,
        Seconds = seconds,
    };
}
