using LiveStyle.Bundles;

namespace LiveStyle.Networks;

/// <summary>The shape of a transform network: its convolutions, and how they are put together.</summary>
/// <param name="Width">The number of feature maps of the first convolution.</param>
/// <param name="ResidualBlocks">The number of residual blocks, each of two 3×3 convolutions.</param>
public abstract record TransformArchitecture(int Width, int ResidualBlocks)
{
    /// <summary>The ε of every normalization, whatever runs the network.</summary>
    public const double Epsilon = 1e-5;

    /// <summary>The family's name: "classic" or "live".</summary>
    public abstract string Family { get; }

    /// <summary>All convolutions in execution order; the embedding is laid out by it.</summary>
    public abstract IReadOnlyList<ConvolutionLayer> Layers { get; }

    /// <summary>
    /// The number of pixels of which height and width must be multiples: frames are extended (mirrored) to it, and cut back at the end.
    /// </summary>
    public virtual int SizeMultiple => 1;

    /// <summary>b: the network sees and paints b×b blocks of pixels, [N,3·b²,H/b,W/b], channel c·b² + b·row + column.</summary>
    public virtual int BlockSide => 1;

    /// <summary>Peak memory of ONNX Runtime's CPU provider, in bytes a pixel of the frame; measured, see DECISIONS.md.</summary>
    public abstract double WorkingBytesPerPixel { get; }

    /// <summary>E: the number of values of one style, a γ and a β for each feature map, then the pass-through.</summary>
    public int EmbeddingLength => PassThrough + 1;

    /// <summary>
    /// The place in the embedding where the pass-through g stands, its last value: the answer is (1 − g)·network + g·frame. It is 1 for
    /// "original" and 0 for painted styles. It is never trained: instance normalization forgets a picture's own mean and contrast, so that
    /// no weights give the picture back.
    /// </summary>
    public int PassThrough => 2 * Layers.Sum(layer => layer.Channels);

    /// <summary>Every normalization in execution order, as a bundle's description lists them.</summary>
    public IReadOnlyList<NormalizationLayer> Normalizations => [.. Layers.Select(layer => layer.Normalization)];

    /// <summary>Puts the network together up to its last normalization; a sigmoid makes it a picture.</summary>
    /// <typeparam name="T">What a map is to the operations.</typeparam>
    /// <param name="operations">The operations that make what is returned from what is given.</param>
    /// <param name="frame">[N,3·b²,H/b,W/b], sRGB in [0,1]; H and W multiples of <see cref="SizeMultiple"/>.</param>
    /// <returns>The last map, in the shape of <paramref name="frame"/>.</returns>
    public abstract T Compose<T>(INetworkOperations<T> operations, T frame);

    /// <summary>Makes the architecture that a bundle's description names.</summary>
    /// <param name="family">The family's name: "classic" or "live".</param>
    /// <param name="width">The number of feature maps of the first convolution.</param>
    /// <param name="residualBlocks">The number of residual blocks.</param>
    /// <exception cref="ModelException">There is no such family.</exception>
    public static TransformArchitecture Create(string family, int width, int residualBlocks) => family switch
    {
        ClassicArchitecture.Name => new ClassicArchitecture(width, residualBlocks),
        LiveArchitecture.Name => new LiveArchitecture(width, residualBlocks),
        _ => throw new ModelException($"there is no family of networks '{family}'; give {ClassicArchitecture.Name} or {LiveArchitecture.Name}"),
    };

    /// <summary>Says family, width and blocks in a few words.</summary>
    public sealed override string ToString() => $"{Family}, width {Width}, {ResidualBlocks} residual blocks";

    /// <summary>Finds a convolution by its name.</summary>
    /// <exception cref="InvalidOperationException">There is none of that name.</exception>
    protected ConvolutionLayer Layer(string name) => Layers.First(layer => layer.Name == name);
}
