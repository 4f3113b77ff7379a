using System.Runtime.CompilerServices;
using LiveStyle.Cpu.Vectors;

namespace LiveStyle.Cpu.Steps;

/// <summary>A row of the picture as it is measured and painted: as it is, or each pixel the mean of the 2×2 of which it is the first.</summary>
/// <param name="row">The row.</param>
/// <param name="below">The row below it; below the last block that block's first row is seen once more.</param>
readonly unsafe struct PictureRows(float* row, float* below)
{
    /// <param name="picture">[row][column][color].</param>
    /// <param name="stride">Values from a row to the next.</param>
    /// <param name="height">Rows.</param>
    /// <param name="y">Which row.</param>
    public static PictureRows Of(float* picture, long stride, int height, int y) =>
        new(picture + y * stride, picture + (y + 1 < height ? y + 1 : Math.Max(height - 2, 0)) * stride);

    /// <summary>A vector of values from the i-th on.</summary>
    /// <typeparam name="TSet">The width of vectors.</typeparam>
    /// <typeparam name="TVector">A vector.</typeparam>
    /// <typeparam name="TSide">Two: smoothed.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector At<TSet, TVector, TSide>(int i)
        where TSet : IVectors<TVector>
        where TVector : struct
        where TSide : ICount
    {
        if (TSide.Value == 1)
        {
            return TSet.Load(row + i);
        }

        TVector upper = TSet.Add(TSet.Load(row + i), TSet.Load(row + i + 3));
        TVector lower = TSet.Add(TSet.Load(below + i), TSet.Load(below + i + 3));
        return TSet.Multiply(TSet.Add(upper, lower), TSet.Fill(0.25f));
    }
}
