using LiveStyle.Styles;
using LiveStyle.Training.Losses;
using LiveStyle.Training.Networks;

namespace LiveStyle.Training.Additions;

/// <summary>Everything that decides what a style learns that is added to a finished bundle.</summary>
sealed record AdditionOptions
{
    const double Largest = 1e6;

    /// <summary>Name, title and origin; <see cref="StyleInfo.PaintingSide"/> is the short side at which the painting is taken.</summary>
    public required StyleInfo Style { get; init; }

    /// <summary>What the bundle's own styles were trained with: so that the new one is as strong as they are.</summary>
    public LossOptions Losses { get; init; } = new();

    public int PaintingSide => Style.PaintingSide ?? throw new InvalidOperationException("The painting's side is not set.");

    public long Steps { get; init; } = 200;

    /// <summary>Side of the square crops, in pixels.</summary>
    public int CropSide { get; init; } = 128;

    public int Batch { get; init; } = 4;

    /// <summary>Adam's, at the first step; see <see cref="LearningRateAt"/>.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Largest 2-norm of the row's gradient; a longer one is scaled down.</summary>
    public double GradientLimit { get; init; } = 10;

    public ulong Seed { get; init; } = 1;

    /// <summary>Of the large convolutions, the network's and VGG's.</summary>
    public ConvolutionPrecision Precision { get; init; } = ConvolutionPrecision.Auto;

    /// <summary>Threads of libtorch; 0 means all cores.</summary>
    public int Threads { get; init; }

    /// <summary>A cosine from <see cref="LearningRate"/> down to a twentieth of it.</summary>
    public double LearningRateAt(long step) =>
        LearningRate * (0.05 + 0.95 * (0.5 + 0.5 * Math.Cos(Math.PI * Math.Clamp((double)step / Steps, 0, 1))));

    /// <exception cref="LiveStyleException">An option is out of its range.</exception>
    public void Validate()
    {
        Require(StyleInfo.IsSlug(Style.Slug), $"--slug {Style.Slug}: give lower-case words joined by hyphens, such as munch-scream");
        Require(CropSide >= 32 && CropSide % 4 == 0, $"--crop {CropSide}: give a multiple of 4, at least 32");
        Require(CropSide <= PhotoSplit.PhotoSide, $"--crop {CropSide}: give at most {PhotoSplit.PhotoSide}");
        Require(Batch is >= 1 and <= 256, $"--batch {Batch}: give 1 to 256");
        Require(Steps >= 1, $"--steps {Steps}: give at least 1");
        Require(LearningRate is > 0 and <= 1, $"--learning-rate {LearningRate}: give a number above 0 and up to 1 (0.05 is usual)");
        Require(Losses.StyleWeight is >= 0 and <= Largest, $"--style-weight {Losses.StyleWeight}: give 0 or more");
        Require(PaintingSide is >= 64 and <= 4096, $"--painting-side {PaintingSide}: give 64 to 4096");
        Require(Threads >= 0, $"--threads {Threads}: give 1 or more, or 0 for all cores");
    }

    static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new LiveStyleException(message);
        }
    }
}
