using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LiveStyle.Frames;

namespace LiveStyle.Compositing;

/// <summary>Rows of RGB over rows of RGB through rows of a mask, rounded to the nearest: exact at both ends.</summary>
static class MaskBlend
{
    /// <param name="under">RGB; shows where the mask is 0.</param>
    /// <param name="over">RGB; shows where the mask is 255.</param>
    /// <param name="mask">A byte a pixel.</param>
    /// <param name="target">RGB; may be <paramref name="under"/> or <paramref name="over"/>.</param>
    public static void Row(ReadOnlySpan<byte> under, ReadOnlySpan<byte> over, ReadOnlySpan<byte> mask, Span<byte> target)
    {
        ref byte below = ref MemoryMarshal.GetReference(under), above = ref MemoryMarshal.GetReference(over);
        ref byte share = ref MemoryMarshal.GetReference(mask), result = ref MemoryMarshal.GetReference(target);
        int x = 0;
        for (; x <= mask.Length - SixteenPixels.Count; x += SixteenPixels.Count)
        {
            int at = 3 * x;
            var shares = Vector128.LoadUnsafe(ref share, (nuint)x);
            if (shares == Vector128<byte>.Zero)
            {
                under.Slice(at, SixteenPixels.ByteLength).CopyTo(target[at..]);
            }
            else if (shares == Vector128<byte>.AllBitsSet)
            {
                over.Slice(at, SixteenPixels.ByteLength).CopyTo(target[at..]);
            }
            else
            {
                (Vector128<byte> first, Vector128<byte> second, Vector128<byte> third) = SixteenPixels.Repeat(shares);
                Mix(ref below, ref above, first, ref result, at);
                Mix(ref below, ref above, second, ref result, at + 16);
                Mix(ref below, ref above, third, ref result, at + 32);
            }
        }

        for (; x < mask.Length; x++)
        {
            for (int at = 3 * x; at < 3 * x + 3; at++)
            {
                target[at] = Over255(under[at] * (255 - mask[x]) + over[at] * mask[x]);
            }
        }
    }

    /// <summary>Both bytes as shares of 255, multiplied.</summary>
    public static void Multiply(Span<byte> mask, ReadOnlySpan<byte> by)
    {
        ref byte one = ref MemoryMarshal.GetReference(mask), other = ref MemoryMarshal.GetReference(by);
        int x = 0;
        for (; x <= mask.Length - Vector128<byte>.Count; x += Vector128<byte>.Count)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.LoadUnsafe(ref one, (nuint)x));
            (Vector128<ushort> lowBy, Vector128<ushort> highBy) = Vector128.Widen(Vector128.LoadUnsafe(ref other, (nuint)x));
            Vector128.Narrow(Over255(low * lowBy), Over255(high * highBy)).StoreUnsafe(ref one, (nuint)x);
        }

        for (; x < mask.Length; x++)
        {
            mask[x] = Over255(mask[x] * by[x]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Mix(ref byte under, ref byte over, Vector128<byte> share, ref byte target, int at)
    {
        (Vector128<ushort> underLow, Vector128<ushort> underHigh) = Vector128.Widen(Vector128.LoadUnsafe(ref under, (nuint)at));
        (Vector128<ushort> overLow, Vector128<ushort> overHigh) = Vector128.Widen(Vector128.LoadUnsafe(ref over, (nuint)at));
        (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(share);
        (Vector128<ushort> restLow, Vector128<ushort> restHigh) = Vector128.Widen(~share);
        Vector128.Narrow(Over255(underLow * restLow + overLow * low), Over255(underHigh * restHigh + overHigh * high)).StoreUnsafe(ref target, (nuint)at);
    }

    /// <summary>Rounded to the nearest, for 0 to 255²; no step leaves 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<ushort> Over255(Vector128<ushort> product)
    {
        Vector128<ushort> half = product + Vector128.Create((ushort)128);
        return (half + (half >>> 8)) >>> 8;
    }

    static byte Over255(int product) => (byte)((product + 128 + ((product + 128) >> 8)) >> 8);
}
