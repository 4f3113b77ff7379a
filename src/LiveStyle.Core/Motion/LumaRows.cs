using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LiveStyle.Motion;

/// <summary>Rows of brightness in vectors of the processor.</summary>
static class LumaRows
{
    /// <summary>Means of 2×2 bytes, rounded to the nearest.</summary>
    /// <param name="upper">Twice as many bytes as <paramref name="target"/>.</param>
    /// <param name="lower">As many.</param>
    /// <param name="target">Receives a byte for each four.</param>
    public static void Halve(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, Span<byte> target)
    {
        ref byte first = ref MemoryMarshal.GetReference(upper), second = ref MemoryMarshal.GetReference(lower), result = ref MemoryMarshal.GetReference(target);
        int x = 0;
        for (; x <= target.Length - Vector128<byte>.Count; x += Vector128<byte>.Count)
        {
            Vector128<ushort> low = Pairs(ref first, 2 * x) + Pairs(ref second, 2 * x), high = Pairs(ref first, 2 * x + 16) + Pairs(ref second, 2 * x + 16);
            var two = Vector128.Create((ushort)2);
            Vector128.Narrow((low + two) >>> 2, (high + two) >>> 2).StoreUnsafe(ref result, (nuint)x);
        }

        for (; x < target.Length; x++)
        {
            target[x] = (byte)((upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1] + 2) >> 2);
        }
    }

    /// <summary>Sums of neighboring bytes: eight of sixteen.</summary>
    static Vector128<ushort> Pairs(ref byte row, int at)
    {
        Vector128<ushort> both = Vector128.LoadUnsafe(ref row, (nuint)at).AsUInt16();
        return (both & Vector128.Create((ushort)255)) + (both >>> 8);
    }
}
