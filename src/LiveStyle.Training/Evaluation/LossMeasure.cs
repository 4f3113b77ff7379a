using System.Text.Json.Nodes;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Training.Losses;

namespace LiveStyle.Training.Evaluation;

/// <summary>Content and style loss of each style over those of a picture painted by optimization.</summary>
/// <param name="losses">The full VGG-19 in float32.</param>
/// <param name="optimized">The yardstick.</param>
/// <param name="photographs">Squares that the network never saw; styles take turns with them.</param>
sealed class LossMeasure(PictureLosses losses, OptimizedPictures optimized, IReadOnlyList<HostFrame> photographs) : IMeasure
{
    public string Name => "losses";

    public string Definition =>
        $"The training's own objective (content at {LayerWeights.Format(losses.Options.ContentLayers)}, Gram matrices at {LayerWeights.Format(losses.Options.StyleLayers)}, weights {losses.Options.ContentWeight} and {losses.Options.StyleWeight}; each relative to its target's mean square) of the stylized picture over that of the picture optimized for it (Gatys 2016), full VGG-19, photographs not trained on, {photographs[0].Size}.";

    public Task<Finding> MeasureAsync(EvaluatedBundle bundle, Action<double> progress, CancellationToken cancellation)
    {
        var details = new JsonObject();
        List<double> ratios = [], contents = [], styles = [], contentRatios = [], styleRatios = [];
        for (int i = 0; i < bundle.Painted.Count; i++)
        {
            string slug = bundle.Painted[i].Slug;
            HostFrame photograph = photographs[i % photographs.Count];
            int done = i;
            string path = optimized.Paint(photograph, slug, share => progress((done + share) / bundle.Painted.Count), cancellation);
            using HostFrame yardstick = StillImage.Load(path), stylized = bundle.Stylize(photograph, slug);
            LossTerms best = losses.Of(photograph, yardstick, slug), ours = losses.Of(photograph, stylized, slug);
            contents.Add(ours.Content);
            styles.Add(ours.Style);
            contentRatios.Add(ours.Content / best.Content);
            styleRatios.Add(ours.Style / best.Style);
            ratios.Add(ours.Total / best.Total);
            details[slug] = new JsonObject
            {
                ["content"] = Math.Round(ours.Content, 4),
                ["style"] = Math.Round(ours.Style, 5),
                ["optimizedContent"] = Math.Round(best.Content, 4),
                ["optimizedStyle"] = Math.Round(best.Style, 5),
                ["totalOverOptimized"] = Math.Round(ratios[^1], 3),
            };
            progress((i + 1.0) / bundle.Painted.Count);
        }

        return Task.FromResult(new Finding(
            [
                new Figure("content loss, mean of the styles", contents.Average()),
                new Figure("style loss, mean of the styles", styles.Average()),
                new Figure("objective over optimization's, mean", ratios.Average(), "", AtMost: 1.3),
                new Figure("objective over optimization's, worst style", ratios.Max(), "", AtMost: 2),
                new Figure("content loss over optimization's, mean", contentRatios.Average()),
                new Figure("style loss over optimization's, mean", styleRatios.Average()),
            ],
            details));
    }
}
