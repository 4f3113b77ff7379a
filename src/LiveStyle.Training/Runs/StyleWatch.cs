using LiveStyle.Training.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Training.Runs;

/// <summary>
/// Looks now and then at each style by itself, since one dead style among many hides in the mean. Each is said once: a style whose
/// pictures are no nearer to its painting than the bare photographs, and one whose pictures have collapsed to one color.
/// A style that has once done better is not measured again, so the watch soon costs nothing.
/// </summary>
/// <param name="slugs">In the order of the embedding table.</param>
/// <param name="loss">Measures a single picture too.</param>
/// <param name="warn">Takes one line with the cure.</param>
sealed class StyleWatch(IReadOnlyList<string> slugs, StylizationLoss loss, Action<string> warn)
{
    /// <summary>Steps between two looks: a look at four pictures costs about as much as a step.</summary>
    public const int Every = 50;

    /// <summary>Looks at a style before it is judged, and the step before which none is.</summary>
    const int Looks = 5, FirstVerdict = 500;

    /// <summary>Of the photograph's own style loss; a style that learns is at a half within some hundreds of steps.</summary>
    const double Better = 0.9;
    const double MinDeviation = 0.01;

    readonly List<double>?[] ratios = [.. slugs.Select(_ => new List<double>())];
    readonly int[] flat = new int[slugs.Count];

    /// <summary>After a step, on its own pictures.</summary>
    /// <param name="step">Steps done before.</param>
    /// <param name="photographs">float32 [N,3,H,W] in [0,1].</param>
    /// <param name="stylized">The network's answer, the same shape.</param>
    /// <param name="styles">int64 [N]: rows of the embedding table.</param>
    /// <param name="isOriginal">float32 [N]: 1 where the style is "original", which has no painting to be near to.</param>
    public void Look(long step, Tensor photographs, Tensor stylized, Tensor styles, Tensor isOriginal)
    {
        if (step % Every != Every - 1)
        {
            return;
        }

        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        for (long i = 0; i < styles.shape[0]; i++)
        {
            int style = (int)styles[i].ToInt64();
            Tensor picture = stylized.narrow(0, i, 1);
            CheckColors(style, picture, step);
            if (ratios[style] is not null && isOriginal[i].ToDouble() == 0)
            {
                double StyleLoss(Tensor of) => loss.Evaluate(
                    photographs.narrow(0, i, 1), of, styles.narrow(0, i, 1), isOriginal.narrow(0, i, 1)).Terms.Style;
                CheckNearness(style, StyleLoss(picture) / Math.Max(StyleLoss(photographs.narrow(0, i, 1)), 1e-12), step);
            }
        }
    }

    void CheckNearness(int style, double ratio, long step)
    {
        List<double> seen = ratios[style]!;
        seen.Add(ratio);
        if (seen.TakeLast(Looks).Average() < Better)
        {
            ratios[style] = null;
        }
        else if (seen.Count >= Looks && step >= FirstVerdict)
        {
            ratios[style] = null;
            warn($"the style {slugs[style]} is no nearer to its painting than the bare photographs after {step + 1} steps; look at the painting (is it nearly one color?), or start anew with a higher --style-weight or --embedding-rate-factor");
        }
    }

    void CheckColors(int style, Tensor picture, long step)
    {
        if (picture.std().ToDouble() >= MinDeviation)
        {
            flat[style] = 0;
        }
        else if (++flat[style] == Looks)
        {
            warn($"the style {slugs[style]} gives pictures of one color at step {step + 1}; start anew without it (--styles), or with a lower --style-weight");
        }
    }
}
