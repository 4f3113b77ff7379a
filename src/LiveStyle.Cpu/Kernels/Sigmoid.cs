using System.Runtime.CompilerServices;
using LiveStyle.Cpu.Vectors;

namespace LiveStyle.Cpu.Kernels;

/// <summary>1 / (1 + e^-x), to a few units of float32's last place: e^x is 2^n · e^f with |f| at most ln 2 / 2, and e^f a polynomial.</summary>
static class Sigmoid
{
    /// <summary>Beyond it the answer is 0 or 1 to float32's precision, and e^x still a float32.</summary>
    const float Most = 87;

    /// <summary>ln 2 in two parts, the first of which times n is exact.</summary>
    const float High = 0.693359375f, Low = -2.12194440e-4f;

    /// <typeparam name="TSet">The width of vectors.</typeparam>
    /// <typeparam name="TVector">A vector.</typeparam>
    /// <param name="value">x.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TSet, TVector>(TVector value)
        where TSet : IVectors<TVector>
        where TVector : struct
    {
        TVector x = TSet.Max(TSet.Min(TSet.Subtract(TSet.Fill(0), value), TSet.Fill(Most)), TSet.Fill(-Most));
        TVector n = TSet.Round(TSet.Multiply(x, TSet.Fill(1.44269504f)));
        TVector f = TSet.MultiplyAdd(n, TSet.Fill(-Low), TSet.MultiplyAdd(n, TSet.Fill(-High), x));
        TVector power = TSet.MultiplyAdd(f, TSet.Fill(1f / 720), TSet.Fill(1f / 120));
        power = TSet.MultiplyAdd(f, power, TSet.Fill(1f / 24));
        power = TSet.MultiplyAdd(f, power, TSet.Fill(1f / 6));
        power = TSet.MultiplyAdd(f, power, TSet.Fill(0.5f));
        power = TSet.MultiplyAdd(f, power, TSet.Fill(1));
        power = TSet.MultiplyAdd(f, power, TSet.Fill(1));
        return TSet.Divide(TSet.Fill(1), TSet.MultiplyAdd(power, TSet.PowerOfTwo(n), TSet.Fill(1)));
    }
}
