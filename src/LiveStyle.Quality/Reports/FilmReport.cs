using LiveStyle.Frames;
using LiveStyle.Motion;
using LiveStyle.Time;

namespace LiveStyle.Quality.Reports;

/// <summary>A finished film in numbers and pictures: what was told of it, and what was measured from it.</summary>
/// <example>
/// <code>
/// var input = new FilmReportInput
/// {
///     Original = "film.mp4",
///     Film = "painted.mp4",
///     Model = ModelBundle.Open("live"),
///     Timeline = Timeline.Parse("0s munch-scream"),
///     FramesIn = 24,
///     FramesOut = 24,
///     Seconds = 3,
///     FramesPerSecond = 8,
///     DeviceName = "cpu",
/// };
/// FilmReport report = await FilmReport.MeasureAsync(input, new FilmReportOptions { Samples = 2 }, null, CancellationToken.None);
/// ReportFiles files = ReportFiles.Write("painted.mp4", report);
/// Console.WriteLine($"flicker {report.WarpingError:0.0000}, of the original {report.UnstyledWarpingError:0.0000}: {files.Page}");
/// </code>
/// </example>
public sealed record FilmReport
{
    /// <summary>What was told of the film.</summary>
    public required FilmReportInput Input { get; init; }

    /// <summary>The size of the film's frames, in pixels; null where it could not be read again.</summary>
    public FrameSize? Size { get; init; }

    /// <summary>The film's average frames per second.</summary>
    public Rational FrameRate { get; init; }

    /// <summary>The length of the film, in seconds.</summary>
    public double FilmSeconds { get; init; }

    /// <summary>The size at which movement and warping error were measured.</summary>
    public FrameSize FlowSize { get; init; }

    /// <summary>The moments that were looked at, in the film's order.</summary>
    public IReadOnlyList<FilmSample> Samples { get; init; } = [];

    /// <summary>A sentence for each thing that was not measured, with the way to get it.</summary>
    public IReadOnlyList<string> NotMeasured { get; init; } = [];

    /// <summary>The time that the measuring took, in seconds.</summary>
    public double MeasuringSeconds { get; init; }

    /// <summary>The number of pairs of frames that a scene's end lies between.</summary>
    public int Cuts => Samples.Count(sample => sample.Flicker is { IsCut: true });

    /// <summary>The film's warping error, the mean over the pairs of one scene; null where there is none.</summary>
    public double? WarpingError => Mean(sample => sample.Flicker is { IsCut: false } flicker ? flicker.Film : null);

    /// <summary>The original's warping error over the same pairs; null where there is none.</summary>
    public double? UnstyledWarpingError => Mean(sample => sample.Flicker is { IsCut: false } flicker ? flicker.Unstyled : null);

    /// <summary>The content loss, the mean over the moments; null where it was not measured.</summary>
    public double? ContentLoss => Mean(sample => sample.Losses?.Content);

    /// <summary>The style loss, the mean over the moments; null where it was not measured.</summary>
    public double? StyleLoss => Mean(sample => sample.Losses?.Style);

    /// <summary>Looks at a finished film and its original at some moments, spread evenly. Damage in either never fails it.</summary>
    /// <param name="input">What is known of the film.</param>
    /// <param name="options">How much to measure.</param>
    /// <param name="progress">Gets the share done, 0 to 1; null for none.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="LiveStyleException">What the options name is unfit.</exception>
    public static Task<FilmReport> MeasureAsync(FilmReportInput input, FilmReportOptions options, Action<double>? progress, CancellationToken cancellation) =>
        FilmMeasurement.RunAsync(input, options, progress, cancellation);

    double? Mean(Func<FilmSample, double?> value) => Samples.Select(value).Average();
}
