using System.Text.Json.Nodes;
using LiveStyle.Frames;
using LiveStyle.Styles;

namespace LiveStyle.Training.Evaluation;

/// <summary>Along the way from style A to style B the style loss to A rises and to B falls, and no step is a jump.</summary>
sealed class BlendMeasure(PictureLosses losses, HostFrame picture) : IMeasure
{
    const int Steps = 10;
    const double Grain = 0.01;

    public string Name => "blends";

    public string Definition =>
        $"From each style to the next in {Steps} equal steps of weight: style loss (Gram matrices, Gatys 2016) to both; a step back is one of more than {Grain:P0} of the whole way. Perceptual step: unweighted VGG-19 LPIPS (Zhang 2018) between neighbors; the largest over the mean one.";

    public Task<Finding> MeasureAsync(EvaluatedBundle bundle, Action<double> progress, CancellationToken cancellation)
    {
        var details = new JsonArray();
        int straight = 0;
        double worstJump = 0;
        for (int i = 0; i < bundle.Painted.Count; i++)
        {
            string from = bundle.Painted[i].Slug, to = bundle.Painted[(i + 1) % bundle.Painted.Count].Slug;
            double[] away = new double[Steps + 1], towards = new double[Steps + 1], jumps = new double[Steps];
            HostFrame? before = null;
            try
            {
                for (int step = 0; step <= Steps; step++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    float share = (float)step / Steps;
                    HostFrame stylized = bundle.Stylize(picture, new Blend([new WeightedStyle(from, 1 - share), new WeightedStyle(to, share)]));
                    away[step] = losses.Of(picture, stylized, from).Style;
                    towards[step] = losses.Of(picture, stylized, to).Style;
                    if (before is not null)
                    {
                        jumps[step - 1] = losses.Distance(before, stylized);
                        before.Dispose();
                    }

                    before = stylized;
                }
            }
            finally
            {
                before?.Dispose();
            }

            int stepsBack = MeasuredPath.StepsBack(away, Grain) + MeasuredPath.StepsBack(towards, Grain);
            double jump = jumps.Max() / jumps.Average();
            straight += stepsBack == 0 ? 1 : 0;
            worstJump = Math.Max(worstJump, jump);
            details.Add(new JsonObject
            {
                ["from"] = from,
                ["to"] = to,
                ["stepsBack"] = stepsBack,
                ["largestStepOverMean"] = Math.Round(jump, 3),
                ["styleLossToFirst"] = new JsonArray([.. away.Select(value => (JsonNode)Math.Round(value, 4))]),
                ["styleLossToSecond"] = new JsonArray([.. towards.Select(value => (JsonNode)Math.Round(value, 4))]),
            });
            progress((i + 1.0) / bundle.Painted.Count);
        }

        return Task.FromResult(new Finding(
            [
                new Figure("blends whose style losses never turn back", (double)straight / bundle.Painted.Count, "of all", AtLeast: 1),
                new Figure("largest perceptual step over the mean one, worst blend", worstJump, "", AtMost: 3),
            ],
            details));
    }
}
