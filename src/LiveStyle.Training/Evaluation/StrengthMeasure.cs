using System.Text.Json.Nodes;
using LiveStyle.Frames;
using LiveStyle.Styles;

namespace LiveStyle.Training.Evaluation;

/// <summary>From strength 0 to 1 the content loss rises steadily, and at 0 the picture is the original.</summary>
sealed class StrengthMeasure(PictureLosses losses, HostFrame picture) : IMeasure
{
    const int Steps = 10;

    /// <summary>A step back of so much of the whole rise is the loss's own grain.</summary>
    const double Grain = 0.01;

    public string Name => "strength";

    public string Definition =>
        $"Content loss (VGG-19, Johnson 2016) at strengths 0, {1.0 / Steps}, … 1 of each style: a fall of more than {Grain:P0} of the whole rise counts as a step back. PSNR of the picture at strength 0, pixels in [0,1].";

    public Task<Finding> MeasureAsync(EvaluatedBundle bundle, Action<double> progress, CancellationToken cancellation)
    {
        var details = new JsonObject();
        int steady = 0;
        double worst = double.PositiveInfinity;
        for (int i = 0; i < bundle.Painted.Count; i++)
        {
            string slug = bundle.Painted[i].Slug;
            var path = new double[Steps + 1];
            for (int step = 0; step <= Steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                using HostFrame stylized = bundle.Stylize(picture, new Blend(slug).WithStrength((float)step / Steps));
                path[step] = losses.Of(picture, stylized, slug).Content;
                if (step == 0)
                {
                    worst = Math.Min(worst, FrameMath.Psnr(picture, stylized));
                }
            }

            steady += MeasuredPath.StepsBack(path, Grain) == 0 ? 1 : 0;
            details[slug] = new JsonArray([.. path.Select(value => (JsonNode)Math.Round(value, 4))]);
            progress((i + 1.0) / bundle.Painted.Count);
        }

        return Task.FromResult(new Finding(
            [
                new Figure("styles whose content loss rises steadily with strength", (double)steady / bundle.Painted.Count, "of all", AtLeast: 1),
                // An exact copy has no noise; 100 dB stands for it.
                new Figure("PSNR of the original at strength 0, least", Math.Min(100, worst), "dB", AtLeast: 35),
            ],
            new JsonObject { ["contentLossByStrength"] = details }));
    }
}
