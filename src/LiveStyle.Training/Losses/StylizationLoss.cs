using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Training.Losses;

/// <summary>The terms of one batch, each a mean over the pictures that it applies to (0 where there is none).</summary>
readonly record struct LossTerms(double Total, double Content, double Style, double TotalVariation, double Pixel, double Steadiness = 0);

/// <summary>
/// Content, style (Gram; Gatys et al. 2016) and total-variation loss of stylized pictures against photographs and
/// paintings. The style "original" has no Gram term; a pixel term takes its place.
/// </summary>
sealed class StylizationLoss : IDisposable
{
    readonly FeatureNetwork vgg;
    readonly LossOptions options;
    readonly string[] layers;

    /// <summary>By layer: the paintings' Gram matrices, [S,C,C], and their mean squares, [S].</summary>
    readonly Dictionary<string, (Tensor Grams, Tensor MeanSquares)> targets = [];

    /// <param name="vgg">Stays the caller's.</param>
    /// <param name="options">Layers and weights.</param>
    /// <param name="paintings">One [1,3,H,W] picture in [0,1] a style, in the order of the embedding table; null is "original".</param>
    public StylizationLoss(FeatureNetwork vgg, LossOptions options, IReadOnlyList<Tensor?> paintings)
    {
        this.vgg = vgg;
        this.options = options;
        layers = [.. options.ContentLayers.Keys.Union(options.StyleLayers.Keys)];
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        var grams = paintings.Select(painting => painting is null
            ? null
            : vgg.Activations(painting, [.. options.StyleLayers.Keys]).ToDictionary(pair => pair.Key, pair => Gram(pair.Value)))
            .ToList();
        foreach (string layer in options.StyleLayers.Keys)
        {
            Tensor any = grams.First(gram => gram is not null)![layer];
            Tensor all = cat([.. grams.Select(gram => gram is null ? zeros_like(any) : gram[layer])], 0);
            Tensor squares = all.square().mean([1, 2]).clamp_min(1e-12);
            targets[layer] = (all.DetachFromDisposeScope(), squares.DetachFromDisposeScope());
        }
    }

    /// <summary>The loss to differentiate, and its terms.</summary>
    /// <param name="photographs">float32 [N,3,H,W] in [0,1].</param>
    /// <param name="stylized">The network's answer, the same shape.</param>
    /// <param name="styles">int64 [N]: rows of the embedding table.</param>
    /// <param name="isOriginal">float32 [N]: 1 where the style is "original".</param>
    public (Tensor Loss, LossTerms Terms) Evaluate(Tensor photographs, Tensor stylized, Tensor styles, Tensor isOriginal)
    {
        Dictionary<string, Tensor> wanted;
        using (no_grad())
        {
            wanted = vgg.Activations(photographs, [.. options.ContentLayers.Keys]);
        }

        Dictionary<string, Tensor> got = vgg.Activations(stylized, layers);
        Tensor content = zeros_like(isOriginal);
        foreach ((string layer, double weight) in options.ContentLayers)
        {
            Tensor difference = (got[layer] - wanted[layer]).square().mean([1, 2, 3]);
            content = content + weight * difference / wanted[layer].square().mean([1, 2, 3]).clamp_min(1e-12);
        }

        Tensor style = zeros_like(isOriginal);
        foreach ((string layer, double weight) in options.StyleLayers)
        {
            (Tensor grams, Tensor squares) = targets[layer];
            Tensor difference = (Gram(got[layer]) - grams.index_select(0, styles)).square().mean([1, 2]);
            style = style + weight * difference / squares.index_select(0, styles);
        }

        style = style / options.StyleLayers.Values.Sum();
        content = content / options.ContentLayers.Values.Sum();
        Tensor variation = TotalVariation(stylized);
        Tensor pixel = (stylized - photographs).square().mean([1, 2, 3]);
        Tensor isStyled = 1 - isOriginal;
        Tensor perPicture = options.ContentWeight * content
            + isStyled * (options.StyleWeight * style + options.TotalVariationWeight * variation)
            + isOriginal * (options.PixelWeight * pixel);
        Tensor loss = perPicture.mean();
        return (loss, new LossTerms(
            loss.ToDouble(),
            Mean(content, isStyled),
            Mean(style, isStyled),
            Mean(variation, isStyled),
            Mean(pixel, isOriginal)));
    }

    public void Dispose()
    {
        foreach ((Tensor grams, Tensor squares) in targets.Values)
        {
            grams.Dispose();
            squares.Dispose();
        }
    }

    /// <summary>[N,C,H,W] → [N,C,C]: inner products of the feature maps over positions, divided by their number.</summary>
    public static Tensor Gram(Tensor features)
    {
        long[] shape = features.shape;
        Tensor flat = features.reshape(shape[0], shape[1], shape[2] * shape[3]);
        return flat.bmm(flat.transpose(1, 2)) / (shape[2] * shape[3]);
    }

    static Tensor TotalVariation(Tensor x)
    {
        long height = x.shape[2], width = x.shape[3];
        Tensor down = (x.narrow(2, 1, height - 1) - x.narrow(2, 0, height - 1)).abs().mean([1, 2, 3]);
        Tensor across = (x.narrow(3, 1, width - 1) - x.narrow(3, 0, width - 1)).abs().mean([1, 2, 3]);
        return down + across;
    }

    static double Mean(Tensor values, Tensor mask)
    {
        using IDisposable noGradient = no_grad();
        double count = mask.sum().ToDouble();
        return count == 0 ? 0 : (values * mask).sum().ToDouble() / count;
    }
}
