using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LiveStyle.Compositing;

/// <summary>
/// Rows with the luma of one picture and the chroma of another. Where that is no color of sRGB, chroma is lowered until it is one: luma
/// and hue stay.
/// </summary>
/// <remarks>In float32, in which the luma of bytes is exact: where both pictures are the same, so is the result, byte for byte.</remarks>
static class ColorKeeping
{
    const float Whole = 1 / 65536f;

    /// <summary>Keeps 0 ÷ 0 out: less than any difference between a luma and a byte.</summary>
    const float Least = 1 / 1048576f;

    /// <param name="original">RGB; gives the chroma.</param>
    /// <param name="styled">RGB; gives the luma.</param>
    /// <param name="target">RGB; may be one of them.</param>
    public static void Row(ReadOnlySpan<byte> original, ReadOnlySpan<byte> styled, Span<byte> target)
    {
        ref byte colors = ref MemoryMarshal.GetReference(original), lumas = ref MemoryMarshal.GetReference(styled);
        ref byte result = ref MemoryMarshal.GetReference(target);
        int at = 0;
        for (; at <= target.Length - SixteenPixels.ByteLength; at += SixteenPixels.ByteLength)
        {
            Keep(SixteenPixels.Load(ref Unsafe.Add(ref colors, at)), SixteenPixels.Load(ref Unsafe.Add(ref lumas, at)))
                .Store(ref Unsafe.Add(ref result, at));
        }

        if (at < target.Length)
        {
            Span<byte> ends = stackalloc byte[2 * SixteenPixels.ByteLength];
            Span<byte> color = ends[..SixteenPixels.ByteLength], luma = ends[SixteenPixels.ByteLength..];
            original[at..].CopyTo(color);
            styled[at..].CopyTo(luma);
            Keep(SixteenPixels.Load(ref color[0]), SixteenPixels.Load(ref luma[0])).Store(ref color[0]);
            color[..(target.Length - at)].CopyTo(target[at..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static SixteenPixels Keep(SixteenPixels original, SixteenPixels styled)
    {
        (Vector128<ushort> redLow, Vector128<ushort> redHigh) = Vector128.Widen(original.Red);
        (Vector128<ushort> greenLow, Vector128<ushort> greenHigh) = Vector128.Widen(original.Green);
        (Vector128<ushort> blueLow, Vector128<ushort> blueHigh) = Vector128.Widen(original.Blue);
        (Vector128<ushort> lumaRedLow, Vector128<ushort> lumaRedHigh) = Vector128.Widen(styled.Red);
        (Vector128<ushort> lumaGreenLow, Vector128<ushort> lumaGreenHigh) = Vector128.Widen(styled.Green);
        (Vector128<ushort> lumaBlueLow, Vector128<ushort> lumaBlueHigh) = Vector128.Widen(styled.Blue);
        Eight low = Keep(new Eight(redLow, greenLow, blueLow), new Eight(lumaRedLow, lumaGreenLow, lumaBlueLow));
        Eight high = Keep(new Eight(redHigh, greenHigh, blueHigh), new Eight(lumaRedHigh, lumaGreenHigh, lumaBlueHigh));
        return new SixteenPixels(
            Vector128.Narrow(low.Red, high.Red), Vector128.Narrow(low.Green, high.Green), Vector128.Narrow(low.Blue, high.Blue));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Eight Keep(Eight original, Eight styled)
    {
        Four low = Keep(original.Low, styled.Low), high = Keep(original.High, styled.High);
        return new Eight(Round(low.Red, high.Red), Round(low.Green, high.Green), Round(low.Blue, high.Blue));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Four Keep(Four original, Four styled)
    {
        Vector128<float> from = original.Luma, to = styled.Luma;
        Vector128<float> most = Vector128.Max(original.Red, Vector128.Max(original.Green, original.Blue)) - from;
        Vector128<float> least = from - Vector128.Min(original.Red, Vector128.Min(original.Green, original.Blue));
        Vector128<float> above = (Vector128.Create(255f) - to) / Vector128.Max(most, Vector128.Create(Least));
        Vector128<float> below = to / Vector128.Max(least, Vector128.Create(Least));
        Vector128<float> share = Vector128.Min(Vector128<float>.One, Vector128.Min(above, below));
        return new Four(to + share * (original.Red - from), to + share * (original.Green - from), to + share * (original.Blue - from));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<ushort> Round(Vector128<float> low, Vector128<float> high)
    {
        Vector128<float> half = Vector128.Create(0.5f);
        return Vector128.Narrow(Vector128.ConvertToInt32(low + half).AsUInt32(), Vector128.ConvertToInt32(high + half).AsUInt32());
    }

    static Vector128<float> Numbers(Vector128<uint> values) => Vector128.ConvertToSingle(values.AsInt32());

    /// <summary>Pixels as numbers from 0 to 255.</summary>
    readonly record struct Four(Vector128<float> Red, Vector128<float> Green, Vector128<float> Blue)
    {
        public Vector128<float> Luma =>
            (Red * Compositing.Luma.Red + Green * Compositing.Luma.Green + Blue * Compositing.Luma.Blue) * Whole;
    }

    readonly record struct Eight(Vector128<ushort> Red, Vector128<ushort> Green, Vector128<ushort> Blue)
    {
        public Four Low => new(
            Numbers(Vector128.WidenLower(Red)), Numbers(Vector128.WidenLower(Green)), Numbers(Vector128.WidenLower(Blue)));

        public Four High => new(
            Numbers(Vector128.WidenUpper(Red)), Numbers(Vector128.WidenUpper(Green)), Numbers(Vector128.WidenUpper(Blue)));
    }
}
