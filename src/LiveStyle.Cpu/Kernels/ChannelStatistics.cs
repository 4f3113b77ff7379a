using System.Runtime.CompilerServices;
using LiveStyle.Cpu.Vectors;

namespace LiveStyle.Cpu.Kernels;

/// <summary>Mean and variance of each channel of a map, measured tile by tile and put together in the tiles' order.</summary>
/// <typeparam name="TSet">The width of vectors.</typeparam>
/// <typeparam name="TVector">A vector.</typeparam>
/// <param name="grid">The tiles.</param>
/// <param name="channels">The number of channels, padding included.</param>
/// <param name="partials">Room for two values a tile and channel.</param>
/// <param name="normalization">Receives what comes of it.</param>
sealed unsafe class ChannelStatistics<TSet, TVector>(TileGrid grid, int channels, float* partials, Normalization normalization)
    where TSet : IVectors<TVector>
    where TVector : struct
{
    /// <summary>Values that <paramref name="channels"/> of <paramref name="tiles"/> take.</summary>
    public static long Length(int tiles, int channels) => 2L * tiles * channels;

    /// <summary>Measures a block of channels of one tile.</summary>
    /// <remarks>
    /// Differences from the tile's own first pixel are summed: of a flat tile nothing is left, and of none more is lost than a few thousand roundings,
    /// since that pixel's own difference from the mean is in the sum.
    /// </remarks>
    /// <param name="task">The tile's number.</param>
    /// <param name="block">Which block.</param>
    /// <param name="first">The tile's first pixel.</param>
    /// <param name="stride">Values from a row to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Measure(int task, int block, float* first, nint stride)
    {
        Tile tile = grid[task];
        TVector origin = TSet.Load(first);
        TVector sum = TSet.Fill(0), squares = sum, otherSum = sum, otherSquares = sum;
        for (int y = 0; y < tile.Height; y++)
        {
            float* at = first + y * stride;
            int x = 0;
            for (; x + 1 < tile.Width; x += 2, at += 2 * TSet.Count)
            {
                TVector difference = TSet.Subtract(TSet.Load(at), origin);
                TVector otherDifference = TSet.Subtract(TSet.Load(at + TSet.Count), origin);
                sum = TSet.Add(sum, difference);
                otherSum = TSet.Add(otherSum, otherDifference);
                squares = TSet.MultiplyAdd(difference, difference, squares);
                otherSquares = TSet.MultiplyAdd(otherDifference, otherDifference, otherSquares);
            }

            if (x < tile.Width)
            {
                TVector difference = TSet.Subtract(TSet.Load(at), origin);
                sum = TSet.Add(sum, difference);
                squares = TSet.MultiplyAdd(difference, difference, squares);
            }
        }

        sum = TSet.Add(sum, otherSum);
        squares = TSet.Add(squares, otherSquares);
        TVector offset = TSet.Multiply(sum, TSet.Fill(1f / (tile.Width * tile.Height)));
        float* means = Means(task) + block * TSet.Count;
        TSet.Store(means, TSet.Add(origin, offset));
        TSet.Store(means + channels, TSet.Max(TSet.Subtract(squares, TSet.Multiply(sum, offset)), TSet.Fill(0)));
    }

    /// <summary>Puts all tiles together. Sums are exact enough that a map of one value has just that mean, and no variance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Merge()
    {
        double pixels = grid.Size.Pixels;
        for (int channel = 0; channel < normalization.Channels; channel++)
        {
            double sum = 0, squares = 0;
            for (int task = 0; task < grid.Count; task++)
            {
                Tile tile = grid[task];
                sum += (double)Means(task)[channel] * (tile.Width * tile.Height);
            }

            double mean = sum / pixels;
            for (int task = 0; task < grid.Count; task++)
            {
                Tile tile = grid[task];
                double difference = Means(task)[channel] - mean;
                squares += Means(task)[channels + channel] + difference * difference * (tile.Width * tile.Height);
            }

            normalization.Set(channel, mean, squares / pixels);
        }
    }

    float* Means(int task) => partials + 2L * task * channels;
}
