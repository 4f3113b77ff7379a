using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LiveStyle.Cpu.Kernels;
using LiveStyle.Cpu.Memory;
using LiveStyle.Cpu.Planning;
using LiveStyle.Cpu.Vectors;
using LiveStyle.Cpu.Weights;
using LiveStyle.Frames;

namespace LiveStyle.Cpu.Steps;

/// <summary>The first convolution: over the frame's bytes, whose colors stay side by side.</summary>
sealed unsafe class FrameStep<TSet, TVector, TRows, TStep> : PatchStep<TSet, TVector, TRows, TStep>
    where TSet : IVectors<TVector>
    where TVector : struct
    where TRows : ICount
    where TStep : ICount
{
    const int Colors = 3;

    readonly FrameRows rows;
    readonly FrameSize frame;
    readonly int side;

    /// <param name="convolution">The layer and its sizes.</param>
    /// <param name="weights">The layer's.</param>
    /// <param name="rows">The frame's bytes.</param>
    /// <param name="frame">The frame's own size, before it is extended.</param>
    /// <param name="side">b: it is seen as blocks of b×b pixels.</param>
    /// <param name="output">Where it writes.</param>
    /// <param name="memory">Holds what it keeps.</param>
    public FrameStep(
        PlannedConvolution convolution, LayerWeights weights, FrameRows rows, FrameSize frame, int side, ConvolutionOutput<TSet, TVector> output, Arena memory)
        : base(convolution, weights, output, convolution.Layer.Side, convolution.Layer.Side * convolution.Layer.Inputs, memory)
    {
        (this.rows, this.frame, this.side) = (rows, frame, side);
        if (side > 2)
        {
            throw new NotSupportedException($"frames are seen in blocks of 2×2 pixels, not of {side}×{side}");
        }
    }

    /// <inheritdoc/>
    protected override nint PatchStride => (nint)PatchColumns * TStep.Value;

    /// <inheritdoc/>
    protected override long PatchLength => PatchRows * PatchStride;

    /// <summary>A row of pixels of the patch's width.</summary>
    protected override long ExtraLength => (long)PatchColumns * side * Colors + TSet.Count;

    /// <inheritdoc/>
    protected override nint RunOffset(int run) => run * PatchStride;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void LoadPatch(Tile tile, float* patch, float* extra)
    {
        int border = Convolution.Layer.Border;
        FrameSize seen = Convolution.InputSize;
        for (int y = 0; y < tile.Height - 1 + Convolution.Layer.Side; y++)
        {
            int block = Mirror.Of(tile.Y - border + y, seen.Height);
            float* row = patch + y * PatchStride;
            if (side == 1)
            {
                LoadRow(row, Mirror.Of(block, frame.Height), tile.X - border, seen.Width);
                continue;
            }

            for (int part = 0; part < side; part++)
            {
                LoadRow(extra, Mirror.Of(block * side + part, frame.Height), tile.X - border, seen.Width);
                float* from = extra, to = row + part * side * Colors;
                for (int x = 0; x < PatchColumns; x++, from += side * Colors, to += TStep.Value)
                {
                    // Two pixels: six values, the middle ones twice.
                    Vector128.Load(from).Store(to);
                    Vector128.Load(from + 2).Store(to + 2);
                }
            }
        }
    }

    /// <summary>Loads a row's pixels as values of 0 to 1, in blocks of so many columns that are mirrored as blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void LoadRow(float* target, int y, int firstBlock, int blocks)
    {
        byte* row = rows.Source + y * rows.SourceStride;
        int inside = Math.Min(firstBlock + PatchColumns, frame.Width / side), start = Math.Max(firstBlock, 0);
        if (inside > start)
        {
            Convert(row + start * side * Colors, target + (start - firstBlock) * side * Colors, (inside - start) * side * Colors);
        }

        for (int i = firstBlock; i < firstBlock + PatchColumns; i++)
        {
            if (i >= start && i < inside)
            {
                i = inside - 1;
                continue;
            }

            for (int column = 0; column < side; column++)
            {
                byte* pixel = row + Mirror.Of(Mirror.Of(i, blocks) * side + column, frame.Width) * Colors;
                float* to = target + ((i - firstBlock) * side + column) * Colors;
                for (int color = 0; color < Colors; color++)
                {
                    to[color] = pixel[color] * (1f / 255);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Convert(byte* from, float* to, int count)
    {
        int i = 0;
        for (; i + TSet.Count <= count; i += TSet.Count)
        {
            TSet.Store(to + i, TSet.Multiply(TSet.LoadBytes(from + i), TSet.Fill(1f / 255)));
        }

        for (; i < count; i++)
        {
            to[i] = from[i] * (1f / 255);
        }
    }
}
