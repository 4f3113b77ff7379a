using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LiveStyle.Stylization.Strokes;

/// <summary>Products of 16-bit numbers in 32768ths, rounded to the nearest: one instruction, and the same result, on x64 and Arm.</summary>
static class FixedPoint
{
    public static short Product(int one, int other) => (short)((one * other + 0x4000) >> 15);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Product(Vector256<short> one, Vector256<short> other) => Avx2.IsSupported
        ? Avx2.MultiplyHighRoundScale(one, other)
        : Vector256.Create(Product(one.GetLower(), other.GetLower()), Product(one.GetUpper(), other.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Product(Vector128<short> one, Vector128<short> other) =>
        Ssse3.IsSupported ? Ssse3.MultiplyHighRoundScale(one, other)
        : AdvSimd.IsSupported ? AdvSimd.MultiplyRoundedDoublingSaturateHigh(one, other)
        : Widened(one, other);

    static Vector128<short> Widened(Vector128<short> one, Vector128<short> other) => Vector128.Narrow(
        (Vector128.WidenLower(one) * Vector128.WidenLower(other) + Vector128.Create(0x4000)) >> 15,
        (Vector128.WidenUpper(one) * Vector128.WidenUpper(other) + Vector128.Create(0x4000)) >> 15);
}
