using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LiveStyle.Frames;

/// <summary>Bytes as wider numbers in vectors, and back.</summary>
static class SixteenShorts
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Widen(Vector128<byte> bytes) =>
        Vector256.Create(Vector128.WidenLower(bytes), Vector128.WidenUpper(bytes)).AsInt16();

    /// <summary>The first eight numbers, then the last eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> First, Vector256<float> Last) Floats(Vector256<short> numbers) =>
        (Vector256.ConvertToSingle(Vector256.WidenLower(numbers)), Vector256.ConvertToSingle(Vector256.WidenUpper(numbers)));

    /// <summary>Rounds sixteen levels, of which half a level was added to each, to bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Bytes(Vector256<float> first, Vector256<float> last)
    {
        Vector256<ushort> levels = Vector256.Narrow(Codes(first), Codes(last));
        return Vector128.Narrow(levels.GetLower(), levels.GetUpper());
    }

    /// <summary>Limited to a byte, and cut off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<uint> Codes(Vector256<float> levels) =>
        Vector256.ConvertToInt32(Vector256.MinNative(Vector256.MaxNative(levels, Vector256<float>.Zero), Vector256.Create(255f))).AsUInt32();
}
