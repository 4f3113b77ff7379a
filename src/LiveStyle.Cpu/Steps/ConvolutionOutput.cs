using LiveStyle.Cpu.Kernels;
using LiveStyle.Cpu.Vectors;
using LiveStyle.Frames;

namespace LiveStyle.Cpu.Steps;

/// <summary>Where a convolution writes, and what is measured of it.</summary>
/// <typeparam name="TSet">The width of vectors.</typeparam>
/// <typeparam name="TVector">A vector.</typeparam>
/// <param name="map">The map, or the picture.</param>
/// <param name="size">The convolution's own size, in pixels or blocks of pixels.</param>
/// <param name="statistics">Measures each tile; null for the picture, which is measured once it is smoothed.</param>
sealed unsafe class ConvolutionOutput<TSet, TVector>(float* map, FrameSize size, ChannelStatistics<TSet, TVector>? statistics)
    where TSet : IVectors<TVector>
    where TVector : struct
{
    /// <summary>From a row to the next.</summary>
    public nint RowStride => (nint)size.Width * TSet.Count;

    /// <summary>The place of a pixel's block.</summary>
    public float* At(int block, int y, int x) => map + (((long)block * size.Height + y) * size.Width + x) * TSet.Count;

    /// <summary>Measures a tile that has been written.</summary>
    public void Measure(int task, Tile tile, int blocks)
    {
        for (int block = 0; block < blocks; block++)
        {
            statistics!.Measure(task, block, At(block, tile.Y, tile.X), RowStride);
        }
    }

    /// <summary>All tiles have been measured.</summary>
    public void Merge() => statistics?.Merge();
}
