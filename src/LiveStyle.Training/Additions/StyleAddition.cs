using System.Security.Cryptography;
using LiveStyle.Bundles;
using LiveStyle.Styles;
using LiveStyle.Training.Losses;
using LiveStyle.Training.Networks;
using LiveStyle.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Training.Additions;

/// <summary>What a new style begins with.</summary>
/// <param name="Name">Slug of the bundle's style, or "the mean" of all.</param>
/// <param name="Row">float32 [1,E].</param>
/// <param name="Losses">Against the new style's painting.</param>
sealed record StyleStart(string Name, Tensor Row, LossTerms Losses);

/// <summary>A finished bundle, and the losses of further paintings: where a new style begins, and how good it got.</summary>
sealed class StyleAddition : IDisposable
{
    const string MeanName = "the mean of all";

    readonly FeatureNetwork vgg;
    readonly AdditionOptions options;

    /// <param name="bundle">The bundle's folder.</param>
    /// <param name="vggPath">VGG-19 weights.</param>
    /// <param name="options">Validated; of the style itself nothing counts but the side at which paintings are taken.</param>
    /// <exception cref="LiveStyleException">The bundle or the weights can't be used.</exception>
    public StyleAddition(string bundle, string vggPath, AdditionOptions options)
    {
        this.options = options;
        set_num_threads(options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
        (Network, Bundle) = NetworkImporter.Load(bundle);
        NetworkHash = HashOf(bundle, Bundle);
        Network.Precision = options.Precision;
        vgg = FeatureNetwork.Load(vggPath, options.Precision);
    }

    public TransformNetwork Network { get; }

    public ModelDescription Bundle { get; }

    /// <summary>SHA-256 of network.onnx, in lower-case hex.</summary>
    public string NetworkHash { get; }

    /// <summary>float32 [1,E]: a view of a style's own row.</summary>
    public Tensor RowOf(string slug)
    {
        int index = Bundle.Styles.ToList().FindIndex(style => style.Slug == slug);
        return Network.Embeddings.narrow(0, index, 1);
    }

    /// <summary>The bundle's painted styles.</summary>
    public IEnumerable<string> Painted => Bundle.Styles.Select(style => style.Slug).Where(slug => slug != StyleInfo.Original);

    /// <summary>The painted style, or the mean of all, whose loss against the new painting is the least.</summary>
    /// <param name="loss">Of the new painting.</param>
    /// <param name="measure">On crops that are learned on.</param>
    /// <param name="leftOut">A style that may not be begun with, nor enter the mean.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="ModelException">The bundle has no such style.</exception>
    public StyleStart ChooseStart(StylizationLoss loss, StyleMeasure measure, string? leftOut, CancellationToken cancellation)
    {
        using IDisposable noGradient = no_grad();
        string[] known = [.. Painted.Where(slug => slug != leftOut)];
        if (known.Length == 0)
        {
            throw new ModelException($"{Bundle.Name} has no painted style to begin with; train it with some first");
        }

        List<(string Name, Tensor Row)> candidates = [.. known.Select(slug => (slug, RowOf(slug)))];
        candidates.Add((MeanName, cat([.. candidates.Select(candidate => candidate.Row)], 0).mean([0], keepdim: true)));
        return candidates
            .Select(candidate => new StyleStart(candidate.Name, candidate.Row, measure.Measure(loss, candidate.Row, cancellation)))
            .MinBy(start => start.Losses.Total)!;
    }

    /// <summary>The losses of a painting, with the bundle's own weights of the terms; the caller's.</summary>
    /// <exception cref="MediaException">The painting can't be read, or shows no style.</exception>
    public StylizationLoss LossOf(Painting painting)
    {
        using Tensor? picture = painting.Load(options.PaintingSide);
        return new StylizationLoss(vgg, options.Losses, [picture]);
    }

    public void Dispose()
    {
        vgg.Dispose();
        Network.Dispose();
    }

    static string HashOf(string folder, ModelDescription bundle)
    {
        string path = Path.Combine(folder, ModelDescription.NetworkFile);
        string hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
        return bundle.Files.TryGetValue(ModelDescription.NetworkFile, out string? told) && told.Equals(hash, StringComparison.OrdinalIgnoreCase)
            ? hash
            : throw new ModelException($"{path}: differs from what {ModelDescription.FileName} says: the download is damaged or the bundle was edited; fetch it again");
    }
}
