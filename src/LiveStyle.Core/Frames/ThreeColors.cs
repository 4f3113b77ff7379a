using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LiveStyle.Frames;

/// <summary>Sixteen pixels' red, green and blue as 16-bit numbers of any unit.</summary>
readonly record struct ThreeColors(Vector256<short> Red, Vector256<short> Green, Vector256<short> Blue)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ThreeColors Of(SixteenPixels pixels) =>
        new(SixteenShorts.Widen(pixels.Red), SixteenShorts.Widen(pixels.Green), SixteenShorts.Widen(pixels.Blue));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ThreeColors Times(short factor) => new(Red * factor, Green * factor, Blue * factor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ThreeColors Plus(ThreeColors other) => new(Red + other.Red, Green + other.Green, Blue + other.Blue);
}
