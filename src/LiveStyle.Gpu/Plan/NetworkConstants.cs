using System.Runtime.InteropServices;
using LiveStyle.Frames;

namespace LiveStyle.Gpu.Plan;

/// <summary>Push constants of the network's kernels; laid out as in shaders/include/maps.glsl.</summary>
[StructLayout(LayoutKind.Sequential)]
struct NetworkConstants
{
    public Extent InputSize;
    public Extent OutputSize;
    public Extent FirstSize;
    public Extent SecondSize;
    public Extent FrameSize;
    public Extent Tiles;
    public uint FirstNormalization;
    public uint SecondNormalization;
    public uint WeightOffset;
    public uint EmbeddingOffset;
    public uint Channels;
    public uint PassThrough;

    /// <summary>A convolution's push constants.</summary>
    /// <param name="convolution">A convolution of a plan.</param>
    /// <param name="tile">How it is cut.</param>
    /// <param name="frame">The plan's.</param>
    /// <param name="firstNormalization">The beginning of the first term's normalization, in groups of four.</param>
    /// <param name="secondNormalization">The beginning of the second term's.</param>
    /// <param name="weightOffset">The beginning of the weights, in groups of four.</param>
    public static NetworkConstants For(
        PlannedConvolution convolution, ConvolutionTile tile, FrameSize frame, int firstNormalization, int secondNormalization, uint weightOffset) => new()
    {
        InputSize = convolution.InputSize,
        OutputSize = convolution.OutputSize,
        FirstSize = convolution.Terms.Count > 0 ? convolution.Terms[0].Map.Size : default(Extent),
        SecondSize = convolution.Terms.Count > 1 ? convolution.Terms[1].Map.Size : default(Extent),
        FrameSize = frame,
        Tiles = Extent.Cover(convolution.OutputSize, tile.Width, tile.Height),
        FirstNormalization = (uint)firstNormalization,
        SecondNormalization = (uint)secondNormalization,
        WeightOffset = weightOffset,
    };

    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Extent(uint X, uint Y)
    {
        public static implicit operator Extent(FrameSize size) => new((uint)size.Width, (uint)size.Height);

        /// <summary>Tiles that cover a size.</summary>
        public static Extent Cover(FrameSize size, int width, int height) =>
            new((uint)((size.Width + width - 1) / width), (uint)((size.Height + height - 1) / height));
    }
}
