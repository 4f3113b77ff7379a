using LiveStyle.Bundles;

namespace LiveStyle.Networks;

/// <summary>A convolution without bias on a mirrored border, and the conditional instance normalization that follows it.</summary>
/// <param name="Name">Unique in the network: its kernel's and its normalization's name.</param>
/// <param name="Inputs">Feature maps read.</param>
/// <param name="Outputs">Feature maps written.</param>
/// <param name="Side">Of the square kernel, in pixels.</param>
/// <param name="Stride">In pixels.</param>
/// <param name="BlockSide">
/// b: each b² outputs are the pixels of one b×b block of a larger map (channel c·b² + b·row + column), smoothed and
/// normalized as that map.
/// </param>
public sealed record ConvolutionLayer(string Name, int Inputs, int Outputs, int Side, int Stride = 1, int BlockSide = 1)
{
    /// <summary>Pixels of mirrored border on each side: the map comes out at 1/stride of its size.</summary>
    /// <remarks>Odd kernels are centered on a pixel, even ones between the pixels of a stride's block.</remarks>
    public int Border => Side % 2 == 1 ? Side / 2 : (Side - Stride) / 2;

    /// <summary>Of the weights: [out, in, k, k].</summary>
    public long[] KernelShape => [Outputs, Inputs, Side, Side];

    /// <summary>Maps normalized: as many γ and as many β.</summary>
    public int Channels => Outputs / (BlockSide * BlockSide);

    public NormalizationLayer Normalization => new(Name, Channels);
}
