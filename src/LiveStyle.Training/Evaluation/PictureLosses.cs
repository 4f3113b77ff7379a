using LiveStyle.Frames;
using LiveStyle.Training.Losses;
using LiveStyle.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Training.Evaluation;

/// <summary>Content and style loss of finished pictures, as the full VGG-19 in float32 sees them.</summary>
sealed class PictureLosses : IDisposable
{
    readonly FeatureNetwork vgg;
    readonly StylizationLoss loss;
    readonly List<string> slugs;

    /// <param name="vggPath">VGG-19's weights.</param>
    /// <param name="options">Layers and weights; the same for all that is to be compared.</param>
    /// <param name="paintings">The styles to measure against.</param>
    /// <param name="paintingSide">The painting's short side, in pixels, by slug.</param>
    public PictureLosses(string vggPath, LossOptions options, IReadOnlyList<Painting> paintings, Func<string, int> paintingSide)
    {
        vgg = FeatureNetwork.Load(vggPath);
        Options = options;
        slugs = [.. paintings.Select(painting => painting.Slug)];
        loss = new StylizationLoss(vgg, options, [.. paintings.Select(painting => painting.Load(paintingSide(painting.Slug)))]);
    }

    public LossOptions Options { get; }

    /// <summary>Losses of a stylized picture.</summary>
    public LossTerms Of(HostFrame picture, HostFrame stylized, string slug)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        return loss.Evaluate(FrameTensor.From(picture), FrameTensor.From(stylized), tensor(new long[] { slugs.IndexOf(slug) }), zeros(1)).Terms;
    }

    /// <summary>
    /// Perceptual distance of two pictures of one size: mean over positions and VGG layers of the squared difference of
    /// features scaled to unit length at each position: LPIPS (Zhang et al. 2018) with VGG-19 and without its learned weights.
    /// </summary>
    public double Distance(HostFrame first, HostFrame second)
    {
        string[] layers = [.. Options.StyleLayers.Keys];
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Dictionary<string, Tensor> a = vgg.Activations(FrameTensor.From(first), layers), b = vgg.Activations(FrameTensor.From(second), layers);
        return layers.Average(layer => (Unit(a[layer]) - Unit(b[layer])).square().sum(1).mean().ToDouble());
    }

    public void Dispose()
    {
        loss.Dispose();
        vgg.Dispose();
    }

    static Tensor Unit(Tensor features) => features / features.square().sum([1L], keepdim: true).sqrt().clamp_min(1e-8);
}
