using LiveStyle.Bundles;

namespace LiveStyle.Networks;

/// <summary>A convolution without bias on a mirrored border, and the conditional instance normalization that follows it.</summary>
/// <param name="Name">The name of its kernel and of its normalization, unique in the network.</param>
/// <param name="Inputs">The number of feature maps that it reads.</param>
/// <param name="Outputs">The number of feature maps that it writes.</param>
/// <param name="Side">The height and width of the square kernel, in pixels.</param>
/// <param name="Stride">The step between two places of the kernel, in pixels.</param>
/// <param name="BlockSide">
/// b: each b² outputs are the pixels of one b×b block of a larger map (channel c·b² + b·row + column), smoothed and normalized as that
/// map.
/// </param>
public sealed record ConvolutionLayer(string Name, int Inputs, int Outputs, int Side, int Stride = 1, int BlockSide = 1)
{
    /// <summary>Pixels of mirrored border on each side: the map comes out at 1/stride of its size.</summary>
    /// <remarks>Odd kernels are centered on a pixel, even ones between the pixels of a stride's block.</remarks>
    public int Border => Side % 2 == 1 ? Side / 2 : (Side - Stride) / 2;

    /// <summary>The shape of its weights: [outputs, inputs, side, side].</summary>
    public long[] KernelShape => [Outputs, Inputs, Side, Side];

    /// <summary>The number of maps that are normalized: there are as many γ, and as many β.</summary>
    public int Channels => Outputs / (BlockSide * BlockSide);

    /// <summary>The normalization that follows it.</summary>
    public NormalizationLayer Normalization => new(Name, Channels);
}
