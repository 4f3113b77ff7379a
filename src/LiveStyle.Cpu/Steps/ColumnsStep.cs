using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LiveStyle.Cpu.Kernels;
using LiveStyle.Cpu.Memory;
using LiveStyle.Cpu.Planning;
using LiveStyle.Cpu.Vectors;
using LiveStyle.Cpu.Weights;

namespace LiveStyle.Cpu.Steps;

/// <summary>
/// A last convolution to three colors. Three outputs would leave vectors empty: so each column of the kernel makes three of its own, for each
/// column of pixels, and an output is the sum of those of its neighbors along the row.
/// </summary>
sealed unsafe class ColumnsStep<TSet, TVector, TRows> : IScratchStep
    where TSet : IVectors<TVector>
    where TVector : struct
    where TRows : ICount
{
    const int Colors = 3, TileWidth = 96, TileHeight = 8;

    readonly PlannedConvolution convolution;
    readonly LayerWeights weights;
    readonly MapReader<TSet, TVector> reader;
    readonly float* picture, none;
    readonly long pictureStride;
    readonly TileGrid grid;
    readonly nint* runs;
    readonly int columns, rows, inputBlocks;
    nint[] scratch = [];

    public ColumnsStep(PlannedConvolution convolution, LayerWeights weights, MapReader<TSet, TVector> reader, float* picture, long pictureStride, Arena memory)
    {
        (this.convolution, this.weights, this.reader, this.pictureStride) = (convolution, weights, reader, pictureStride);
        this.picture = picture;
        int side = convolution.Layer.Side;
        grid = new TileGrid(convolution.OutputSize, TileWidth, TileHeight);
        columns = (TileWidth + side - 1 + TRows.Value - 1) / TRows.Value * TRows.Value;
        rows = TileHeight + side - 1;
        inputBlocks = (convolution.Layer.Inputs + TSet.Count - 1) / TSet.Count;
        none = memory.Floats(TSet.Count);
        runs = memory.Offsets(inputBlocks * side);
        for (int i = 0; i < inputBlocks * side; i++)
        {
            runs[i] = ((nint)(i / side) * rows + i % side) * columns * TSet.Count;
        }
    }

    /// <inheritdoc/>
    public string Name => convolution.Layer.Name;

    /// <inheritdoc/>
    public int Tasks => grid.Count;

    /// <inheritdoc/>
    public long ScratchLength => PatchLength + (long)columns * LineStride + 4 + (columns + 2) * TSet.Count;

    long PatchLength => (long)inputBlocks * rows * columns * TSet.Count;

    int LineStride => weights.OutputBlocks * TSet.Count;

    /// <inheritdoc/>
    public void SetScratch(nint[] memory) => scratch = memory;

    /// <inheritdoc/>
    public void Begin()
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int task, int worker)
    {
        Tile tile = grid[task];
        int border = convolution.Layer.Border;
        float* patch = (float*)scratch[worker];
        float* line = patch + PatchLength;
        float* rest = line + (long)columns * LineStride + 4;
        for (int block = 0; block < inputBlocks; block++)
        {
            for (int y = 0; y < tile.Height + convolution.Layer.Side - 1; y++)
            {
                reader.Load(patch + ((nint)block * rows + y) * columns * TSet.Count, block, tile.Y - border + y, tile.X - border, columns, none, tile, rest);
            }
        }

        for (int y = 0; y < tile.Height; y++)
        {
            for (int pair = 0; pair < weights.Pairs; pair++)
            {
                if (weights.IsPair(pair))
                {
                    Multiply<Two>(pair, tile.Width, patch + (nint)y * columns * TSet.Count, line);
                }
                else
                {
                    Multiply<One>(pair, tile.Width, patch + (nint)y * columns * TSet.Count, line);
                }
            }

            Add(line, tile.Width, picture + (tile.Y + y) * pictureStride + tile.X * Colors);
        }
    }

    /// <inheritdoc/>
    public void End()
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Multiply<TWidth>(int pair, int width, float* from, float* line)
        where TWidth : ICount
    {
        float* kernel = weights.Of(0, 1, pair);
        for (int x = 0; x < width + convolution.Layer.Side - 1; x += TRows.Value)
        {
            float* first = line + x * LineStride + 2 * pair * TSet.Count;
            Multiplication.Run<TSet, TVector, TRows, NextPixel<TSet, TVector>, TWidth>(
                from + x * TSet.Count, runs, inputBlocks * convolution.Layer.Side, TSet.Count, kernel, first, first + TSet.Count, LineStride);
        }
    }

    /// <summary>Adds up along the row, three colors and one value that is not used at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Add(float* line, int width, float* to)
    {
        int side = convolution.Layer.Side, step = LineStride + Colors;
        for (int x = 0; x < width; x++, line += LineStride, to += Colors)
        {
            Vector128<float> sum = Vector128.Load(line);
            float* at = line;
            for (int column = 1; column < side; column++)
            {
                at += step;
                sum += Vector128.Load(at);
            }

            to[0] = sum.GetElement(0);
            to[1] = sum.GetElement(1);
            to[2] = sum.GetElement(2);
        }
    }
}
