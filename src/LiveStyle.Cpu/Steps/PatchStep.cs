using System.Runtime.CompilerServices;
using LiveStyle.Cpu.Kernels;
using LiveStyle.Cpu.Memory;
using LiveStyle.Cpu.Planning;
using LiveStyle.Cpu.Vectors;
using LiveStyle.Cpu.Weights;

namespace LiveStyle.Cpu.Steps;

/// <summary>A convolution as it is defined: a task loads what its tile sees, and multiplies it row by row.</summary>
/// <typeparam name="TSet">The width of vectors.</typeparam>
/// <typeparam name="TVector">A vector.</typeparam>
/// <typeparam name="TRows">Outputs at once, side by side.</typeparam>
/// <typeparam name="TStep">Values from what an output sees to what the next one does.</typeparam>
abstract unsafe class PatchStep<TSet, TVector, TRows, TStep> : IScratchStep
    where TSet : IVectors<TVector>
    where TVector : struct
    where TRows : ICount
    where TStep : ICount
{
    const int TileHeight = 8, MostTileWidth = 96;

    readonly PlannedConvolution convolution;
    readonly LayerWeights weights;
    readonly ConvolutionOutput<TSet, TVector> output;
    readonly nint* runs;
    readonly int depth;
    nint[] scratch = [];

    protected PatchStep(PlannedConvolution convolution, LayerWeights weights, ConvolutionOutput<TSet, TVector> output, int runCount, int depth, Arena memory)
    {
        (this.convolution, this.weights, this.output, RunCount, this.depth) = (convolution, weights, output, runCount, depth);
        Tiles = Grid(convolution);
        runs = memory.Offsets(runCount);
        int width = (Tiles.Width + TRows.Value - 1) / TRows.Value * TRows.Value;
        PatchColumns = (width - 1) * convolution.Layer.Stride + convolution.Layer.Side;
        PatchRows = (Tiles.Height - 1) * convolution.Layer.Stride + convolution.Layer.Side;
    }

    /// <inheritdoc/>
    public string Name => convolution.Layer.Name;

    /// <inheritdoc/>
    public int Tasks => Tiles.Count;

    /// <inheritdoc/>
    public long ScratchLength => PatchLength + 2 * TRows.Value * TSet.Count + ExtraLength;

    protected TileGrid Tiles { get; }

    protected PlannedConvolution Convolution => convolution;

    protected int RunCount { get; }

    /// <summary>Columns of what the largest tile sees, as many outputs as are made at once included.</summary>
    protected int PatchColumns { get; }

    protected int PatchRows { get; }

    /// <summary>Values from a row of the patch to the next.</summary>
    protected abstract nint PatchStride { get; }

    /// <summary>Values of a patch.</summary>
    protected abstract long PatchLength { get; }

    /// <summary>Values of scratch memory for loading.</summary>
    protected abstract long ExtraLength { get; }

    /// <summary>How the outputs are cut into tiles.</summary>
    public static TileGrid Grid(PlannedConvolution convolution)
    {
        int parts = (convolution.OutputSize.Width + MostTileWidth - 1) / MostTileWidth;
        int width = ((convolution.OutputSize.Width + parts - 1) / parts + TRows.Value - 1) / TRows.Value * TRows.Value;
        return new TileGrid(convolution.OutputSize, Math.Min(width, convolution.OutputSize.Width), TileHeight);
    }

    /// <inheritdoc/>
    public void SetScratch(nint[] memory) => scratch = memory;

    /// <inheritdoc/>
    public void Begin()
    {
        for (int i = 0; i < RunCount; i++)
        {
            runs[i] = RunOffset(i);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int task, int worker)
    {
        Tile tile = Tiles[task];
        float* patch = (float*)scratch[worker];
        float* edge = patch + PatchLength;
        LoadPatch(tile, patch, edge + 2 * TRows.Value * TSet.Count);
        for (int pair = 0; pair < weights.Pairs; pair++)
        {
            if (weights.IsPair(pair))
            {
                Multiply<Two>(pair, tile, patch, edge);
            }
            else
            {
                Multiply<One>(pair, tile, patch, edge);
            }
        }

        output.Measure(task, tile, weights.OutputBlocks);
    }

    /// <inheritdoc/>
    public void End() => output.Merge();

    /// <summary>The place in the patch, from what an output sees first, of one of the runs that are summed over.</summary>
    protected abstract nint RunOffset(int run);

    /// <summary>Loads what a tile sees.</summary>
    protected abstract void LoadPatch(Tile tile, float* patch, float* extra);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Multiply<TWidth>(int pair, Tile tile, float* patch, float* edge)
        where TWidth : ICount
    {
        float* kernel = weights.Of(0, 1, pair);
        for (int y = 0; y < tile.Height; y++)
        {
            float* from = patch + y * convolution.Layer.Stride * PatchStride;
            for (int x = 0; x < tile.Width; x += TRows.Value, from += TRows.Value * TStep.Value)
            {
                float* first = output.At(2 * pair, tile.Y + y, tile.X + x);
                float* second = TWidth.Value > 1 ? output.At(2 * pair + 1, tile.Y + y, tile.X + x) : first;
                int left = tile.Width - x;
                if (left >= TRows.Value)
                {
                    Multiplication.Run<TSet, TVector, TRows, TStep, TWidth>(from, runs, RunCount, depth, kernel, first, second, TSet.Count);
                    continue;
                }

                float* secondEdge = edge + TRows.Value * TSet.Count;
                Multiplication.Run<TSet, TVector, TRows, TStep, TWidth>(from, runs, RunCount, depth, kernel, edge, secondEdge, TSet.Count);
                Copy(edge, first, left);
                if (TWidth.Value > 1)
                {
                    Copy(secondEdge, second, left);
                }
            }
        }
    }

    static void Copy(float* from, float* to, int pixels) =>
        new ReadOnlySpan<float>(from, pixels * TSet.Count).CopyTo(new Span<float>(to, pixels * TSet.Count));
}
