using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LiveStyle.Frames;

namespace LiveStyle.Compositing;

/// <summary>
/// Rows with the luma of one picture and the chroma of another: each channel is moved by the difference of the lumas. Where that leaves
/// sRGB, chroma is lowered until it does not: luma and hue stay.
/// </summary>
/// <remarks>Lumas are exact, so that both ways round alike; where both pictures are the same, so is the result, byte for byte.</remarks>
static class ColorKeeping
{
    const float Whole = 1 / 65536f;

    /// <summary>Keeps 0 ÷ 0 out: less than any difference between a luma and a byte.</summary>
    const float Least = 1 / 1048576f;

    /// <summary>Shuffles a zero in.</summary>
    const byte X = 255;

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
            Keep(ref Unsafe.Add(ref colors, at), ref Unsafe.Add(ref lumas, at), ref Unsafe.Add(ref result, at));
        }

        if (at < target.Length)
        {
            Span<byte> ends = stackalloc byte[2 * SixteenPixels.ByteLength];
            Span<byte> color = ends[..SixteenPixels.ByteLength], luma = ends[SixteenPixels.ByteLength..];
            original[at..].CopyTo(color);
            styled[at..].CopyTo(luma);
            Keep(ref color[0], ref luma[0], ref color[0]);
            color[..(target.Length - at)].CopyTo(target[at..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Keep(ref byte original, ref byte styled, ref byte target)
    {
        SixteenPixels color = SixteenPixels.Load(ref original), luma = SixteenPixels.Load(ref styled);
        (Vector128<short> low, Vector128<short> high) = Difference(luma, color);
        Vector128<short> redLow = Numbers(Vector128.WidenLower(color.Red), low), redHigh = Numbers(Vector128.WidenUpper(color.Red), high);
        Vector128<short> greenLow = Numbers(Vector128.WidenLower(color.Green), low), greenHigh = Numbers(Vector128.WidenUpper(color.Green), high);
        Vector128<short> blueLow = Numbers(Vector128.WidenLower(color.Blue), low), blueHigh = Numbers(Vector128.WidenUpper(color.Blue), high);
        Vector128<short> any = redLow | redHigh | greenLow | greenHigh | blueLow | blueHigh;

        // Below 0 and above 255 there are other bits than a byte's.
        if ((any & Vector128.Create(unchecked((short)0xFF00))) != Vector128<short>.Zero)
        {
            Lower(color, luma, ref target);
            return;
        }

        new SixteenPixels(
            Vector128.Narrow(redLow.AsUInt16(), redHigh.AsUInt16()),
            Vector128.Narrow(greenLow.AsUInt16(), greenHigh.AsUInt16()),
            Vector128.Narrow(blueLow.AsUInt16(), blueHigh.AsUInt16())).Store(ref target);
    }

    static Vector128<short> Numbers(Vector128<ushort> channel, Vector128<short> difference) => channel.AsInt16() + difference;

    /// <summary>By how much the one is brighter, rounded to the nearest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector128<short> Low, Vector128<short> High) Difference(SixteenPixels one, SixteenPixels other)
    {
        Vector128<short> redLow = Part(Vector128.WidenLower(one.Red), Vector128.WidenLower(other.Red));
        Vector128<short> redHigh = Part(Vector128.WidenUpper(one.Red), Vector128.WidenUpper(other.Red));
        Vector128<short> greenLow = Part(Vector128.WidenLower(one.Green), Vector128.WidenLower(other.Green));
        Vector128<short> greenHigh = Part(Vector128.WidenUpper(one.Green), Vector128.WidenUpper(other.Green));
        Vector128<short> blueLow = Part(Vector128.WidenLower(one.Blue), Vector128.WidenLower(other.Blue));
        Vector128<short> blueHigh = Part(Vector128.WidenUpper(one.Blue), Vector128.WidenUpper(other.Blue));
        return (
            Vector128.Narrow(
                Weigh(Vector128.WidenLower(redLow), Vector128.WidenLower(greenLow), Vector128.WidenLower(blueLow)),
                Weigh(Vector128.WidenUpper(redLow), Vector128.WidenUpper(greenLow), Vector128.WidenUpper(blueLow))),
            Vector128.Narrow(
                Weigh(Vector128.WidenLower(redHigh), Vector128.WidenLower(greenHigh), Vector128.WidenLower(blueHigh)),
                Weigh(Vector128.WidenUpper(redHigh), Vector128.WidenUpper(greenHigh), Vector128.WidenUpper(blueHigh))));
    }

    static Vector128<short> Part(Vector128<ushort> one, Vector128<ushort> other) => one.AsInt16() - other.AsInt16();

    static Vector128<int> Weigh(Vector128<int> red, Vector128<int> green, Vector128<int> blue) =>
        (red * Luma.Red + green * Luma.Green + blue * Luma.Blue + Vector128.Create(32768)) >> 16;

    /// <summary>The same for pixels some of which leave sRGB.</summary>
    static void Lower(SixteenPixels color, SixteenPixels luma, ref byte target)
    {
        Lower(color, luma, Vector128.Create(0, X, X, X, 1, X, X, X, 2, X, X, X, 3, X, X, X), out Vector128<uint> red0, out Vector128<uint> green0, out Vector128<uint> blue0);
        Lower(color, luma, Vector128.Create(4, X, X, X, 5, X, X, X, 6, X, X, X, 7, X, X, X), out Vector128<uint> red1, out Vector128<uint> green1, out Vector128<uint> blue1);
        Lower(color, luma, Vector128.Create(8, X, X, X, 9, X, X, X, 10, X, X, X, 11, X, X, X), out Vector128<uint> red2, out Vector128<uint> green2, out Vector128<uint> blue2);
        Lower(color, luma, Vector128.Create(12, X, X, X, 13, X, X, X, 14, X, X, X, 15, X, X, X), out Vector128<uint> red3, out Vector128<uint> green3, out Vector128<uint> blue3);
        new SixteenPixels(
            Vector128.Narrow(Vector128.Narrow(red0, red1), Vector128.Narrow(red2, red3)),
            Vector128.Narrow(Vector128.Narrow(green0, green1), Vector128.Narrow(green2, green3)),
            Vector128.Narrow(Vector128.Narrow(blue0, blue1), Vector128.Narrow(blue2, blue3))).Store(ref target);
    }

    /// <param name="four">Picks four of the pixels.</param>
    /// <param name="color">The sixteen pixels that give hue and chroma.</param>
    /// <param name="luma">The sixteen pixels that give the luma.</param>
    /// <param name="red">Receives the red of the four.</param>
    /// <param name="green">Receives the green of the four.</param>
    /// <param name="blue">Receives the blue of the four.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Lower(
        SixteenPixels color, SixteenPixels luma, Vector128<byte> four, out Vector128<uint> red, out Vector128<uint> green, out Vector128<uint> blue)
    {
        Vector128<float> r = Pick(color.Red, four), g = Pick(color.Green, four), b = Pick(color.Blue, four);
        Vector128<float> from = Brightness(r, g, b), to = Brightness(Pick(luma.Red, four), Pick(luma.Green, four), Pick(luma.Blue, four));
        Vector128<float> most = Vector128.MaxNative(r, Vector128.MaxNative(g, b)) - from, least = from - Vector128.MinNative(r, Vector128.MinNative(g, b));
        Vector128<float> above = (Vector128.Create(255f) - to) / Vector128.MaxNative(most, Vector128.Create(Least));
        Vector128<float> below = to / Vector128.MaxNative(least, Vector128.Create(Least));
        Vector128<float> share = Vector128.MinNative(Vector128<float>.One, Vector128.MinNative(above, below));
        red = Round(to + share * (r - from));
        green = Round(to + share * (g - from));
        blue = Round(to + share * (b - from));
    }

    static Vector128<float> Pick(Vector128<byte> channel, Vector128<byte> four) => Vector128.ConvertToSingle(Vector128.Shuffle(channel, four).AsInt32());

    static Vector128<float> Brightness(Vector128<float> red, Vector128<float> green, Vector128<float> blue) =>
        (red * Luma.Red + green * Luma.Green + blue * Luma.Blue) * Whole;

    static Vector128<uint> Round(Vector128<float> value) => Vector128.ConvertToInt32Native(value + Vector128.Create(0.5f)).AsUInt32();
}
