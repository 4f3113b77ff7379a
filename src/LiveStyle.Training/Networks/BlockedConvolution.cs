using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Training.Networks;

/// <summary>
/// Convolutions whose maps fill whole blocks. oneDNN (3.7.1, in libtorch 2.10) lays maps out in blocks of 8 or 16. Where they
/// fill the last block in part, the rest of it keeps what the memory held before: on processors with AVX2 or AVX-512,
/// convolutions of 12 maps and gradients of 3 were wrong, and not numbers where a NaN had stood there. So maps of zeros
/// fill the block, and what comes of them is cut off. It costs nothing: oneDNN computes whole blocks either way.
/// </summary>
static class BlockedConvolution
{
    /// <summary>Maps in the largest block.</summary>
    const int Block = 16;

    /// <summary>So many float32 maps or fewer are read as they lie, not in blocks.</summary>
    const int MostUnblocked = 8;

    // Before the first convolution, and only once libtorch is loaded.
    static BlockedConvolution() => Nnpack.LeaveOut();

    /// <param name="maps">[N,I,H,W], with its border if it has one.</param>
    /// <param name="kernel">[O,I,k,k], of the maps' type.</param>
    /// <param name="bias">[O], of the maps' type.</param>
    /// <param name="stride">In pixels.</param>
    /// <param name="border">Zeros on each side, in pixels.</param>
    /// <returns>[N,O,h,w], contiguous.</returns>
    public static Tensor Apply(Tensor maps, Tensor kernel, Tensor? bias = null, long stride = 1, long border = 0)
    {
        (long outputs, long inputs) = (kernel.shape[0], kernel.shape[1]);
        long missingOutputs = Missing(outputs);
        long missingInputs = inputs <= MostUnblocked && maps.dtype == ScalarType.Float32 ? 0 : Missing(inputs);
        if (missingInputs > 0)
        {
            maps = nn.functional.pad(maps, [0, 0, 0, 0, 0, missingInputs]);
        }

        if (missingInputs + missingOutputs > 0)
        {
            kernel = nn.functional.pad(kernel, [0, 0, 0, 0, 0, missingInputs, 0, missingOutputs]);
        }

        if (missingOutputs > 0 && bias is not null)
        {
            bias = nn.functional.pad(bias, [0, missingOutputs]);
        }

        Tensor convolved = nn.functional.conv2d(maps, kernel, bias, strides: [stride, stride], padding: [border, border]);
        return missingOutputs == 0 ? convolved : convolved.narrow(1, 0, outputs).contiguous();
    }

    static long Missing(long maps) => (Block - maps % Block) % Block;
}
