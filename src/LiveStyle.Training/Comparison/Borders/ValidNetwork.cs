using LiveStyle.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Training.Comparison.Borders;

/// <summary>
/// A trained network as the paper pads it: the picture gets one mirrored margin, as wide as the network's reach, and all
/// convolutions are VALID ones. The same kernels, another border; statistics are taken over what is left of the margin too.
/// To train a network so, paint with this in the trainer's step: gradients pass through.
/// </summary>
/// <param name="network">Stays the caller's; trained with mirrored borders or with these.</param>
sealed class ValidNetwork(TransformNetwork network)
{
    /// <summary>Pixels of mirrored margin on each side that a picture of that size gets.</summary>
    public int Margin(long height, long width)
    {
        int block = network.Architecture.BlockSide;
        return block * ExtentOperations.Margin(network.Architecture, Blocks(height), Blocks(width));
    }

    /// <summary>As <see cref="TransformNetwork.Paint"/>.</summary>
    /// <param name="pictures">float32 [N,3,H,W], sRGB in [0,1].</param>
    /// <param name="embedding">float32 [N,E], a row a picture.</param>
    /// <returns>float32 [N,3,H,W] in (0,1).</returns>
    /// <exception cref="ModelException">The picture is smaller than its margin, which can't be mirrored then.</exception>
    public Tensor Paint(Tensor pictures, Tensor embedding)
    {
        long height = pictures.shape[2], width = pictures.shape[3];
        int block = network.Architecture.BlockSide, margin = Margin(height, width);
        long below = margin + (Blocks(height) * block - height), beside = margin + (Blocks(width) * block - width);
        if (below >= height || beside >= width)
        {
            throw new ModelException($"a {width}×{height} picture can't be mirrored {Math.Max(below, beside)} pixels wide; give one of at least {Math.Max(below, beside) + 1} pixels a side");
        }

        Tensor extended = nn.functional.pad(pictures, (margin, beside, margin, below), PaddingModes.Reflect);
        Tensor blocks = block == 1 ? extended : nn.functional.pixel_unshuffle(extended, block);
        PlacedMap map = network.Architecture.Compose(new ValidOperations(network, embedding), new PlacedMap(blocks, -margin / block, -margin / block));
        Tensor cut = map.Cut(0, Blocks(height), 0, Blocks(width)).Values;
        Tensor painted = (block == 1 ? cut : nn.functional.pixel_shuffle(cut, block)).sigmoid();
        return painted.narrow(2, 0, height).narrow(3, 0, width);
    }

    int Blocks(long extent) => (int)((extent + network.Architecture.BlockSide - 1) / network.Architecture.BlockSide);
}
