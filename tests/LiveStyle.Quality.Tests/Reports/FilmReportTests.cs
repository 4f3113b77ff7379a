using System.Numerics;
using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Stills;
using LiveStyle.Quality.Reports;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Quality.Tests.Reports;

[Trait("Speed", "Slow")]
public sealed class FilmReportTests : IDisposable
{
    static readonly FilmReportOptions Two = new() { Samples = 2 };

    readonly ReportScene scene = new();

    [Fact]
    public async Task A_still_film_has_no_warping_error()
    {
        string original = scene.Film("still.mkv", ReportScene.Still(12));

        FilmReport report = await ReportScene.MeasureAsync(scene.Input(original, scene.Film("other.mkv", ReportScene.Still(12, seed: 5))));

        Assert.Equal(4, report.Samples.Count);
        Assert.Equal(0, report.WarpingError);
        Assert.Equal(0, report.UnstyledWarpingError);
        Assert.All(report.Samples, sample => Assert.True(sample.Flicker!.Followed > 0.8));
        Assert.Equal(ReportScene.Size, report.Size);
        Assert.Equal(1, report.FilmSeconds, 2);
    }

    [Fact]
    public async Task Noise_of_each_frame_raises_the_warping_error_by_as_much_as_it_differs()
    {
        string original = scene.Film("still.mkv", ReportScene.Still(2));
        string film = scene.Film("noisy.mkv", ReportScene.Noisy(ReportScene.Still(2), 20));

        FilmReport report = await ReportScene.MeasureAsync(scene.Input(original, film), new FilmReportOptions { Samples = 1 });

        HostFrame[] frames = [.. ReportScene.Noisy(ReportScene.Still(2), 20)];
        Assert.Equal(MeanSquare(frames[0], frames[1]), report.WarpingError!.Value, 1e-7);
        Assert.Equal(0, report.UnstyledWarpingError);
        Assert.True(report.WarpingError > 0.003);
        Array.ForEach(frames, frame => frame.Dispose());
    }

    [Fact]
    public async Task A_film_that_moves_as_its_original_flickers_no_more_than_it()
    {
        string original = scene.Film("moving.mkv", ReportScene.Moving(12, new Vector2(2.5f, 1)));
        string noisy = scene.Film("noisy.mkv", ReportScene.Noisy(ReportScene.Moving(12, new Vector2(2.5f, 1)), 30));

        FilmReport same = await ReportScene.MeasureAsync(scene.Input(original, original), Two), other = await ReportScene.MeasureAsync(scene.Input(original, noisy), Two);

        Assert.Equal(same.UnstyledWarpingError, same.WarpingError);
        Assert.True(same.WarpingError < 5e-4, $"{same.WarpingError}");
        Assert.True(other.WarpingError > 10 * other.UnstyledWarpingError);
        Assert.Equal(0, other.Cuts);
    }

    [Fact]
    public async Task Pairs_across_a_cut_are_left_out_and_counted()
    {
        string original = scene.Film("cut.mkv", ReportScene.Still(3).Concat(ReportScene.Still(3, seed: 90)));

        FilmReport report = await ReportScene.MeasureAsync(scene.Input(original, original), new FilmReportOptions { Samples = 6 });

        Assert.Equal(5, report.Samples.Count);
        Assert.Equal(1, report.Cuts);
        Assert.Equal(0, report.WarpingError);
        Assert.Equal(0.25, Assert.Single(report.Samples, sample => sample.Flicker!.IsCut).Seconds, 0.01);
    }

    [Theory]
    [InlineData("part.mkv", "-c:v ffv1 -pix_fmt gbrp")]
    [InlineData("part.mp4", "-c:v libx264rgb -crf 0 -bf 2")]
    public async Task Frames_of_a_cut_film_meet_those_of_its_original_by_their_times(string name, string options)
    {
        string original = scene.Film("long.mkv", ReportScene.Moving(30, new Vector2(1, 0)));
        string film = scene.Film(name, ReportScene.Moving(30, new Vector2(1, 0)).Skip(12).Take(12), options);
        FilmReportInput input = scene.Input(original, film) with { Reading = new VideoSourceOptions { Start = TimeSpan.FromSeconds(1), Duration = TimeSpan.FromSeconds(1) } };

        FilmReport report = await ReportScene.MeasureAsync(input, Two);

        Assert.Equal(2, report.Samples.Count);
        Assert.All(report.Samples, sample => Assert.Equal(sample.OriginalPicture, sample.FilmPicture));
        Assert.Equal(report.UnstyledWarpingError, report.WarpingError);
    }

    [Theory]
    [InlineData("film.mkv", "-c:v ffv1 -pix_fmt gbrp")]
    [InlineData("film-%02d.png", "-c:v png")]
    public async Task Pictures_of_a_rate_of_their_own_meet_the_film_by_their_times(string name, string options)
    {
        string original = scene.Film("original-%02d.png", ReportScene.Moving(12, new Vector2(1, 0)), "-c:v png");
        string film = scene.Film(name, ReportScene.Moving(12, new Vector2(1, 0)), options);
        var rate = new Rational(12, 1);

        FilmReport report = await ReportScene.MeasureAsync(scene.Input(original, film) with { OriginalRate = rate, FilmRate = rate }, new FilmReportOptions { Samples = 4 });

        Assert.Equal(1, report.FilmSeconds, 0.1);
        Assert.Equal([1, 4, 7, 10], report.Samples.Select(sample => Math.Round(sample.Seconds * 12)));
        Assert.All(report.Samples, sample => Assert.Equal(sample.OriginalPicture, sample.FilmPicture));
    }

    [Fact]
    public async Task A_blend_is_measured_against_each_of_its_paintings_by_weight()
    {
        string original = scene.Film("still.mkv", ReportScene.Still(12)), film = scene.Film("film.mkv", ReportScene.Still(12, seed: 5));
        string paintings = Directory.CreateDirectory(scene.Clips["paintings"]).FullName;
        SavePainting("dark", 5);
        SavePainting("Negative", 9);
        var options = new FilmReportOptions { Samples = 1, Vgg = scene.SaveVgg(), Paintings = paintings };

        FilmReport report = await ReportScene.MeasureAsync(scene.Input(original, film, "0s dark*0.5 + negative*1.5 - white + original*3"), options);

        IReadOnlyDictionary<string, double> byStyle = report.Samples[0].Losses!.ByStyle;
        Assert.Equal(["dark", "negative"], byStyle.Keys.Order());
        Assert.Equal(0, byStyle["dark"], 1e-6);
        Assert.True(byStyle["negative"] > 1e-3);
        Assert.Equal(0.75 * byStyle["negative"], report.StyleLoss!.Value, 1e-6);
        Assert.True(report.ContentLoss > 0.01);
        Assert.Empty(report.NotMeasured);

        void SavePainting(string name, int seed)
        {
            using HostFrame frame = ReportScene.Still(1, seed).Single();
            StillImage.Save(frame, Path.Combine(paintings, name + ".png"));
        }
    }

    [Fact]
    public async Task What_was_not_measured_is_said_with_the_way_to_get_it()
    {
        string film = scene.Film("still.mkv", ReportScene.Still(4));
        FilmReport bare = await ReportScene.MeasureAsync(scene.Input(film, film), Two);
        FilmReport withWeights = await ReportScene.MeasureAsync(scene.Input(film, film), new FilmReportOptions { Samples = 1, Vgg = scene.SaveVgg() });
        FilmReport gone = await ReportScene.MeasureAsync(scene.Input(film, scene.Clips["gone.mkv"]));

        Assert.Null(bare.ContentLoss);
        Assert.Contains("the file of the weights", Assert.Single(bare.NotMeasured));
        Assert.Equal(0, withWeights.ContentLoss!.Value, 1e-9);
        Assert.Null(withWeights.StyleLoss);
        Assert.Contains("Give their folder", Assert.Single(withWeights.NotMeasured));
        Assert.Contains("gone.mkv", gone.NotMeasured[0]);
        Assert.Empty(gone.Samples);
    }

    [Fact]
    public async Task Weights_or_paintings_that_are_none_are_refused_before_the_work()
    {
        string film = scene.Film("still.mkv", ReportScene.Still(2));
        string empty = Directory.CreateDirectory(scene.Clips["empty"]).FullName;

        await Refuses(new FilmReportOptions { Vgg = scene.Clips["gone.safetensors"] }, "gone.safetensors");
        await Refuses(new FilmReportOptions { Vgg = film }, "not a safetensors file");
        await Refuses(new FilmReportOptions { Vgg = scene.SaveVgg(), Paintings = empty }, "holds no picture");
        await Refuses(new FilmReportOptions { Paintings = empty }, "VGG-19's weights alone");

        async Task Refuses(FilmReportOptions options, string complaint) => Assert.Contains(complaint,
            (await Assert.ThrowsAnyAsync<LiveStyleException>(() => ReportScene.MeasureAsync(scene.Input(film, film), options))).Message);
    }

    public void Dispose() => scene.Dispose();

    /// <summary>Over the pixels that are not at the border, in [0,1].</summary>
    static double MeanSquare(HostFrame a, HostFrame b)
    {
        double sum = 0;
        int count = 0;
        for (int y = 2; y < a.Size.Height - 2; y++)
        {
            for (int x = 3 * 2; x < 3 * (a.Size.Width - 2); x++)
            {
                double difference = (a.Row(y)[x] - b.Row(y)[x]) / 255.0;
                sum += difference * difference;
                count++;
            }
        }

        return sum / count;
    }
}
