using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LiveStyle.Cpu;
using LiveStyle.Cpu.Vectors;

namespace LiveStyle.Benchmarks;

/// <summary>What one thread of this machine can do at most, in the same run as what is held against it.</summary>
static class MachinePeak
{
    const int Products = 2_000_000, Sums = 12;

    /// <returns>Thousand million products and sums of vectors' lanes a second, where every operand is in a register.</returns>
    public static double Gigaflops(InstructionSet set) => set switch
    {
        InstructionSet.Vector512 => Gigaflops<Vectors512, Vector512<float>>(),
        InstructionSet.Vector256 => Gigaflops<Vectors256, Vector256<float>>(),
        InstructionSet.Vector128 => Gigaflops<Vectors128, Vector128<float>>(),
        _ => Gigaflops<Scalars, float>(),
    };

    static double Gigaflops<TSet, TVector>()
        where TSet : IVectors<TVector>
        where TVector : struct
    {
        double least = double.MaxValue;
        for (int round = 0; round < 10; round++)
        {
            long start = Stopwatch.GetTimestamp();
            Multiply<TSet, TVector>(1 + round * 1e-9f);
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return 2e-9 * Products * Sums * TSet.Count / least;
    }

    /// <summary>Twelve sums that don't wait for one another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static unsafe float Multiply<TSet, TVector>(float factor)
        where TSet : IVectors<TVector>
        where TVector : struct
    {
        TVector x = TSet.Fill(factor), y = TSet.Fill(1e-9f);
        TVector a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int n = 0; n < Products; n++)
        {
            a = TSet.MultiplyAdd(a, x, y);
            b = TSet.MultiplyAdd(b, x, y);
            c = TSet.MultiplyAdd(c, x, y);
            d = TSet.MultiplyAdd(d, x, y);
            e = TSet.MultiplyAdd(e, x, y);
            f = TSet.MultiplyAdd(f, x, y);
            g = TSet.MultiplyAdd(g, x, y);
            h = TSet.MultiplyAdd(h, x, y);
            i = TSet.MultiplyAdd(i, x, y);
            j = TSet.MultiplyAdd(j, x, y);
            k = TSet.MultiplyAdd(k, x, y);
            l = TSet.MultiplyAdd(l, x, y);
        }

        TVector sum = TSet.Add(TSet.Add(TSet.Add(a, b), TSet.Add(c, d)), TSet.Add(TSet.Add(e, f), TSet.Add(g, h)));
        sum = TSet.Add(sum, TSet.Add(TSet.Add(i, j), TSet.Add(k, l)));
        float* lanes = stackalloc float[16];
        TSet.Store(lanes, sum);
        return lanes[0];
    }
}
