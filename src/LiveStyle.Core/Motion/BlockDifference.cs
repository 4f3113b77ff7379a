using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LiveStyle.Motion;

/// <summary>Sums over blocks of 8×8 bytes. Every processor gives the same numbers.</summary>
static class BlockDifference
{
    /// <summary>Sum of absolute differences of two blocks.</summary>
    /// <param name="one">The first byte of a block.</param>
    /// <param name="oneStride">Bytes from one of its rows to the next.</param>
    /// <param name="other">The first byte of the other block.</param>
    /// <param name="otherStride">Bytes from one of its rows to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Sum(ref byte one, int oneStride, ref byte other, int otherStride)
    {
        Vector128<ushort> sum = Vector128<ushort>.Zero;
        for (int y = 0; y < BlockGrid.Side; y += 2)
        {
            sum += Difference(TwoRows(ref Unsafe.Add(ref one, y * oneStride), oneStride), TwoRows(ref Unsafe.Add(ref other, y * otherStride), otherStride));
        }

        return Vector128.Sum(sum);
    }

    /// <summary>Sum of the absolute differences of a block's bytes from their mean: how much there is to be seen.</summary>
    /// <param name="block">The first byte of the block.</param>
    /// <param name="stride">Bytes from one of its rows to the next.</param>
    public static int FromMean(ref byte block, int stride)
    {
        Vector128<ushort> sum = Vector128<ushort>.Zero;
        for (int y = 0; y < BlockGrid.Side; y += 2)
        {
            sum += Difference(TwoRows(ref Unsafe.Add(ref block, y * stride), stride), Vector128<byte>.Zero);
        }

        var mean = Vector128.Create((byte)((Vector128.Sum(sum) + 32) / 64));
        sum = Vector128<ushort>.Zero;
        for (int y = 0; y < BlockGrid.Side; y += 2)
        {
            sum += Difference(TwoRows(ref Unsafe.Add(ref block, y * stride), stride), mean);
        }

        return Vector128.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<byte> TwoRows(ref byte row, int stride) => Vector128.Create(
        Unsafe.ReadUnaligned<ulong>(ref row), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref row, stride))).AsByte();

    /// <summary>Sixteen absolute differences, summed up in some of the eight numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<ushort> Difference(Vector128<byte> one, Vector128<byte> other)
    {
        if (Sse2.IsSupported)
        {
            return Sse2.SumAbsoluteDifferences(one, other);
        }

        (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Max(one, other) - Vector128.Min(one, other));
        return low + high;
    }
}
