using System.Diagnostics;
using LiveStyle.Frames;
using LiveStyle.Media.Probing;
using LiveStyle.Media.Sequences;
using LiveStyle.Media.Stills;
using LiveStyle.Motion;
using LiveStyle.Quality.Losses;
using LiveStyle.Styles;
using LiveStyle.Time;

namespace LiveStyle.Quality.Reports;

/// <summary>Measures a finished film for its report.</summary>
static class FilmMeasurement
{
    /// <summary>Long side at which movement is followed, and of the pictures in the report, in pixels. Larger ones tell the same and take longer.</summary>
    const int LongSide = 384;

    const int PictureQuality = 84;

    const string WithoutWeights =
        "Content and style loss were not measured: they need VGG-19's weights, which are no part of LiveStyle. Give the file of the weights (torchvision's vgg19-dcbb9e9d.pth, or safetensors in its names) and the folder of the paintings (files named as the styles).";

    const string WithoutPaintings =
        "Style loss was not measured: it needs the paintings. Give their folder (files named as the styles).";

    public static async Task<FilmReport> RunAsync(FilmReportInput input, FilmReportOptions options, Action<double>? progress, CancellationToken cancellation)
    {
        options.Check();
        long begin = Stopwatch.GetTimestamp();
        var notMeasured = new List<string>();
        using FilmLosses? losses = options.Vgg is { } vgg ? new FilmLosses(vgg, options.Paintings, input.Model) : null;
        var report = new FilmReport { Input = input };
        try
        {
            if (input.Film == "-" || input.Original == "-")
            {
                throw new MediaException("what went through a pipe is gone; write the film to a file to have it measured");
            }

            MediaInfo film = await ProbeAsync(input.Film, input.FilmRate, cancellation), original = await ProbeAsync(input.Original, input.OriginalRate, cancellation);
            VideoStreamInfo video = film.RequireVideo();
            original = input.Stream is { } stream ? original.OfStream(stream) : original;
            double seconds = film.Duration.TotalSeconds;
            report = report with { Size = video.Size, FrameRate = video.FrameRate, FilmSeconds = seconds, FlowSize = Reduced(video.Size) };
            report = report with { Samples = await SamplesAsync(input, options, original, film, losses, progress, cancellation) };
            if (report.Samples.Count == 0)
            {
                notMeasured.Add("Nothing was measured: no frame of the film could be matched with one of the original.");
            }
        }
        catch (MediaException problem)
        {
            notMeasured.Add($"Nothing was measured: {problem.Message}");
        }

        notMeasured.AddRange(losses is null ? [WithoutWeights] : options.Paintings is null ? [WithoutPaintings] : []);
        if (losses?.Missing.ToList() is { Count: > 0 } missing)
        {
            notMeasured.Add($"Style loss leaves out {string.Join(", ", missing)}: {options.Paintings} has no painting of that name.");
        }

        return report with { NotMeasured = notMeasured, MeasuringSeconds = Stopwatch.GetElapsedTime(begin).TotalSeconds };
    }

    static Task<MediaInfo> ProbeAsync(string location, Rational rate, CancellationToken cancellation) =>
        MediaProbe.ProbeAsync(location, rate.IsKnown ? rate : ImageSequence.UsualRate, cancellation);

    static async Task<IReadOnlyList<FilmSample>> SamplesAsync(
        FilmReportInput input, FilmReportOptions options, MediaInfo original, MediaInfo film, FilmLosses? losses, Action<double>? progress, CancellationToken cancellation)
    {
        WeightCurve curve = input.Timeline.Bind(input.Model.Styles.Names);
        var samples = new List<FilmSample>();
        for (int i = 0; i < options.Samples; i++)
        {
            double time = film.Duration.TotalSeconds * (i + 0.5) / options.Samples;
            using SampledPair? pair = await SampledPair.ReadAsync(original, input.Reading, film, time, cancellation);
            cancellation.ThrowIfCancellationRequested();

            // A short film, or one with long frames, has fewer.
            if (pair is not null && (samples.Count == 0 || pair.Film[^1].Timestamp.Seconds > samples[^1].Seconds))
            {
                samples.Add(Measure(pair, curve, losses));
            }

            progress?.Invoke((i + 1.0) / options.Samples);
        }

        return samples;
    }

    static FilmSample Measure(SampledPair pair, WeightCurve curve, FilmLosses? losses)
    {
        HostFrame original = pair.Original[^1], film = pair.Film[^1];
        double seconds = film.Timestamp.Seconds;
        var weights = new float[curve.Names.Count];
        curve.Evaluate(seconds, weights);
        FrameSize size = Reduced(pair.Size);
        using HostFrame smallOriginal = StillImage.Resize(original, size), smallFilm = StillImage.Resize(film, size);
        return new FilmSample(
            seconds,
            Blend.FromWeights(curve.Names, weights).ToString(),
            StillImage.Encode(smallOriginal, ".jpg", PictureQuality),
            StillImage.Encode(smallFilm, ".jpg", PictureQuality))
        {
            Flicker = pair.Film.Count > 1 ? Flicker(pair, smallOriginal, smallFilm) : null,
            Losses = losses?.Measure(original, film, weights),
        };
    }

    static SampledFlicker Flicker(SampledPair pair, HostFrame original, HostFrame film)
    {
        using HostFrame previousOriginal = StillImage.Resize(pair.Original[0], original.Size), previousFilm = StillImage.Resize(pair.Film[0], film.Size);
        FrameMotion motion = FrameMotion.Trace(original, previousOriginal);
        return new SampledFlicker(
            motion.Followed,
            motion.IsCut,
            WarpingError.Measure(previousFilm, film, motion.Places.Span),
            WarpingError.Measure(previousOriginal, original, motion.Places.Span));
    }

    static FrameSize Reduced(FrameSize size)
    {
        double scale = Math.Min(1, (double)LongSide / Math.Max(size.Width, size.Height));
        return new FrameSize(Math.Max(1, (int)Math.Round(size.Width * scale)), Math.Max(1, (int)Math.Round(size.Height * scale)));
    }
}
