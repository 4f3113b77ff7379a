using LiveStyle.Frames;
using LiveStyle.Motion;
using LiveStyle.Time;

namespace LiveStyle.Quality.Reports;

/// <summary>What is known of a finished film: what was told, and what was measured from it.</summary>
public sealed record FilmReport
{
    public required FilmReportInput Input { get; init; }

    /// <summary>Of the film's frames; null where it could not be read again.</summary>
    public FrameSize? Size { get; init; }

    public Rational FrameRate { get; init; }

    /// <summary>Length of the film.</summary>
    public double FilmSeconds { get; init; }

    /// <summary>The size at which movement and warping error were measured.</summary>
    public FrameSize FlowSize { get; init; }

    /// <summary>In the film's order.</summary>
    public IReadOnlyList<FilmSample> Samples { get; init; } = [];

    /// <summary>A sentence for each thing that was not measured, with the way to get it.</summary>
    public IReadOnlyList<string> NotMeasured { get; init; } = [];

    /// <summary>What the measuring took.</summary>
    public double MeasuringSeconds { get; init; }

    /// <summary>Pairs that a scene's end lies between.</summary>
    public int Cuts => Samples.Count(sample => sample.Flicker is { IsCut: true });

    /// <summary>Mean over the pairs of one scene; null where there is none.</summary>
    public double? WarpingError => Mean(sample => sample.Flicker is { IsCut: false } flicker ? flicker.Film : null);

    /// <summary>The same of the original.</summary>
    public double? UnstyledWarpingError => Mean(sample => sample.Flicker is { IsCut: false } flicker ? flicker.Unstyled : null);

    public double? ContentLoss => Mean(sample => sample.Losses?.Content);

    public double? StyleLoss => Mean(sample => sample.Losses?.Style);

    /// <summary>Looks at a finished film and its original at some moments, spread evenly. Damage in either never fails it.</summary>
    /// <param name="input">What is known.</param>
    /// <param name="options">How much to measure.</param>
    /// <param name="progress">Gets the share done, 0 to 1; null: none.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="LiveStyleException">What the options name is unfit.</exception>
    public static Task<FilmReport> MeasureAsync(FilmReportInput input, FilmReportOptions options, Action<double>? progress, CancellationToken cancellation) =>
        FilmMeasurement.RunAsync(input, options, progress, cancellation);

    double? Mean(Func<FilmSample, double?> value) => Samples.Select(value).Average();
}
