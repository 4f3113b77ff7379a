using LiveStyle.Cpu.Vectors;

namespace LiveStyle.Cpu.Kernels;

/// <summary>Loads rows of what a convolution sees, in blocks of channels, with a mirrored border around all.</summary>
/// <typeparam name="TSet">The width of vectors.</typeparam>
/// <typeparam name="TVector">A vector.</typeparam>
/// <remarks>Thread-safe; each thread gives scratch memory of its own.</remarks>
abstract unsafe class PatchReader<TSet, TVector>
    where TSet : IVectors<TVector>
    where TVector : struct
{
    /// <summary>Loads a row of a block of channels.</summary>
    /// <param name="target">Receives <paramref name="count"/> pixels.</param>
    /// <param name="block">Which channels.</param>
    /// <param name="y">The row, which may lie in the border.</param>
    /// <param name="x">The first column, which may too.</param>
    /// <param name="count">The number of pixels.</param>
    /// <param name="center">A value a lane that is taken off what is loaded.</param>
    /// <param name="kept">The part that this task keeps, where what is loaded is kept.</param>
    /// <param name="scratch">Scratch memory of the thread's own: <see cref="ScratchLength"/> values.</param>
    public abstract void Load(float* target, int block, int y, int x, int count, float* center, Tile kept, float* scratch);

    /// <summary>Asks for the memory that <see cref="Load"/> will read and write, so that it is near by then.</summary>
    /// <param name="block">Which channels.</param>
    /// <param name="y">The row, which may lie in the border.</param>
    /// <param name="x">The first column, which may too.</param>
    /// <param name="count">The number of pixels.</param>
    public abstract void Prefetch(int block, int y, int x, int count);

    /// <summary>Values of scratch memory that a row of so many pixels takes.</summary>
    public static int ScratchLength(int count) => (count + 2) * Math.Max(TSet.Count, 4);
}
