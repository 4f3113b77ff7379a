using System.Runtime.CompilerServices;
using LiveStyle.Cpu.Kernels;
using LiveStyle.Cpu.Memory;
using LiveStyle.Cpu.Planning;
using LiveStyle.Cpu.Vectors;
using LiveStyle.Cpu.Weights;

namespace LiveStyle.Cpu.Steps;

/// <summary>A convolution over blocks of channels.</summary>
sealed unsafe class DirectStep<TSet, TVector, TRows, TStep> : PatchStep<TSet, TVector, TRows, TStep>
    where TSet : IVectors<TVector>
    where TVector : struct
    where TRows : ICount
    where TStep : ICount
{
    readonly MapReader<TSet, TVector> reader;
    readonly float* none;

    public DirectStep(PlannedConvolution convolution, LayerWeights weights, MapReader<TSet, TVector> reader, ConvolutionOutput<TSet, TVector> output, Arena memory)
        : base(convolution, weights, output, Blocks(convolution) * convolution.Layer.Side * convolution.Layer.Side, TSet.Count, memory)
    {
        this.reader = reader;
        none = memory.Floats(TSet.Count);
    }

    /// <inheritdoc/>
    protected override nint PatchStride => (nint)PatchColumns * TSet.Count;

    /// <inheritdoc/>
    protected override long PatchLength => Blocks(Convolution) * PatchRows * PatchStride;

    /// <inheritdoc/>
    protected override long ExtraLength => (PatchColumns + 2) * TSet.Count;

    /// <inheritdoc/>
    protected override nint RunOffset(int run)
    {
        int side = Convolution.Layer.Side, block = run / (side * side), tap = run % (side * side);
        return ((nint)block * PatchRows + tap / side) * PatchStride + tap % side * TSet.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void LoadPatch(Tile tile, float* patch, float* extra)
    {
        int border = Convolution.Layer.Border, stride = Convolution.Layer.Stride;
        int rows = (tile.Height - 1) * stride + Convolution.Layer.Side;
        for (int block = 0; block < Blocks(Convolution); block++)
        {
            for (int y = 0; y < rows; y++)
            {
                reader.Load(
                    patch + ((nint)block * PatchRows + y) * PatchStride, block, tile.Y * stride - border + y, tile.X * stride - border, PatchColumns, none, tile, extra);
            }
        }
    }

    static int Blocks(PlannedConvolution convolution) => (convolution.Layer.Inputs + TSet.Count - 1) / TSet.Count;
}
