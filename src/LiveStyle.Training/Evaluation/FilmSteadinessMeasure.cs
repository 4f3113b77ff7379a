using System.Text.Json.Nodes;
using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Probing;
using LiveStyle.Stylization.Steadiness;

namespace LiveStyle.Training.Evaluation;

/// <summary>How much real films flicker in one style, by themselves and steadied, and what steadying costs.</summary>
/// <param name="folder">The clips.</param>
/// <param name="slug">The style.</param>
/// <param name="steadiness">0 to 1.</param>
/// <param name="frames">Frames of each clip; pairs are looked at after their first quarter, when the steadied picture has come to rest.</param>
/// <param name="losses">Measures style loss; null leaves it out.</param>
sealed class FilmSteadinessMeasure(string folder, string slug, double steadiness, int frames, PictureLosses? losses) : IMeasure
{
    /// <summary>Long side of the frames, and of the pictures along whose motion is measured, in pixels.</summary>
    const int LongSide = 640, FlowSide = 384;

    /// <summary>Seconds of a clip before its first frame here; at most a quarter of it.</summary>
    const double MostBefore = 2;

    public string Name => "films";

    public string Definition =>
        $"Real clips of {folder} in {slug}, {LongSide} pixels on the long side: warping error (Lai 2018) along the motion estimated on the unstyled frames (TV-L1 at {FlowSide} pixels, both ways; cuts left out), over the unstyled clip's own; for each picture by itself, and at a steadiness of {steadiness}. Sharpness: the mean gradient of the steadied pictures over that of the others; style loss likewise.";

    public async Task<Finding> MeasureAsync(EvaluatedBundle bundle, Action<double> progress, CancellationToken cancellation)
    {
        string[] clips = [.. Directory.GetFiles(folder).Where(MediaName).Order(StringComparer.Ordinal)];
        if (clips.Length == 0)
        {
            throw new LiveStyleException($"{folder} holds no clip (.mp4, .mkv, .mov, .webm or .avi)");
        }

        var details = new JsonObject();
        var figures = new List<Figure>();
        var ratios = new List<double>();
        for (int i = 0; i < clips.Length; i++)
        {
            double begin = i;
            FilmFlicker found = await MeasureAsync(bundle, clips[i], share => progress((begin + share) / clips.Length), cancellation);
            string name = Path.GetFileName(clips[i]);
            details[name] = found.ToJson();
            if (found.Pairs == 0)
            {
                throw new LiveStyleException($"{clips[i]} has no two frames of one scene after its first {frames / 4}; take it out of the folder, or a longer clip");
            }

            ratios.Add(found.Steadied / found.Unstyled);
            figures.Add(new($"{name}: by itself", found.Styled / found.Unstyled));
            figures.Add(new($"{name}: steadied", ratios[^1], AtMost: 3));
            figures.Add(new($"{name}: sharpness left", found.Sharpness, AtLeast: 0.85));
            if (losses is not null)
            {
                figures.Add(new($"{name}: style loss over unsteadied", found.StyleLoss, AtMost: 1.1));
            }
        }

        ratios.Sort();
        figures.Add(new("steadied, median", (ratios[ratios.Count / 2] + ratios[(ratios.Count - 1) / 2]) / 2, AtMost: 2));
        return new Finding(figures, details);
    }

    static bool MediaName(string path) => Path.GetExtension(path).ToLowerInvariant() is ".mp4" or ".mkv" or ".mov" or ".webm" or ".avi";

    async Task<FilmFlicker> MeasureAsync(EvaluatedBundle bundle, string clip, Action<double> progress, CancellationToken cancellation)
    {
        MediaInfo info = await MediaProbe.ProbeAsync(clip, cancellation);
        FrameSize size = Reduced(info.RequireVideo().Size, LongSide);
        TimeSpan start = TimeSpan.FromSeconds(Math.Min(MostBefore, info.Duration.TotalSeconds / 4));
        await using VideoSource source = await VideoSource.OpenAsync(info, new VideoSourceOptions { Size = size, Start = start }, cancellation);
        using var steadier = new FrameSteadier(steadiness);
        var history = new SteadyHistory();
        var found = new FilmFlicker();
        FilmMoment? former = null;
        try
        {
            for (int i = 0; i < frames && await source.ReadAsync(cancellation) is { } frame; i++)
            {
                FilmMoment moment;
                using (frame)
                {
                    using HostFrame styled = bundle.Stylize(frame, slug);
                    steadier.Follow(frame, styled, 0);
                    using HostFrame shown = steadier.Mix(frame, styled, history);
                    moment = FilmMoment.Of(frame, styled, shown, Reduced(size, FlowSide));
                }

                // Each second pair: neighbors tell much the same.
                if (former is not null && i > frames / 4 && i % 2 == 1)
                {
                    found.Add(former, moment, losses is null ? null : (picture, stylized) => losses.Of(picture, stylized, slug).Style);
                }

                former?.Dispose();
                former = moment;
                progress((i + 1.0) / frames);
            }
        }
        finally
        {
            former?.Dispose();
        }

        return found;
    }

    static FrameSize Reduced(FrameSize size, int side)
    {
        double scale = Math.Min(1, (double)side / Math.Max(size.Width, size.Height));
        return new FrameSize(Math.Max(16, (int)Math.Round(size.Width * scale)), Math.Max(16, (int)Math.Round(size.Height * scale)));
    }
}
