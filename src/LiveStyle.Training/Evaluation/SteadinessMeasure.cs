using System.Numerics;
using System.Text.Json.Nodes;
using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.Motion;

namespace LiveStyle.Training.Evaluation;

/// <summary>How much of what a style changes from frame to frame the scene's own motion doesn't explain.</summary>
/// <param name="clip">A film of the layered clip.</param>
/// <param name="motionPath">Its exact motion.</param>
/// <param name="pairs">Neighboring frames that are looked at, spread over the clip.</param>
/// <param name="beside">A bundle to measure beside: one trained without the steadiness loss, say; or null.</param>
sealed class SteadinessMeasure(string clip, string motionPath, int pairs, EvaluatedBundle? beside) : IMeasure
{
    public string Name => "steadiness";

    public string Definition =>
        $"Warping error (Lai 2018): mean over non-occluded pixels of (previous frame moved along the true motion − frame)², pixels in [0,1], over {pairs} pairs of neighboring frames of {Path.GetFileName(clip)}; the unstyled clip's own is the floor that its codec and noise set.";

    public async Task<Finding> MeasureAsync(EvaluatedBundle bundle, Action<double> progress, CancellationToken cancellation)
    {
        using LayeredMotion motion = LayeredMotion.Load(motionPath);
        List<(HostFrame Previous, HostFrame Current, Vector2[] Places)> scenes = await ReadAsync(motion, cancellation);
        try
        {
            double floor = scenes.Average(scene => WarpingError.Measure(scene.Previous, scene.Current, scene.Places));
            var details = new JsonObject { ["unstyled"] = floor };
            List<double> errors = [], others = [];
            for (int i = 0; i < bundle.Painted.Count; i++)
            {
                string slug = bundle.Painted[i].Slug;
                errors.Add(Error(bundle, slug, scenes, cancellation));
                var entry = new JsonObject { ["warpingError"] = errors[^1] };
                if (beside?.Bundle.Styles.Names.TryFind(slug, out _) == true)
                {
                    others.Add(Error(beside, slug, scenes, cancellation));
                    entry["warpingErrorBeside"] = others[^1];
                }

                details[slug] = entry;
                progress((i + 1.0) / bundle.Painted.Count);
            }

            List<Figure> figures =
            [
                new("warping error of the unstyled clip", floor * 1e4, "10⁻⁴"),
                new("warping error, mean of the styles", errors.Average() * 1e4, "10⁻⁴"),
            ];
            if (others.Count > 0)
            {
                figures.Add(new($"warping error of {beside!.Description.Name}, mean of the same styles", others.Average() * 1e4, "10⁻⁴"));
            }

            return new Finding(figures, details);
        }
        finally
        {
            scenes.ForEach(scene =>
            {
                scene.Previous.Dispose();
                scene.Current.Dispose();
            });
        }
    }

    static double Error(EvaluatedBundle bundle, string slug, List<(HostFrame Previous, HostFrame Current, Vector2[] Places)> scenes, CancellationToken cancellation) =>
        scenes.Average(scene =>
        {
            cancellation.ThrowIfCancellationRequested();
            using HostFrame previous = bundle.Stylize(scene.Previous, slug), current = bundle.Stylize(scene.Current, slug);
            return WarpingError.Measure(previous, current, scene.Places);
        });

    async Task<List<(HostFrame, HostFrame, Vector2[])>> ReadAsync(LayeredMotion motion, CancellationToken cancellation)
    {
        var scenes = new List<(HostFrame, HostFrame, Vector2[])>();
        await using VideoSource source = await VideoSource.OpenAsync(clip, new VideoSourceOptions(), cancellation);
        if (source.Size != motion.Size)
        {
            throw new LiveStyleException($"{clip} is {source.Size}, but {motionPath} tells the motion of a {motion.Size} clip; give the two that belong together");
        }

        HashSet<int> wanted = [.. Enumerable.Range(0, pairs).Select(i => (int)((i + 0.5) * (motion.Frames - 1) / pairs))];
        HostFrame? previous = null;
        for (int index = 0; await source.ReadAsync(cancellation) is { } frame; index++)
        {
            if (previous is not null && index < motion.Frames && wanted.Contains(index - 1))
            {
                scenes.Add((previous.AddReference(), frame.AddReference(), motion.Trace(index, index - 1)));
            }

            previous?.Dispose();
            previous = frame;
        }

        previous?.Dispose();
        return scenes;
    }
}
