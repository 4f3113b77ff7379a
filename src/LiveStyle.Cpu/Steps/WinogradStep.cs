using System.Runtime.CompilerServices;
using LiveStyle.Cpu.Kernels;
using LiveStyle.Cpu.Memory;
using LiveStyle.Cpu.Planning;
using LiveStyle.Cpu.Vectors;
using LiveStyle.Cpu.Weights;
using static LiveStyle.Cpu.Kernels.WinogradTransforms;

namespace LiveStyle.Cpu.Steps;

/// <summary>A 3×3 convolution at stride 1 by Winograd's products: a task is some tiles of 4×4 outputs side by side.</summary>
/// <remarks>
/// The value of the map's first pixel is taken off each channel before, and what a constant of it comes to is added after: so a flat map comes
/// out flat, as it does of a convolution by its definition, and there is no rounding for the normalization to blow up.
/// </remarks>
sealed unsafe class WinogradStep<TSet, TVector, TRows> : IScratchStep
    where TSet : IVectors<TVector>
    where TVector : struct
    where TRows : ICount
{
    /// <summary>Bytes of transformed inputs at once, which are read for each two blocks of outputs: they stay in the second cache.</summary>
    const int InputBudget = 384 * 1024;

    const int MostTiles = 84;

    /// <summary>Tiles that are loaded and transformed at once: they stay in the first cache.</summary>
    const int TilesLoaded = 16;

    /// <summary>Parts of a row that are asked for at once.</summary>
    const int Segments = 6;

    readonly PlannedConvolution convolution;
    readonly LayerWeights weights;
    readonly PatchReader<TSet, TVector> reader;
    readonly ConvolutionOutput<TSet, TVector> output;
    readonly PictureWriter? picture;
    readonly TileGrid grid;
    readonly float* center, addend;
    readonly nint* runs;
    readonly int inputBlocks, columns, rowsOfTiles;
    readonly nint inputStride, outputStride;
    nint[] scratch = [];

    /// <param name="convolution">The layer and its sizes.</param>
    /// <param name="weights">The layer's.</param>
    /// <param name="reader">Loads what it sees.</param>
    /// <param name="output">Where it writes, as <see cref="Grid"/> cuts it.</param>
    /// <param name="picture">Takes the outputs of the network's last convolution; null for any other.</param>
    /// <param name="memory">Holds what it keeps for a frame.</param>
    public WinogradStep(
        PlannedConvolution convolution, LayerWeights weights, PatchReader<TSet, TVector> reader, ConvolutionOutput<TSet, TVector> output, PictureWriter? picture, Arena memory)
    {
        (this.convolution, this.weights, this.reader, this.output, this.picture) = (convolution, weights, reader, output, picture);
        grid = Grid(convolution);
        inputBlocks = (convolution.Layer.Inputs + TSet.Count - 1) / TSet.Count;
        columns = Math.Min(grid.Width, TilesLoaded * Outputs) + Inputs - Outputs;
        rowsOfTiles = (grid.Width / Outputs + TRows.Value - 1) / TRows.Value * TRows.Value;
        inputStride = (nint)inputBlocks * rowsOfTiles * TSet.Count + 16;
        outputStride = (nint)rowsOfTiles * 2 * TSet.Count + 16;
        center = memory.Floats(inputBlocks * TSet.Count);
        addend = memory.Floats(weights.OutputBlocks * TSet.Count);
        runs = memory.Offsets(inputBlocks);
        for (int block = 0; block < inputBlocks; block++)
        {
            runs[block] = (nint)block * rowsOfTiles * TSet.Count;
        }
    }

    /// <inheritdoc/>
    public string Name => convolution.Layer.Name;

    /// <inheritdoc/>
    public int Tasks => grid.Count;

    /// <inheritdoc/>
    public long ScratchLength => PatchLength + Products * (inputStride + outputStride) + EdgeLength + ScratchOfReader + LinesLength;

    long PatchLength => (long)Inputs * columns * TSet.Count;

    int EdgeLength => (Inputs * Outputs + Outputs * Outputs) * TSet.Count;

    int ScratchOfReader => PatchReader<TSet, TVector>.ScratchLength(columns);

    long LinesLength => picture is null ? 0 : (long)weights.OutputBlocks * Outputs * grid.Width * TSet.Count;

    /// <summary>As many tiles at once as the cache holds, in multiples of what is multiplied at once.</summary>
    public static TileGrid Grid(PlannedConvolution convolution)
    {
        int inputs = (convolution.Layer.Inputs + TSet.Count - 1) / TSet.Count * TSet.Count;
        int across = (convolution.OutputSize.Width + Outputs - 1) / Outputs;
        int most = Math.Clamp(InputBudget / (Products * sizeof(float) * inputs), TRows.Value, MostTiles) / TRows.Value * TRows.Value;
        int parts = (across + most - 1) / most;
        int tiles = parts == 1 ? across : ((across + parts - 1) / parts + TRows.Value - 1) / TRows.Value * TRows.Value;
        return new TileGrid(convolution.OutputSize, tiles * Outputs, Outputs);
    }

    /// <inheritdoc/>
    public void SetScratch(nint[] memory) => scratch = memory;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin()
    {
        int outputs = weights.OutputBlocks * TSet.Count;
        float* memory = (float*)scratch[0];
        float* none = memory + TSet.Count;
        new Span<float>(memory, 2 * TSet.Count).Clear();
        new Span<float>(addend, outputs).Clear();
        for (int block = 0; block < inputBlocks; block++)
        {
            reader.Load(memory, block, 0, 0, 1, none, default, memory + 2 * TSet.Count);
            for (int lane = 0; lane < TSet.Count; lane++)
            {
                float value = memory[lane];
                center[block * TSet.Count + lane] = value;
                float* sums = weights.Sums + (long)(block * TSet.Count + lane) * outputs;
                for (int output = 0; output < outputs; output += TSet.Count)
                {
                    TSet.Store(addend + output, TSet.MultiplyAdd(TSet.Load(sums + output), TSet.Fill(value), TSet.Load(addend + output)));
                }
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int task, int worker)
    {
        Tile tile = grid[task], next = grid[Math.Min(task + scratch.Length, grid.Count - 1)];
        int tiles = (tile.Width + Outputs - 1) / Outputs;
        float* patch = (float*)scratch[worker];
        float* inputs = patch + PatchLength;
        float* outputs = inputs + Products * inputStride;
        float* edge = outputs + Products * outputStride;
        float* rest = edge + EdgeLength;
        nint row = (nint)columns * TSet.Count;
        for (int block = 0; block < inputBlocks; block++)
        {
            for (int first = 0; first < tiles; first += TilesLoaded)
            {
                int count = Math.Min(TilesLoaded, tiles - first), width = count * Outputs + Inputs - Outputs, x = tile.X + first * Outputs;
                var kept = new Tile(x, tile.Y, Math.Min(count * Outputs, tile.X + tile.Width - x), tile.Height);
                for (int y = 0; y < Inputs; y++)
                {
                    reader.Load(patch + y * row, block, tile.Y - 1 + y, x - 1, width, center + block * TSet.Count, kept, rest);
                }

                TransformColumns<TSet, TVector>(patch, row, width);
                for (int y = 0; y < Inputs; y++)
                {
                    TransformRow<TSet, TVector>(patch + y * row, inputs + y * Inputs * inputStride + runs[block] + first * TSet.Count, inputStride, count);
                }
            }
        }

        float* lines = rest + ScratchOfReader;
        for (int pair = 0; pair < weights.Pairs; pair++)
        {
            if (weights.IsPair(pair))
            {
                Multiply<Two>(pair, tile, tiles, next, inputs, outputs);
                Write<Two>(pair, tile, tiles, outputs, edge, lines);
            }
            else
            {
                Multiply<One>(pair, tile, tiles, next, inputs, outputs);
                Write<One>(pair, tile, tiles, outputs, edge, lines);
            }
        }

        if (picture is null)
        {
            output.Measure(task, tile, weights.OutputBlocks);
        }
        else
        {
            picture.Write(tile, lines, (nint)grid.Width * TSet.Count, TSet.Count);
        }
    }

    /// <inheritdoc/>
    public void End() => output.Merge();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Multiply<TWidth>(int pair, Tile tile, int tiles, Tile next, float* inputs, float* outputs)
        where TWidth : ICount
    {
        for (int product = 0; product < Products; product++)
        {
            float* kernel = weights.Of(product, Products, pair);
            float* to = outputs + product * outputStride;
            for (int i = 0; i < tiles; i += TRows.Value)
            {
                float* first = to + i * TWidth.Value * TSet.Count;
                Multiplication.Run<TSet, TVector, TRows, NextPixel<TSet, TVector>, TWidth>(
                    inputs + product * inputStride + i * TSet.Count, runs, inputBlocks, weights.RunDepth, kernel, first, first + TSet.Count, TWidth.Value * TSet.Count);
            }

            Prefetch<TWidth>(pair, product, tile, next);
        }
    }

    /// <summary>
    /// While a product is multiplied, which waits for no memory, asks for a part of what the outputs will be written to, and of what the thread's
    /// next tile will load.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Prefetch<TWidth>(int pair, int product, Tile tile, Tile next)
        where TWidth : ICount
    {
        // A part of some rows to load, and of one to write. Of a tile below, this one has loaded the first two rows.
        int overlap = grid.Across == 1 && scratch.Length == 1 ? Inputs - Outputs : 0, rows = Inputs - overlap;
        int loads = inputBlocks * rows * Segments, turns = Products * weights.Pairs, turn = pair * Products + product;
        int segment = (grid.Width + Segments - 1) / Segments;
        for (int i = turn * loads / turns; i < (turn + 1) * loads / turns; i++)
        {
            int row = i / Segments;
            reader.Prefetch(row / rows, next.Y - 1 + overlap + row % rows, next.X + i % Segments * segment, segment);
        }

        if (picture is null)
        {
            int y = Math.Min(product / 9, tile.Height - 1), part = (tile.Width + 8) / 9, x = product % 9 * part, count = Math.Min(part, tile.Width - x);
            for (int i = 0; i < TWidth.Value && count > 0; i++)
            {
                Prefetching.Bytes(output.At(2 * pair + i, tile.Y + y, tile.X + x), (nint)count * TSet.Count * sizeof(float));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Write<TWidth>(int pair, Tile tile, int tiles, float* outputs, float* edge, float* lines)
        where TWidth : ICount
    {
        float* whole = edge + Inputs * Outputs * TSet.Count;
        for (int i = 0; i < TWidth.Value; i++)
        {
            int block = 2 * pair + i;
            TVector sum = TSet.Load(addend + block * TSet.Count);
            for (int t = 0; t < tiles; t++)
            {
                float* products = outputs + (t * TWidth.Value + i) * TSet.Count;
                int width = tile.Width - t * Outputs;
                if (picture is not null)
                {
                    nint row = (nint)grid.Width * TSet.Count;
                    TransformOutput<TSet, TVector>(products, outputStride, sum, edge, lines + block * Outputs * row + t * Outputs * TSet.Count, row);
                }
                else if (width >= Outputs && tile.Height == Outputs)
                {
                    TransformOutput<TSet, TVector>(products, outputStride, sum, edge, output.At(block, tile.Y, tile.X + t * Outputs), output.RowStride);
                }
                else
                {
                    TransformOutput<TSet, TVector>(products, outputStride, sum, edge, whole, Outputs * TSet.Count);
                    int length = Math.Min(width, Outputs) * TSet.Count;
                    for (int y = 0; y < tile.Height; y++)
                    {
                        new ReadOnlySpan<float>(whole + y * Outputs * TSet.Count, length).CopyTo(new Span<float>(output.At(block, tile.Y + y, tile.X + t * Outputs), length));
                    }
                }
            }
        }
    }
}
