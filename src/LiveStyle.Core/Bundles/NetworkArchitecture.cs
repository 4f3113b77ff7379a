namespace LiveStyle.Bundles;

/// <summary>The shape of a bundle's network: enough to rebuild it without reading its ONNX graph.</summary>
public sealed record NetworkArchitecture
{
    /// <summary>
    /// The family of networks: "classic" is three convolutions, residual blocks, two upsamplings and one convolution; "live" is a stem to
    /// a quarter of the size, residual blocks and two depth-to-space steps.
    /// </summary>
    public required string Family { get; init; }

    /// <summary>The number of channels (feature maps) of the first convolution.</summary>
    public required int Width { get; init; }

    /// <summary>The number of residual blocks, each of two convolutions.</summary>
    public required int ResidualBlocks { get; init; }

    /// <summary>Every conditional instance normalization, in execution order.</summary>
    public required IReadOnlyList<NormalizationLayer> Normalizations { get; init; }

    /// <summary>
    /// Whether a style's last value is its pass-through g, the share of the frame itself in the answer: 1 for
    /// "original", 0 for painted styles.
    /// </summary>
    public bool PassThrough { get; init; }

    /// <summary>
    /// Counts the values of one style: E = 2·Σ channels, and one more with a pass-through. They stand in this order: for each
    /// normalization, in execution order, γ (one value a channel), then β (one value a channel); last the pass-through.
    /// </summary>
    public int ExpectedEmbeddingLength() => Normalizations.Sum(layer => 2 * layer.Channels) + (PassThrough ? 1 : 0);
}

/// <summary>One conditional instance normalization of a network.</summary>
/// <param name="Name">The name of the layer that it follows, unique in the network.</param>
/// <param name="Channels">The number of feature maps that it normalizes: it has as many γ, and as many β.</param>
public sealed record NormalizationLayer(string Name, int Channels);
