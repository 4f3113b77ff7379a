using System.Runtime.CompilerServices;
using LiveStyle.Cpu.Kernels;
using LiveStyle.Cpu.Memory;
using LiveStyle.Cpu.Planning;
using LiveStyle.Cpu.Vectors;
using LiveStyle.Cpu.Weights;
using LiveStyle.Frames;

namespace LiveStyle.Cpu.Steps;

/// <summary>A first convolution with a large kernel: over the frame's pixels, whose colors stay side by side.</summary>
sealed unsafe class FrameStep<TSet, TVector, TRows> : PatchStep<TSet, TVector, TRows, Three>
    where TSet : IVectors<TVector>
    where TVector : struct
    where TRows : ICount
{
    const int Colors = 3;

    readonly FrameRows rows;
    readonly FrameSize frame;

    /// <param name="convolution">The layer and its sizes.</param>
    /// <param name="weights">The layer's.</param>
    /// <param name="rows">The frame's bytes.</param>
    /// <param name="frame">The frame's own size, before it is extended.</param>
    /// <param name="output">Where it writes.</param>
    /// <param name="memory">Holds what it keeps.</param>
    public FrameStep(
        PlannedConvolution convolution, LayerWeights weights, FrameRows rows, FrameSize frame, ConvolutionOutput<TSet, TVector> output, Arena memory)
        : base(convolution, weights, output, convolution.Layer.Side, convolution.Layer.Side * Colors, memory)
    {
        (this.rows, this.frame) = (rows, frame);
    }

    /// <inheritdoc/>
    protected override nint PatchStride => (nint)PatchColumns * Colors;

    /// <inheritdoc/>
    protected override long PatchLength => PatchRows * PatchStride;

    /// <inheritdoc/>
    protected override long ExtraLength => 0;

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
            LoadRow(patch + y * PatchStride, Mirror.Of(Mirror.Of(tile.Y - border + y, seen.Height), frame.Height), tile.X - border, seen.Width);
        }
    }

    /// <summary>Loads a row's pixels as values of 0 to 1; the frame is extended mirrored, and what is seen of it is mirrored again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void LoadRow(float* target, int y, int x, int width)
    {
        byte* row = rows.Source + y * rows.SourceStride;
        int end = x + PatchColumns, inside = Math.Min(end, frame.Width), start = Math.Max(x, 0);
        if (inside > start)
        {
            Convert(row + start * Colors, target + (start - x) * Colors, (inside - start) * Colors);
        }

        for (int i = x; i < end; i++)
        {
            if (i >= start && i < inside)
            {
                i = inside - 1;
                continue;
            }

            byte* pixel = row + Mirror.Of(Mirror.Of(i, width), frame.Width) * Colors;
            float* to = target + (i - x) * Colors;
            for (int color = 0; color < Colors; color++)
            {
                to[color] = pixel[color] * (1f / 255);
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
