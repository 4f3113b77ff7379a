using System.Globalization;
using LiveStyle.Training.Losses;
using LiveStyle.Training.Networks;

namespace LiveStyle.Training.Runs;

/// <summary>Everything that decides what a run learns. What mattered is kept in the run's settings.json.</summary>
sealed record TrainingOptions
{
    const double Largest = 1e6;

    public required string Photos { get; init; }

    public required string Paintings { get; init; }

    public required string Vgg { get; init; }

    public required string Output { get; init; }

    /// <summary>Slugs (file names without extension) of the paintings to learn; empty means all in the folder.</summary>
    public IReadOnlyList<string> Styles { get; init; } = [];

    /// <summary>A bundle's folder whose network and styles a new run begins with; null begins with random kernels.</summary>
    public string? StartFrom { get; init; }

    public TransformArchitecture Architecture { get; init; } = new ClassicArchitecture();

    /// <summary>Side of the square crops, in pixels; a multiple of 4, at least 32.</summary>
    public int CropSide { get; init; } = 128;

    public int Batch { get; init; } = 4;

    /// <summary>The step at which the run ends, counted from its very start.</summary>
    public long Steps { get; init; } = 10_000;

    /// <summary>Adam's learning rate, until the last fifth of the steps brings it down to a tenth in a cosine.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>
    /// The embeddings learn so many times faster: their values are of the size of 1, the kernels' of some hundredths,
    /// and Adam moves both by the learning rate.
    /// </summary>
    public double EmbeddingLearningRateFactor { get; init; } = 4;

    /// <summary>Largest 2-norm of all gradients together; longer ones are scaled down.</summary>
    public double GradientLimit { get; init; } = 10;

    public ulong Seed { get; init; } = 1;

    /// <summary>Photographs are packed with a short side of at most so many pixels.</summary>
    public int PhotoSide { get; init; } = 288;

    /// <summary>Paintings are taken with a short side of so many pixels: it sets the size of the strokes.</summary>
    public int PaintingSide { get; init; } = 320;

    public LossOptions Losses { get; init; } = new();

    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromMinutes(3);

    public TimeSpan PreviewEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Of the large convolutions, the network's and VGG's.</summary>
    public ConvolutionPrecision Precision { get; init; } = ConvolutionPrecision.Auto;

    /// <summary>Threads of libtorch; 0 means all cores.</summary>
    public int Threads { get; init; }

    /// <summary>Whether the run must repeat bit for bit on the same machine; <see cref="Repeatability.Pin"/> then fixes what would vary.</summary>
    public bool Deterministic { get; init; }

    /// <summary>What the loss measures, as a short text: equal for runs whose losses compare.</summary>
    public string Objective => string.Create(CultureInfo.InvariantCulture,
        $"{Path.GetFileNameWithoutExtension(Vgg)} crop {CropSide} content {Losses.ContentWeight}({LayerWeights.Format(Losses.ContentLayers)}) style {Losses.StyleWeight}({LayerWeights.Format(Losses.StyleLayers)}) tv {Losses.TotalVariationWeight} pixel {Losses.PixelWeight} steadiness {Losses.SteadinessWeight} painting {PaintingSide}");

    /// <summary>The learning rate of a step.</summary>
    public double LearningRateAt(long step)
    {
        double start = Steps * 0.8;
        double t = Math.Clamp((step - start) / Math.Max(1, Steps - start), 0, 1);
        return LearningRate * (0.1 + 0.9 * (0.5 + 0.5 * Math.Cos(Math.PI * t)));
    }

    /// <exception cref="LiveStyleException">An option is out of its range.</exception>
    public void Validate()
    {
        Require(CropSide >= 32 && CropSide % 4 == 0, $"--crop {CropSide}: give a multiple of 4, at least 32");
        Require(CropSide <= PhotoSide, $"--crop {CropSide} is larger than --photo-side {PhotoSide}; raise the latter");
        Require(Batch is >= 1 and <= 256, $"--batch {Batch}: give 1 to 256");
        Require(Steps >= 1, $"--steps {Steps}: give at least 1");
        Require(LearningRate is > 0 and <= 1, $"--learning-rate {LearningRate}: give a number above 0 and up to 1 (1e-3 is usual)");
        Require(Architecture.Width is >= 1 and <= 256, $"--width {Architecture.Width}: give 1 to 256");
        Require(EmbeddingLearningRateFactor is > 0 and <= 1000, $"--embedding-rate-factor {EmbeddingLearningRateFactor}: give a number above 0 (4 is usual)");
        Require(Losses is { ContentWeight: >= 0 and <= Largest, StyleWeight: >= 0 and <= Largest, TotalVariationWeight: >= 0 and <= Largest, PixelWeight: >= 0 and <= Largest, SteadinessWeight: >= 0 and <= Largest }, "a loss has a weight that is negative or no number; give 0 or more");
        Require(CheckpointEvery > TimeSpan.Zero && PreviewEvery > TimeSpan.Zero, "--checkpoint-minutes and --preview-minutes: give more than 0");
        Require(Threads >= 0, $"--threads {Threads}: give 1 or more, or 0 for all cores");
        Require(PaintingSide >= 64, $"--painting-side {PaintingSide}: give at least 64");
    }

    static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new LiveStyleException(message);
        }
    }
}
