namespace LiveStyle.Training.Evaluation;

/// <summary>What is measured, and on what.</summary>
sealed record EvaluationOptions
{
    /// <summary>A bundle's folder, or its name on a shelf.</summary>
    public required string Model { get; init; }

    /// <summary>Another bundle, for the steadiness beside; null leaves it out.</summary>
    public string? Beside { get; init; }

    public string? Vgg { get; init; }

    public string? Paintings { get; init; }

    /// <summary>Folder of photographs that the network was not trained on.</summary>
    public string? Photos { get; init; }

    /// <summary>For strength, blends, grid and time: any picture.</summary>
    public required string Picture { get; init; }

    /// <summary>A picture of text; null takes a page that is drawn for it.</summary>
    public string? Text { get; init; }

    /// <summary>Styles in which the text is painted by optimization too, the first ones; each takes minutes.</summary>
    public int OptimizedTexts { get; init; } = 1;

    public required string Clip { get; init; }

    public required string Motion { get; init; }

    /// <summary>Pairs of neighboring frames of the clip.</summary>
    public int Pairs { get; init; } = 6;

    /// <summary>Folder of real clips, for films; null leaves them out.</summary>
    public string? Clips { get; init; }

    /// <summary>The style in which the clips are measured; null: the bundle's first painted one.</summary>
    public string? ClipStyle { get; init; }

    /// <summary>Frames of each clip.</summary>
    public int ClipFrames { get; init; } = 40;

    /// <summary>How far the clips are steadied, 0 to 1.</summary>
    public double Steadiness { get; init; } = 1;

    /// <summary>Side of the square photographs on which losses are measured, in pixels.</summary>
    public int Side { get; init; } = 192;

    /// <summary>Steps of the optimization that networks are measured against.</summary>
    public int OptimizationSteps { get; init; } = 500;

    /// <summary>Where optimized pictures are kept between runs.</summary>
    public required string Cache { get; init; }

    /// <summary>Names of measures; empty means all that what was given allows.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];
}
