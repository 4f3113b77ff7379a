namespace LiveStyle.Training.Losses;

/// <summary>What the network is asked to minimize. Every term is divided by its target's own mean square, so weights compare.</summary>
sealed record LossOptions
{
    /// <summary>VGG activations whose values the stylized picture keeps, with weights. The paper's choice is conv2.</summary>
    public IReadOnlyDictionary<string, double> ContentLayers { get; init; } = new Dictionary<string, double> { ["relu2_2"] = 1 };

    /// <summary>VGG activations whose Gram matrices the stylized picture takes from the painting, with weights.</summary>
    public IReadOnlyDictionary<string, double> StyleLayers { get; init; } = new Dictionary<string, double>
    {
        ["relu1_1"] = 1, ["relu2_2"] = 1, ["relu3_1"] = 1, ["relu4_1"] = 1,
    };

    public double ContentWeight { get; init; } = 1;

    public double StyleWeight { get; init; } = 3;

    /// <summary>Of the mean absolute difference of neighboring pixels (pictures in [0,1]).</summary>
    public double TotalVariationWeight { get; init; } = 0.2;

    /// <summary>Of the mean squared pixel difference that a small change of the input makes (see <see cref="SteadinessLoss"/>); 0 leaves it out, and its time.</summary>
    public double SteadinessWeight { get; init; }

    /// <summary>Of the mean squared pixel difference, for the style "original" alone.</summary>
    public double PixelWeight { get; init; } = 20;
}
