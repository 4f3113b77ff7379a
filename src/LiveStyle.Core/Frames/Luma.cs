using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LiveStyle.Frames;

/// <summary>Brightness of sRGB bytes as BT.709 weighs them, in 65536ths: the weights' sum is exact, so that gray stays what it is.</summary>
public static class Luma
{
    /// <summary>The weights of red, green and blue, in 65536ths.</summary>
    public const int Red = (int)(LumaWeights.Red709 * 65536 + 0.5), Green = (int)(LumaWeights.Green709 * 65536 + 0.5), Blue = (int)(LumaWeights.Blue709 * 65536 + 0.5);

    const int Half = 32768;

    /// <summary>Fills a row of gray from one of RGB, each luma rounded to the nearest.</summary>
    /// <param name="rgb">Three bytes a pixel: red, green, blue.</param>
    /// <param name="gray">Receives one byte a pixel.</param>
    public static void Row(ReadOnlySpan<byte> rgb, Span<byte> gray)
    {
        ref byte from = ref MemoryMarshal.GetReference(rgb), to = ref MemoryMarshal.GetReference(gray);
        int x = 0;
        for (; x <= gray.Length - SixteenPixels.Count; x += SixteenPixels.Count)
        {
            SixteenPixels pixels = SixteenPixels.Load(ref Unsafe.Add(ref from, 3 * x));
            (Vector128<ushort> redLow, Vector128<ushort> redHigh) = Vector128.Widen(pixels.Red);
            (Vector128<ushort> greenLow, Vector128<ushort> greenHigh) = Vector128.Widen(pixels.Green);
            (Vector128<ushort> blueLow, Vector128<ushort> blueHigh) = Vector128.Widen(pixels.Blue);
            Vector128.Narrow(Weigh(redLow, greenLow, blueLow), Weigh(redHigh, greenHigh, blueHigh)).StoreUnsafe(ref to, (nuint)x);
        }

        for (; x < gray.Length; x++)
        {
            gray[x] = (byte)((rgb[3 * x] * Red + rgb[3 * x + 1] * Green + rgb[3 * x + 2] * Blue + Half) >> 16);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<ushort> Weigh(Vector128<ushort> red, Vector128<ushort> green, Vector128<ushort> blue)
    {
        (Vector128<uint> redLow, Vector128<uint> redHigh) = Vector128.Widen(red);
        (Vector128<uint> greenLow, Vector128<uint> greenHigh) = Vector128.Widen(green);
        (Vector128<uint> blueLow, Vector128<uint> blueHigh) = Vector128.Widen(blue);
        return Vector128.Narrow(Weigh(redLow, greenLow, blueLow), Weigh(redHigh, greenHigh, blueHigh));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<uint> Weigh(Vector128<uint> red, Vector128<uint> green, Vector128<uint> blue) =>
        (red * (uint)Red + green * (uint)Green + blue * (uint)Blue + Vector128.Create((uint)Half)) >>> 16;
}
