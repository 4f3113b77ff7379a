namespace LiveStyle.Training.Comparison;

/// <summary>What is compared, on what, and how thoroughly.</summary>
sealed record ComparisonOptions
{
    /// <summary>Our bundle: its folder, or its name on a shelf.</summary>
    public required string Model { get; init; }

    /// <summary>The full VGG-19's weights.</summary>
    public required string Vgg { get; init; }

    /// <summary>Folder with the paintings of the bundle's styles, named by slug.</summary>
    public required string Paintings { get; init; }

    public required IReadOnlyList<string> Pictures { get; init; }

    public required string Output { get; init; }

    /// <summary>A bundle of one style, trained alone; null leaves that system out.</summary>
    public string? Johnson { get; init; }

    /// <summary>A portrait; null takes the middle of the first picture. It is shown in gray.</summary>
    public string? Portrait { get; init; }

    /// <summary>Styles of the figures, in order; empty means all of the bundle whose paintings are there.</summary>
    public IReadOnlyList<string> Styles { get; init; } = [];

    /// <summary>Names of parts to run; empty means all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    public int GatysSteps { get; init; } = 500;

    /// <summary>How many of the table's 25 pictures are really optimized; the rest count as their mean.</summary>
    public int GatysRuns { get; init; } = 3;

    /// <summary>Pictures are scaled to as many pixels as a square of that side has.</summary>
    public int Side { get; init; } = 256;

    /// <summary>Short side at which paintings are taken, in pixels; null takes what the bundle tells.</summary>
    public int? PaintingSide { get; init; }

    /// <exception cref="LiveStyleException">An option is out of its range.</exception>
    public void Validate()
    {
        Require(Pictures.Count > 0, "--pictures: give at least one picture");
        Require(GatysSteps >= 1, $"--gatys-steps {GatysSteps}: give at least 1 (500 are usual)");
        Require(GatysRuns is >= 1 and <= TimesPart.Pictures, $"--gatys-runs {GatysRuns}: give 1 to {TimesPart.Pictures}");
        Require(Side is >= 64 and <= 4096, $"--side {Side}: give 64 to 4096");
        Require(PaintingSide is null or >= 64, $"--painting-side {PaintingSide}: give at least 64");
        string[] names = [.. ComparisonParts.All.Select(part => part.Name)];
        Require(Only.All(names.Contains), $"--only {string.Join(',', Only)}: give some of {string.Join(", ", names)}, or {ComparisonParts.Figures} for all but {TimesPart.PartName}");
    }

    static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new LiveStyleException(message);
        }
    }
}
