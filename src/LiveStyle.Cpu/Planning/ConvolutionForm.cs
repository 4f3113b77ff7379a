using LiveStyle.Networks;

namespace LiveStyle.Cpu.Planning;

/// <summary>The ways in which a convolution is computed.</summary>
enum ConvolutionForm
{
    /// <summary>Over the frame's interleaved colors, as they are.</summary>
    Frame,

    /// <summary><see cref="Winograd"/> over the frame, whose channels are a block's colors pixel by pixel.</summary>
    FrameWinograd,

    /// <summary>As it is defined, over blocks of channels.</summary>
    Direct,

    /// <summary>3×3 at stride 1, by a quarter of the multiplications.</summary>
    Winograd,

    /// <summary>To few colors: each column of the kernel as outputs of its own, which are then added up along the row.</summary>
    Columns,
}

/// <summary>Chooses how a convolution is computed.</summary>
static class ConvolutionForms
{
    /// <param name="layer">The layer.</param>
    /// <param name="isFirst">It sees the frame.</param>
    /// <param name="isLast">It writes the picture.</param>
    /// <exception cref="NotSupportedException">The kernels can't compute it.</exception>
    public static ConvolutionForm Of(ConvolutionLayer layer, bool isFirst, bool isLast) => (isFirst, isLast) switch
    {
        (true, false) when layer is { Side: 3, Stride: 1 } => ConvolutionForm.FrameWinograd,
        (true, false) when layer is { Inputs: 3, Stride: 1 } => ConvolutionForm.Frame,
        (false, _) when layer is { Side: 3, Stride: 1 } => ConvolutionForm.Winograd,
        (false, true) when layer is { BlockSide: 1, Stride: 1, Side: <= 9 } => ConvolutionForm.Columns,
        (false, false) when layer.Stride <= 2 => ConvolutionForm.Direct,
        _ => throw new NotSupportedException($"{layer.Name} is no convolution that the kernels can compute at its place"),
    };
}
