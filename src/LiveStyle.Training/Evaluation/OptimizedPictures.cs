using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Training.Losses;
using LiveStyle.Training.Networks;
using LiveStyle.Training.Optimization;
using LiveStyle.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Training.Evaluation;

/// <summary>
/// Pictures painted by optimization (Gatys 2016), the yardstick of every network: made once for a picture, a painting and
/// the loss's settings, and kept as PNG, so that bundles are measured against the same ones.
/// </summary>
sealed class OptimizedPictures : IDisposable
{
    readonly string folder;
    readonly int steps;
    readonly string settings;
    readonly IReadOnlyList<Painting> paintings;
    readonly Func<string, int> paintingSide;
    readonly FeatureNetwork vgg;
    readonly LossOptions options;

    /// <param name="folder">Where they are kept.</param>
    /// <param name="vggPath">VGG-19's weights; run in bfloat16 where the processor has it, as judged afterwards in float32.</param>
    /// <param name="options">What is minimized: what the networks were trained on.</param>
    /// <param name="paintings">The styles.</param>
    /// <param name="paintingSide">The painting's short side, in pixels, by slug.</param>
    /// <param name="steps">Of the optimization; the papers take 500.</param>
    public OptimizedPictures(string folder, string vggPath, LossOptions options, IReadOnlyList<Painting> paintings, Func<string, int> paintingSide, int steps)
    {
        (this.folder, this.steps, this.paintings, this.paintingSide, this.options) = (folder, steps, paintings, paintingSide, options);
        settings = string.Create(CultureInfo.InvariantCulture,
            $"{Path.GetFileName(vggPath)} {steps} {options.ContentWeight} {LayerWeights.Format(options.ContentLayers)} {options.StyleWeight} {LayerWeights.Format(options.StyleLayers)} {options.TotalVariationWeight}");
        Directory.CreateDirectory(folder);
        vgg = FeatureNetwork.Load(vggPath, ConvolutionPrecision.Auto);
    }

    /// <summary>Where the picture is, once it is painted.</summary>
    public string PathOf(HostFrame picture, string slug) => Path.Combine(folder, $"{slug}-{Key(picture, slug)}.png");

    /// <summary>The picture's file, which is painted first where it isn't there.</summary>
    public string Paint(HostFrame picture, string slug, Action<double> progress, CancellationToken cancellation)
    {
        string path = PathOf(picture, slug);
        if (File.Exists(path))
        {
            return path;
        }

        using DisposeScope scope = NewDisposeScope();
        Painting painting = paintings.First(painting => painting.Slug == slug);
        using var loss = new StylizationLoss(vgg, options, [painting.Load(paintingSide(slug))]);
        Tensor painted = new PictureOptimizer(loss, steps).Optimize(
            FrameTensor.From(picture), 0, state => progress((double)state.Step / steps), cancellation);
        using HostFrame frame = FrameTensor.ToFrame(painted);
        StillImage.Save(frame, path);
        return path;
    }

    public void Dispose() => vgg.Dispose();

    string Key(HostFrame picture, string slug)
    {
        byte[] said = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{settings} {paintingSide(slug)} {picture.Size}"));
        return Convert.ToHexStringLower(SHA256.HashData([.. said, .. picture.Pixels]))[..12];
    }
}
