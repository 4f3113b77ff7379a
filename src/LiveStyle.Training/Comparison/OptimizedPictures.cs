using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LiveStyle.Files;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Training.Losses;
using LiveStyle.Training.Optimization;
using LiveStyle.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Training.Comparison;

/// <summary>A picture that was optimized.</summary>
/// <param name="Frame">The caller's.</param>
/// <param name="Time">What it took.</param>
readonly record struct OptimizedPicture(HostFrame Frame, WorkTime Time);

/// <summary>
/// Gatys's pictures, each optimized once and kept in a folder: a PNG and what it took. Any change of the picture, the
/// painting, the weights or the steps makes another one.
/// </summary>
sealed class OptimizedPictures(ComparisonOptions options, LossOptions losses, IReadOnlyDictionary<string, Painting> paintings, Action<string, OptimizationProgress> progress) : IDisposable
{
    FeatureNetwork? vgg;

    /// <summary>To load VGG-19; null while everything came from the folder.</summary>
    public WorkTime? LoadTime { get; private set; }

    string Folder => Path.Combine(options.Output, "gatys");

    /// <summary>Whether nothing is left to optimize.</summary>
    public bool Has(NamedPicture picture, string slug) => Read(BasePath(picture, slug)) is not null;

    /// <summary>From the folder, or optimized now.</summary>
    /// <exception cref="OperationCanceledException">Cancelled in the middle: this picture begins anew the next time.</exception>
    public OptimizedPicture Get(NamedPicture picture, string slug, CancellationToken cancellation)
    {
        string path = BasePath(picture, slug);
        if (Read(path) is { } time)
        {
            return new OptimizedPicture(StillImage.Load(path + ".png"), time);
        }

        FeatureNetwork network = Vgg();
        (HostFrame frame, time) = WorkTime.Of(() =>
        {
            using DisposeScope scope = NewDisposeScope();
            using var loss = new StylizationLoss(network, losses, [paintings[slug].Load(options.PaintingSide)]);
            Tensor stylized = new PictureOptimizer(loss, options.GatysSteps).Optimize(
                FrameTensor.From(picture.Frame), style: 0, step => progress($"{slug} on {picture.Name}", step), cancellation);
            return FrameTensor.ToFrame(stylized);
        });
        Directory.CreateDirectory(Folder);
        StillImage.Save(frame, path + ".png");

        // Last: a picture without it was not finished.
        WholeFile.WriteText(path + ".json", JsonSerializer.Serialize(time));
        return new OptimizedPicture(frame, time);
    }

    public void Dispose() => vgg?.Dispose();

    FeatureNetwork Vgg()
    {
        if (vgg is null)
        {
            (vgg, WorkTime time) = WorkTime.Of(() => FeatureNetwork.Load(options.Vgg, options.Precision));
            LoadTime = time;
        }

        return vgg;
    }

    string BasePath(NamedPicture picture, string slug)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(picture.Frame.Pixels);
        hash.AppendData(File.ReadAllBytes(paintings[slug].Path!));
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{picture.Frame.Size} {options.GatysSteps} {options.PaintingSide} {options.Precision} {Path.GetFileName(options.Vgg)} {JsonSerializer.Serialize(losses)}")));
        return Path.Combine(Folder, $"{Painting.SlugOf(picture.Name)}-{slug}-{Convert.ToHexStringLower(hash.GetHashAndReset())[..8]}");
    }

    static WorkTime? Read(string path)
    {
        try
        {
            return File.Exists(path + ".png") && File.Exists(path + ".json")
                ? JsonSerializer.Deserialize<WorkTime>(File.ReadAllText(path + ".json"))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
